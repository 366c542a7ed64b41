package vec

import (
	"fmt"
	"math"
	"math/rand"
	"reflect"
	"slices"
	"testing"
	"unsafe"
)

// Every kernel in assembly is run beside its pure Go twin, on random lengths,
// offsets and values, with canaries beyond both ends of every slice. The kernels are
// found by reflection, so none is left out.

func FuzzKernels(f *testing.F) {
	for seed := range int64(5) {
		f.Add(seed, uint16(10*seed))
	}
	f.Fuzz(func(t *testing.T, seed int64, n uint16) {
		compareSets(t, sets32, seed, int(n%600))
		compareSets(t, sets64, seed, int(n%600))
	})
}

func TestKernelsAgree(t *testing.T) {
	for n := 0; n < 200; n += 1 + n/40 {
		compareSets(t, sets32, int64(n), n)
		compareSets(t, sets64, int64(n), n)
	}
	for seed := range int64(6) {
		compareSets(t, sets32, seed, 1000+int(seed))
		compareSets(t, sets64, seed, 1000+int(seed))
	}
}

// twinsOnly are the kernels that have no assembly, here "by processor, type".
var twinsOnly = map[string][]string{
	"AVX-512, float32": {"pow", "powGrad"},
	"AVX-512, float64": {"pow", "powGrad", "gelu", "geluGrad", "widen", "narrow", "quantize"},
	"AVX2, float32":    {"pow", "powGrad", "widen", "narrow", "quantize"},
	"AVX2, float64":    {"pow", "powGrad", "gelu", "geluGrad", "widen", "narrow", "quantize"},
}

func TestKernelsAreAssembly(t *testing.T) {
	checkTwins(t, sets32)
	checkTwins(t, sets64)
}

func checkTwins[T float](t *testing.T, sets map[string]kernels[T]) {
	pure, typ := sets["pure Go"], reflect.TypeFor[kernels[T]]()
	for name, set := range sets {
		if name == "pure Go" {
			continue
		}
		key := fmt.Sprintf("%s, %v", name, reflect.TypeFor[T]())
		for i := range typ.NumField() {
			kernel := typ.Field(i).Name
			twin := field(&pure, i).Pointer() == field(&set, i).Pointer()
			if twin != slices.Contains(twinsOnly[key], kernel) {
				t.Errorf("%s: the pure Go of %s is used: %v", key, kernel, twin)
			}
		}
	}
}

func compareSets[T float](t *testing.T, sets map[string]kernels[T], seed int64, n int) {
	pure := sets["pure Go"]
	for name, set := range sets {
		if name == "pure Go" {
			continue
		}
		typ := reflect.TypeFor[kernels[T]]()
		for i := range typ.NumField() {
			want, got := field(&pure, i), field(&set, i)
			if want.Pointer() != got.Pointer() {
				compareKernel[T](t, fmt.Sprintf("%s, %v: %s", name, reflect.TypeFor[T](), typ.Field(i).Name), typ.Field(i).Name, want, got, seed, n)
			}
		}
	}
}

func field[T float](k *kernels[T], i int) reflect.Value {
	f := reflect.ValueOf(k).Elem().Field(i)
	return reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem()
}

