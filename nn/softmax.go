package nn

import "gradus/nn/internal/vec"

// softmax: y = eˣ / Σeˣ in each row, dL/dx = y · (g - Σ g·y) with g = dL/dy.
var softmax = &op{
	name: "Softmax",
	forward: func(y *Tensor) {
		if width := y.width(); width > 0 {
			vec.Softmax(y.data, y.in[0].data, width)
		}
	},
	backward: func(y *Tensor) {
		if width := y.width(); width > 0 {
			vec.SoftmaxGrad(y.in[0].gradient(), y.grad, y.data, width)
		}
	},
}

// logSoftmax: y = x - ln Σeˣ in each row, dL/dx = g - eʸ · Σg with g = dL/dy.
var logSoftmax = &op{
	name: "LogSoftmax",
	forward: func(y *Tensor) {
		if width := y.width(); width > 0 {
			vec.LogSoftmax(y.data, y.in[0].data, width)
		}
	},
	backward: func(y *Tensor) {
		if width := y.width(); width > 0 {
			vec.LogSoftmaxGrad(y.in[0].gradient(), y.grad, y.data, width)
		}
	},
}

// Softmax returns eˣ / Σeˣ along the last axis: rows of positive numbers that sum
// to 1. The row's maximum is subtracted first, which changes nothing but keeps
// the exponentials finite.
func (t *Tensor) Softmax() *Tensor { return apply(softmax, t.shape, t) }

// LogSoftmax returns ln Softmax(x) = x - ln Σeˣ along the last axis, without the
// underflow of taking the logarithm afterwards.
func (t *Tensor) LogSoftmax() *Tensor { return apply(logSoftmax, t.shape, t) }

// width is the length of t's rows along the last axis.
func (t *Tensor) width() int {
	_, width := lastAxis(t.shape)
	return width
}
