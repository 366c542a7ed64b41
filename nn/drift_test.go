package nn

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// table is a data set of the rows of a tensor.
type table struct{ x *Tensor }

func (d table) Len() int { return d.x.shape[0] }
func (d table) Batch(indices []int) (x, y *Tensor) {
	return d.x.Gather(indices), Zeros(len(indices))
}

func TestReference(t *testing.T) {
	Seed(5)
	x := Randn(2000, 3)
	for i := range 2000 {
		x.Set(float64(i%2), i, 1) // a feature of two values
		x.Set(4, i, 2)            // and one of a single value
	}
	r := NewReference(table{x})
	if r.Samples != 2000 || len(r.Features) != 3 || r.Features[1].Name != "x[1]" {
		t.Fatalf("%d samples of %v", r.Samples, r.Features)
	}
	normal := r.Features[0]
	if math.Abs(normal.Mean) > 0.1 || math.Abs(normal.Std-1) > 0.1 || len(normal.Counts) != 10 {
		t.Errorf("a normal feature is %+v", normal)
	}
	for _, n := range normal.Counts {
		if n < 199 || n > 201 {
			t.Errorf("ten bins of 2000 samples hold %v", normal.Counts)
			break
		}
	}
	if two := r.Features[1]; !slices.Equal(two.Counts, []int{0, 1000, 1000, 0}[:len(two.Counts)]) {
		t.Errorf("a feature of two values is %+v", two)
	}
	if one := r.Features[2]; !slices.Equal(one.Counts, []int{0, 2000, 0}) || one.Bin(3.9) != 0 || one.Bin(4) != 1 || one.Bin(4.1) != 2 {
		t.Errorf("a feature of one value is %+v", one)
	}

	for _, c := range []struct {
		what   string
		change func(y *Tensor) *Tensor
		drifts [3]bool
	}{
		{"nothing", func(y *Tensor) *Tensor { return y }, [3]bool{}},
		{"a shift by one", func(y *Tensor) *Tensor { return y.Add(Vector(1, 0, 0)) }, [3]bool{true, false, false}},
		{"a scale of three", func(y *Tensor) *Tensor { return y.Mul(Vector(3, 1, 1)) }, [3]bool{true, false, false}},
		{"nothing but ones", func(y *Tensor) *Tensor { return y.Mul(Vector(1, 0, 1)).Add(Vector(0, 1, 0)) }, [3]bool{false, true, false}},
		{"another constant", func(y *Tensor) *Tensor { return y.Add(Vector(0, 0, -0.5)) }, [3]bool{false, false, true}},
	} {
		y := Randn(1000, 3).Mul(Vector(1, 0, 0)).Add(x.Gather(Arange(0, 1000, 1).indices()).Mul(Vector(0, 1, 1)))
		for j, psi := range r.PSI(c.change(y)) {
			if drifts := psi > 0.25; drifts != c.drifts[j] || !drifts && psi > 0.1 {
				t.Errorf("after %s feature %d has a PSI of %.3f", c.what, j, psi)
			}
		}
	}
}

func (t *Tensor) indices() []int {
	list := make([]int, t.Len())
	for i, v := range t.Data() {
		list[i] = int(v)
	}
	return list
}

// The index of two known shares, computed by hand.
func TestPSI(t *testing.T) {
	f := FeatureReference{Edges: []float64{0}, Counts: []int{49999, 49999}}
	want := (0.75-0.5)*math.Log(0.75/0.5) + (0.25-0.5)*math.Log(0.25/0.5)
	if got := f.PSI([]int{75000, 25000}); math.Abs(got-want) > 1e-4 {
		t.Errorf("PSI %v, want %v", got, want)
	}
}

// Of an image its brightness and its contrast are watched.
func TestReferenceOfImages(t *testing.T) {
	Seed(6)
	r := NewReference(table{Rand(300, 20, 20, 1)})
	if len(r.Features) != 2 || r.Features[0].Name != "mean" || math.Abs(r.Features[0].Mean-0.5) > 0.01 || math.Abs(r.Features[1].Mean-math.Sqrt(1./12)) > 0.01 {
		t.Errorf("features %+v", r.Features)
	}
	if psi := r.PSI(Rand(300, 20, 20, 1).Mul(Scalar(0.9))); psi[0] < 0.25 || psi[1] < 0.25 {
		t.Errorf("darker images have a PSI of %v", psi)
	}
}

func TestReferenceErrors(t *testing.T) {
	bad := Zeros(3, 2)
	bad.Set(math.NaN(), 1, 1)
	r := NewReference(sixSamples{})
	for want, f := range map[string]func(){
		"there are no samples":         func() { NewReference(table{Zeros(0, 2)}) },
		"x[1] is NaN in a sample":      func() { NewReference(table{bad}) },
		"batches [N, …] of samples":    func() { NewReference(table{Zeros(3)}) },
		"samples of the shape":         func() { r.PSI(Zeros(2, 3)) },
		"another size than":            func() { r.Bins([]float64{1}) },
		"1 counts for the 8 bins":      func() { r.Features[0].PSI([]int{1}) },
		"the shape of its input: give": func() { Sequential(Flatten()).Card() },
	} {
		func() {
			defer func() {
				if err, _ := recover().(error); err == nil || !strings.Contains(err.Error(), want) {
					t.Errorf("panic %v, want %s", err, want)
				}
			}()
			f()
		}()
	}
}