// shapes gives the lengths of the slices (-1: nil) and the integers of the kernels
// whose slices are not all of length n; w and rows are random.
var shapes = map[string]func(n, w, rows int, odd bool) (lengths, integers []int){
	"addRows":             func(_, w, r int, _ bool) ([]int, []int) { return []int{r * w, r * w, w}, nil },
	"mulRows":             func(_, w, r int, _ bool) ([]int, []int) { return []int{r * w, r * w, w}, nil },
	"sumRows":             func(_, w, r int, _ bool) ([]int, []int) { return []int{w, r * w}, nil },
	"transpose":           func(_, w, r int, _ bool) ([]int, []int) { return []int{r * w, r * w}, []int{r, w} },
	"softmax":             func(_, w, r int, _ bool) ([]int, []int) { return []int{r * w, r * w}, []int{w} },
	"logSoftmax":          func(_, w, r int, _ bool) ([]int, []int) { return []int{r * w, r * w}, []int{w} },
	"softmaxGrad":         func(_, w, r int, _ bool) ([]int, []int) { return []int{r * w, r * w, r * w}, []int{w} },
	"logSoftmaxGrad":      func(_, w, r int, _ bool) ([]int, []int) { return []int{r * w, r * w, r * w}, []int{w} },
	"softmaxCrossEntropy": func(_, w, r int, odd bool) ([]int, []int) { return []int{maybe(odd, r*w), r * w, r}, []int{w} },
	"sigmoidCrossEntropy": func(n, _, _ int, odd bool) ([]int, []int) { return []int{maybe(odd, n), n, n}, nil },
	"squaredError":        func(n, _, _ int, odd bool) ([]int, []int) { return []int{maybe(odd, n), n, n}, nil },
	"layerNorm": func(_, w, r int, odd bool) ([]int, []int) {
		return []int{r * w, r, r, r * w, maybe(odd, w), maybe(odd, w)}, []int{w}
	},
	"layerNormGrad": func(_, w, r int, odd bool) ([]int, []int) {
		return []int{maybe(odd, r*w), w, w, r * w, r * w, maybe(odd, w), r, r}, []int{w}
	},
	"lstm": func(_, w, r int, odd bool) ([]int, []int) {
		return []int{r * w, r * w, r * w, 4 * r * w, maybe(odd, 4*w), r * w}, []int{w}
	},
	"lstmGrad": func(_, w, r int, _ bool) ([]int, []int) {
		return []int{4 * r * w, r * w, r * w, r * w, 4 * r * w, r * w, r * w}, []int{w}
	},
	"gru": func(_, w, r int, odd bool) ([]int, []int) {
		return []int{r * w, 3 * r * w, 3 * r * w, maybe(odd, 3*w), 3 * w, r * w}, []int{w}
	},
	"gruGrad": func(_, w, r int, _ bool) ([]int, []int) {
		return []int{3 * r * w, 3 * r * w, r * w, r * w, 3 * r * w, 3 * r * w, r * w}, []int{w}
	},
	"rmsProp": func(n, _, _ int, odd bool) ([]int, []int) { return []int{n, n, n, maybe(odd, n)}, nil },
}

func maybe(absent bool, n int) int {
	if absent {
		return -1
	}
	return n
}

// aliases are the kernels, beside those of equal lengths, whose argument 0 may be
// argument 1.
var aliases = map[string]bool{"softmax": true, "logSoftmax": true, "addRows": true, "mulRows": true,
	"softmaxCrossEntropy": true, "sigmoidCrossEntropy": true, "squaredError": true}

// tolerances in units of the type's epsilon; 8 where nothing else is said.
var tolerances = map[string]float64{
	"softmaxGrad": 200, "logSoftmaxGrad": 200, "softmax": 16, "logSoftmax": 16,
	"softmaxCrossEntropy": 64, "sigmoidCrossEntropy": 64, "layerNormGrad": 2000, "layerNorm": 64,
	"sum": 100, "dot": 1000, "squaredError": 64,
	"lstm": 16, "lstmGrad": 16, "gru": 16, "gruGrad": 32, "adam": 16, "rmsProp": 32, "adaGrad": 16,
	"gelu": 16, "geluGrad": 32, "geluTanhGrad": 32, "siluGrad": 16,
}

const canary = 12345.678

