package vec

import (
	"math"
	"reflect"
	"testing"
)

// TestSpecialValues runs every function of one vector on numbers that no formula
// likes, in the full vectors and in the tail: NaN, infinities, zeros, the largest,
// the denormal, and those around which exponentials leave the range.
func TestSpecialValues(t *testing.T) {
	specialValues(t, sets32, []float64{math.MaxFloat32, 0x1p-126, 0x1p-149, 88.7, 88.8, 103.9, 104.1}, 0x1p-126)
	specialValues(t, sets64, []float64{math.MaxFloat64, 0x1p-1022, 0x1p-1074, 709.7, 709.8, 745, 746}, 0x1p-1022)
}

func specialValues[T float](t *testing.T, sets map[string]kernels[T], edges []float64, tiny float64) {
	values := []T{T(math.NaN()), T(math.Inf(1)), T(math.Inf(-1)), 0, T(math.Copysign(0, -1)), 1, -1}
	for _, v := range append(edges, 0.5, 2, 9, 17, 40, 1e-5, 1e30) {
		values = append(values, T(v), T(-v))
	}
	pure, typ := sets["pure Go"], reflect.TypeFor[kernels[T]]()
	for name, set := range sets {
		if name == "pure Go" {
			continue
		}
		for i := range typ.NumField() {
			twin, ok := field(&pure, i).Interface().(func(dst, x []T))
			kernel := typ.Field(i).Name
			if !ok || kernel == "sumRows" {
				continue
			}
			want, got := make([]T, len(values)), make([]T, len(values))
			twin(want, values)
			field(&set, i).Interface().(func(dst, x []T))(got, values)
			for j, v := range values {
				w, g := float64(want[j]), float64(got[j])
				if kernel == "log" && math.Abs(float64(v)) < tiny {
					w = math.Log(float64(v)*0x1p100) - 100*math.Ln2 // math.Log errs here on amd64
				}
				// What is about too small for a normal number may as well be 0.
				if w != g && (w == w || g == g) && !(math.Abs(w-g) <= 1e-5*math.Abs(w)+1000*tiny) {
					t.Errorf("%s, %v: %s(%v) = %v, want %v", name, typ, kernel, v, g, w)
				}
			}
		}
	}
}
