package nn

import (
	"math"
	"slices"
)

// Sum adds up the elements along the given axes, which disappear from the shape;
// without axes it adds up all elements and returns a scalar. Negative axes count
// from the last.
func (t *Tensor) Sum(axis ...int) *Tensor {
	r := t.reduction("Sum", axis)
	return apply(&op{
		name: "Sum",
		forward: func(y *Tensor, in []*Tensor) {
			r.each(func(i, j int) { y.data[j] += t.data[i] })
		},
		backward: func(y *Tensor, in []*Tensor) {
			gx := t.gradBuffer()
			r.each(func(i, j int) { gx[i] += y.grad[j] })
		},
	}, r.result, t)
}

// Mean returns the arithmetic mean along the given axes, or of all elements;
// axes are as in Sum.
func (t *Tensor) Mean(axis ...int) *Tensor {
	r := t.reduction("Mean", axis)
	share := float64(size(r.result)) / float64(len(t.data)) // 1 / number of elements in each mean
	return apply(&op{
		name: "Mean",
		forward: func(y *Tensor, in []*Tensor) {
			r.each(func(i, j int) { y.data[j] += t.data[i] })
			for j := range y.data {
				y.data[j] *= share
			}
		},
		backward: func(y *Tensor, in []*Tensor) {
			gx := t.gradBuffer()
			r.each(func(i, j int) { gx[i] += y.grad[j] * share })
		},
	}, r.result, t)
}

// Max returns the largest element along the given axes, or of all; axes are as
// in Sum. Where several elements are the largest they share the gradient equally.
func (t *Tensor) Max(axis ...int) *Tensor {
	r := t.reduction("Max", axis)
	if len(t.data) == 0 && size(r.result) > 0 {
		shapePanic("Max", "there is no largest of no elements", t.shape)
	}
	return apply(&op{
		name: "Max",
		forward: func(y *Tensor, in []*Tensor) {
			y.fill(math.Inf(-1))
			r.each(func(i, j int) { y.data[j] = math.Max(y.data[j], t.data[i]) })
		},
		backward: func(y *Tensor, in []*Tensor) {
			gx := t.gradBuffer()
			ties := make([]float64, len(y.data))
			largest := func(i, j int) bool { return t.data[i] == y.data[j] }
			r.each(func(i, j int) {
				if largest(i, j) {
					ties[j]++
				}
			})
			r.each(func(i, j int) {
				if largest(i, j) {
					gx[i] += y.grad[j] / ties[j]
				}
			})
		},
	}, r.result, t)
}

// ArgMax returns the index of the largest element along the last axis, for each
// row in order: the predicted classes of a batch of scores. The first wins a tie.
// It is not differentiable.
func (t *Tensor) ArgMax() []int {
	if _, width := lastAxis(t.shape); width == 0 {
		shapePanic("ArgMax", "there is no largest of no elements", t.shape)
	}
	var best []int
	eachRow(t.shape, func(lo, hi int) {
		top := 0
		for i, v := range t.data[lo:hi] {
			if v > t.data[lo+top] {
				top = i
			}
		}
		best = append(best, top)
	})
	return best
}

// reduction maps the elements of a tensor to those of a result in which some
// axes are gone.
type reduction struct {
	shape   []int // of the tensor
	result  []int // without the reduced axes
	strides []int // in the result, for each axis of shape; 0 along reduced axes
	all     bool  // every axis is reduced
}

func (t *Tensor) reduction(op string, axes []int) reduction {
	reduced := make([]bool, len(t.shape))
	for _, a := range axes {
		i := t.axis(op, a)
		if reduced[i] {
			valuePanic(op, "axis %d is given twice", a)
		}
		reduced[i] = true
	}
	r := reduction{shape: t.shape, result: []int{}, all: len(axes) == 0}
	if r.all {
		return r
	}
	kept := slices.Clone(t.shape) // with 1 in place of the reduced axes
	for i, d := range t.shape {
		if reduced[i] {
			kept[i] = 1
		} else {
			r.result = append(r.result, d)
		}
	}
	r.strides = stretch(kept, t.shape)
	return r
}

// each visits element i of the tensor and element j of the result it goes into.
func (r reduction) each(visit func(i, j int)) {
	if r.all {
		for i := range size(r.shape) {
			visit(i, 0)
		}
		return
	}
	walk(r.shape, r.strides, r.strides, func(i, j, _ int) { visit(i, j) })
}
