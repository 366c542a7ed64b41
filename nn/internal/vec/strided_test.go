package vec

import (
	"math"
	"slices"
	"testing"
)

// A [2 3] tensor stretched from a column [2 1], a row [3] and a scalar.
func TestExpandAndReduce(t *testing.T) {
	shape := []int{2, 3}
	cases := []struct {
		name         string
		src          []float64
		strides      []int
		full, summed []float64
	}{
		{"column", []float64{1, 2}, []int{1, 0}, []float64{1, 1, 1, 2, 2, 2}, []float64{3, 6}},
		{"row", []float64{1, 2, 3}, []int{0, 1}, []float64{1, 2, 3, 1, 2, 3}, []float64{2, 4, 6}},
		{"scalar", []float64{7}, []int{0, 0}, []float64{7, 7, 7, 7, 7, 7}, []float64{42}},
		{"transpose", []float64{1, 2, 3, 4, 5, 6}, []int{1, 2}, []float64{1, 3, 5, 2, 4, 6}, []float64{1, 2, 3, 4, 5, 6}},
	}
	for _, c := range cases {
		for _, is64 := range []bool{true, false} {
			src := Make(is64, len(c.src))
			src.CopyFrom(Array{F64: c.src})
			full := Make(is64, 6)
			Expand(full, src, shape, c.strides)
			if !slices.Equal(full.Float64s(), c.full) {
				t.Errorf("%s: expanded %v, want %v", c.name, full.Float64s(), c.full)
			}
			back := Make(is64, len(c.src))
			Reduce(back, full, shape, c.strides)
			if !slices.Equal(back.Float64s(), c.summed) {
				t.Errorf("%s: reduced %v, want %v", c.name, back.Float64s(), c.summed)
			}
		}
	}
	one := Array{F64: []float64{5}}
	Reduce(one, one, nil, nil)
	Expand(one, one, nil, nil)
	if one.At(0) != 10 {
		t.Errorf("a scalar added to itself: %v", one.At(0))
	}
}

func TestWalk(t *testing.T) {
	var got []int
	Walk([]int{2, 2, 2}, []int{0, 10, 1}, func(i, j int) { got = append(got, j) })
	if want := []int{0, 1, 10, 11, 0, 1, 10, 11}; !slices.Equal(got, want) {
		t.Errorf("offsets %v, want %v", got, want)
	}
	Walk([]int{2, 0}, []int{1, 1}, func(i, j int) { t.Error("there is nothing to visit") })
}

func TestMap(t *testing.T) {
	x := Array{F32: []float32{0, 1}}
	y := Make(false, 2)
	Map(y, x, math.Exp)
	Map2(y, x, y, func(x, y float64) float64 { return x - y })
	if y.F32[0] != -1 || y.F32[1] != float32(1-float64(float32(math.E))) {
		t.Errorf("x - eˣ: %v", y.F32)
	}
}

func TestResizeUsesTheSameMemory(t *testing.T) {
	a := Make(true, 8)
	b := a.Resize(3)
	b.Set(0, 1)
	if b.Len() != 3 || b.Cap() != 8 || a.At(0) != 1 || b.Resize(8).Len() != 8 {
		t.Errorf("length %d, capacity %d", b.Len(), b.Cap())
	}
}
