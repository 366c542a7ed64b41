package nn

import (
	"math"

	"gradus/nn/internal/vec"
)

// Reductions along axes. The settings are a *reduction, whose strides lead from
// each element of x to the element of y it goes into.
var (
	sum = &op{ // dL/dx = g, copied along the axes
		name: "Sum",
		forward: func(y *Tensor) {
			y.data.Zero()
			y.ctx.(*reduction).add(y.data, y.in[0].data)
		},
		backward: func(y *Tensor) {
			d := y.scratch(0, y.in[0].Len())
			y.ctx.(*reduction).spread(d, y.grad)
			addTo(y.in[0].gradient(), d)
		},
	}
	mean = &op{ // dL/dx = g/n, copied along the axes
		name: "Mean",
		forward: func(y *Tensor) {
			y.data.Zero()
			y.ctx.(*reduction).add(y.data, y.in[0].data)
			vec.Scale(y.data, share(y), y.data)
		},
		backward: func(y *Tensor) {
			d := y.scratch(0, y.in[0].Len())
			y.ctx.(*reduction).spread(d, y.grad)
			vec.Axpy(y.in[0].gradient(), share(y), d)
		},
	}
	maximum = &op{ // dL/dx = g/k where x is one of the k largest, else 0
		name: "Max",
		forward: func(y *Tensor) {
			r, x := y.ctx.(*reduction), y.in[0].data
			y.data.Fill(math.Inf(-1))
			r.each(func(i, j int) { y.data.Set(j, math.Max(y.data.At(j), x.At(i))) })
		},
		backward: func(y *Tensor) {
			r, x := y.ctx.(*reduction), y.in[0]
			ties, largest := y.scratch(0, y.Len()), y.scratch(1, x.Len())
			ties.Zero()
			r.each(func(i, j int) {
				largest.Set(i, 0)
				if x.data.At(i) == y.data.At(j) {
					largest.Set(i, 1)
					ties.Set(j, ties.At(j)+1)
				}
			})
			vec.Div(&ties, &y.grad, &ties)
			d := y.scratch(2, x.Len())
			r.spread(d, ties)
			vec.MulAdd(x.gradient(), d, largest)
		},
	}
)

// share is 1 / the number of elements in each mean.
func share(y *Tensor) float64 { return float64(y.Len()) / float64(y.in[0].Len()) }

// Sum adds up the elements along the given axes, which disappear from the shape;
// without axes it adds up all elements and returns a scalar. Negative axes count
// from the last.
func (t *Tensor) Sum(axis ...int) *Tensor { return t.reduce(sum, axis) }

// Mean returns the arithmetic mean along the given axes, or of all elements;
// axes are as in Sum.
func (t *Tensor) Mean(axis ...int) *Tensor { return t.reduce(mean, axis) }

// Max returns the largest element along the given axes, or of all; axes are as
// in Sum. Where several elements are the largest they share the gradient equally.
func (t *Tensor) Max(axis ...int) *Tensor {
	if t.Len() == 0 && size(newReduction("Max", t, axis).result) > 0 {
		shapePanic("Max", "there is no largest of no elements", t.shape)
	}
	return t.reduce(maximum, axis)
}

// ArgMax returns the index of the largest element along the last axis, for each
// row in order: the predicted classes of a batch of scores. The first wins a tie.
// It is not differentiable.
func (t *Tensor) ArgMax() []int {
	rows, width := lastAxis(t.shape)
	if width == 0 {
		shapePanic("ArgMax", "there is no largest of no elements", t.shape)
	}
	best := make([]int, rows)
	vec.ArgMaxRows(best, t.data, width)
	return best
}

func (t *Tensor) reduce(o *op, axes []int) *Tensor {
	if len(axes) == 0 {
		y := begin(o, t.DType(), nil, t)
		settings[reduction](y).ofAll(t)
		return y.finish()
	}
	r := newReduction(o.name, t, axes)
	y := begin(o, t.DType(), r.result, t)
	y.ctx = r
	return y.finish()
}

// reduction maps the elements of a tensor to those of a result in which some
// axes are gone.
type reduction struct {
	shape   []int // of the tensor
	result  []int // without the reduced axes
	strides []int // in the result, for each axis of shape; 0 along reduced axes
	all     bool  // every axis is reduced
}

func newReduction(op string, t *Tensor, axes []int) *reduction {
	r := &reduction{shape: t.Shape()}
	if len(axes) == 0 {
		r.ofAll(t)
		return r
	}
	reduced := make([]bool, len(t.shape))
	for _, a := range axes {
		i := t.axis(op, a)
		if reduced[i] {
			valuePanic(op, "axis %d is given twice", a)
		}
		reduced[i] = true
	}
	kept := t.Shape() // with 1 in place of the reduced axes
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

// ofAll makes r the reduction of all axes of t. An old r lends its memory.
func (r *reduction) ofAll(t *Tensor) {
	*r = reduction{shape: append(r.shape[:0], t.shape...), strides: r.strides[:0], all: true}
	for range t.shape {
		r.strides = append(r.strides, 0)
	}
}

// add adds the elements of x, of the tensor's shape, up into y, of the result's.
func (r *reduction) add(y, x vec.Array) {
	if r.all {
		y.Set(0, y.At(0)+vec.Sum(x))
		return
	}
	vec.Reduce(y, x, r.shape, r.strides)
}

// spread copies the elements of y, of the result's shape, to those of x that they
// came from.
func (r *reduction) spread(x, y vec.Array) {
	if r.all {
		x.Fill(y.At(0))
		return
	}
	vec.Expand(x, y, r.shape, r.strides)
}

// each visits element i of the tensor and element j of the result it goes into.
func (r *reduction) each(visit func(i, j int)) { vec.Walk(r.shape, r.strides, visit) }