func compareKernel[T float](t *testing.T, title, name string, want, got reflect.Value, seed int64, n int) {
	t.Helper()
	r := rand.New(rand.NewSource(seed))
	w := 1 + r.Intn(1+n/3)
	if r.Intn(4) == 0 {
		w = 2
	}
	rows := r.Intn(6 + 60/w)
	var lengths, integers []int
	if shape := shapes[name]; shape != nil {
		lengths, integers = shape(n, w, rows, r.Intn(2) == 0)
	} else {
		for range want.Type().NumIn() {
			lengths = append(lengths, n)
		}
	}
	alias := (shapes[name] == nil || aliases[name]) && name != "widen" && name != "narrow" && r.Intn(3) == 0 && lengths[0] >= 0
	a := arguments[T](name, want.Type(), lengths, integers, w, rand.New(rand.NewSource(seed)), alias)
	before := arguments[T](name, want.Type(), lengths, integers, w, rand.New(rand.NewSource(seed)), alias)
	b := arguments[T](name, want.Type(), lengths, integers, w, rand.New(rand.NewSource(seed)), alias)
	ra, rb := want.Call(a), got.Call(b)

	tolerance := 8.0
	if v, ok := tolerances[name]; ok {
		tolerance = v
	}
	eps := 0x1p-23
	if reflect.TypeFor[T]() == reflect.TypeFor[float64]() {
		eps = 0x1p-52
	}
	same := func(argument, i int, x, y, start float64) bool {
		if x == y || x != x && y != y || math.Abs(x-y) <= tolerance*eps*(1+math.Abs(x)+math.Abs(start)) {
			return true
		}
		t.Errorf("%s: seed %d, n %d, rows of %d: argument %d, element %d is %v, want %v", title, seed, n, w, argument, i, y, x)
		return false
	}
	for i := range a {
		switch x := a[i].Interface().(type) {
		case []T:
			if x == nil {
				continue
			}
			y, z := b[i].Interface().([]T), before[i].Interface().([]T)
			for j := range x {
				if !same(i, j, float64(x[j]), float64(y[j]), float64(z[j])) {
					return
				}
			}
			for j, v := range surroundings(y) {
				if v != T(canary) {
					t.Errorf("%s: seed %d, n %d, rows of %d: argument %d is overrun (%d)", title, seed, n, w, i, j)
					return
				}
			}
		case []float64: // of a float32 kernel
			y := b[i].Interface().([]float64)
			for j := range x {
				if !same(i, j, x[j], y[j], 0) {
					return
				}
			}
		case []int8:
			if y := b[i].Interface().([]int8); !reflect.DeepEqual(x, y) {
				t.Errorf("%s: seed %d, n %d: %v, want %v", title, seed, n, y, x)
			}
		}
	}
	for i := range ra {
		switch ra[i].Kind() {
		case reflect.Bool:
			if ra[i].Bool() != rb[i].Bool() {
				t.Errorf("%s: seed %d, n %d: %v, want %v", title, seed, n, rb[i], ra[i])
			}
		default:
			same(-1, i, ra[i].Float(), rb[i].Float(), float64(n))
		}
	}
}

// margin is how much stands before and after each slice.
const margin = 32

func surroundings[T float](x []T) []T {
	if cap(x) < margin {
		return nil
	}
	start := unsafe.Slice((*T)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(x)), -margin*int(unsafe.Sizeof(T(0))))), margin)
	return append(append([]T{}, start...), x[len(x):len(x)+margin]...)
}

// arguments makes arguments for a kernel. All of its values follow from r.
func arguments[T float](name string, f reflect.Type, lengths, integers []int, w int, r *rand.Rand, alias bool) []reflect.Value {
	args := make([]reflect.Value, f.NumIn())
	slice, integer := 0, 0
	optimizer := f.NumIn() > 0 && lengths[0] >= 0
	for i := range args {
		switch p := f.In(i); p {
		case reflect.TypeFor[[]T]():
			n := lengths[slice]
			offset := r.Intn(16)
			slice++
			if n < 0 {
				args[i] = reflect.ValueOf([]T(nil))
				continue
			}
			whole := make([]T, 2*margin+16+n)
			for j := range whole {
				whole[j] = T(canary)
			}
			x := whole[margin+offset : margin+offset+n]
			for j := range x {
				x[j] = T(r.NormFloat64() * 3)
				if i >= 2 && optimizer && f.NumOut() == 0 { // running means of squares are positive
					x[j] = T(math.Abs(float64(x[j])))
				}
				switch {
				case name == "softmaxGrad" && i == 2: // a probability
					x[j] /= T(w)
				case name == "logSoftmaxGrad" && i == 2: // its logarithm
					x[j] = -x[j]
				case name == "lstmGrad" && (i == 4 || i == 5) || name == "gruGrad" && i == 4: // a gate
					x[j] /= 1 + x[j]
				}
				if r.Intn(50) == 0 {
					x[j] = 0
				}
			}
			args[i] = reflect.ValueOf(x)
			if alias && i == 1 && f.In(0) == p {
				args[i] = args[0]
			}
		case reflect.TypeFor[[]float64]():
			x := make([]float64, lengths[slice])
			for j := range x {
				x[j] = r.NormFloat64()
			}
			slice++
			args[i] = reflect.ValueOf(x)
		case reflect.TypeFor[[]int8]():
			args[i] = reflect.ValueOf(make([]int8, lengths[slice]))
			slice++
		case reflect.TypeFor[[]int32]():
			x := make([]int32, lengths[slice])
			for j := range x {
				x[j] = int32(r.Intn(w))
			}
			slice++
			args[i] = reflect.ValueOf(x)
		case reflect.TypeFor[int]():
			args[i] = reflect.ValueOf(integers[integer])
			integer++
		case reflect.TypeFor[uint64]():
			args[i] = reflect.ValueOf(r.Uint64() >> 11)
		default:
			args[i] = reflect.ValueOf(0.01 + 0.98*r.Float64()).Convert(p)
		}
	}
	return args
}
