package nn

import "gradus/nn/internal/vec"

// permute: y = x with its axes in another order; the gradient goes back the same
// way. The settings are *steps.
var permute = &op{
	name:    "Permute",
	forward: func(y *Tensor) { vec.Expand(y.data, y.in[0].data, y.shape, y.ctx.(*steps).in) },
	backward: func(y *Tensor) {
		vec.Reduce(y.in[0].gradient(), y.grad, y.shape, y.ctx.(*steps).in)
	},
}

// steps is how far to move in the input when an index of the result grows by one.
type steps struct {
	in []int
}

// Permute returns the tensor with its axes in the given order: axis i of the result
// is axis axes[i] of t. For a matrix, Permute(1, 0) is T().
func (t *Tensor) Permute(axes ...int) *Tensor {
	if len(axes) != len(t.shape) {
		valuePanic("Permute", "%d axes for a tensor of shape %v, which has %d", len(axes), t.Shape(), len(t.shape))
	}
	strides := make([]int, len(t.shape)) // of t
	step := 1
	for i := len(t.shape) - 1; i >= 0; i-- {
		strides[i] = step
		step *= t.shape[i]
	}
	shape, in, used := make([]int, len(axes)), make([]int, len(axes)), make([]bool, len(axes))
	for i, a := range axes {
		axis := t.axis("Permute", a)
		if used[axis] {
			valuePanic("Permute", "axis %d is given twice", a)
		}
		used[axis] = true
		shape[i], in[i] = t.shape[axis], strides[axis]
	}
	y := begin(permute, t.DType(), shape, t)
	y.ctx = &steps{in}
	return y.finish()
}
