package nn

import (
	"slices"
	"testing"
)

func TestReshapeLayer(t *testing.T) {
	for _, c := range []struct {
		shape, in, want []int
	}{
		{[]int{8, 8, 1}, []int{2, 64}, []int{2, 8, 8, 1}},
		{[]int{-1, 2}, []int{3, 2, 4}, []int{3, 4, 2}},
		{[]int{-1}, []int{0, 5}, []int{0, 5}},
		{[]int{}, []int{3, 1}, []int{3}},
	} {
		l := Reshape(c.shape...)
		sameShapes(t, l.String(), l.Forward(Zeros(c.in...)).Shape(), c.want)
		sameShapes(t, l.String(), l.outputShape(c.in), c.want)
	}
	if l := Reshape(-1, 2); l.outputShape(nil) != nil || l.String() != "Reshape(-1, 2)" {
		t.Errorf("%v: %v", l, l.outputShape(nil))
	}
}

func TestReshapeLayerErrors(t *testing.T) {
	wantPanic[*ShapeError](t, func() { Reshape(8, 8).Forward(Zeros(2, 60)) }, "nn: Reshape(8, 8): Reshape: shapes [2 60] and [8 8] do not fit: a sample has 60 numbers")
	wantPanic[*ShapeError](t, func() { Reshape(-1, 7).Forward(Zeros(2, 60)) }, "a sample has 60 numbers")
	wantPanic[*ShapeError](t, func() { Reshape(2).Forward(Scalar(1)) }, "nn: Reshape(2): Reshape: shape [] does not fit: a scalar is no batch")
	wantPanic[*ShapeError](t, func() { Reshape(-1, -1) }, "at most one size may be -1")
	wantPanic[*ShapeError](t, func() { Reshape(-2) }, "cannot be negative")
}

func sameShapes(t *testing.T, what string, got, want []int) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s has shape %v, want %v", what, got, want)
	}
}
