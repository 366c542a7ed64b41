package nn

import (
	"math"
	"slices"
)

// softmax: y = eˣ / Σeˣ in each row, dL/dx = y · (g - Σ g·y) with g = dL/dy.
var softmax = &op{
	name: "Softmax",
	forward: func(y *Tensor, in []*Tensor) {
		eachRow(y.shape, func(lo, hi int) { softmaxRow(y.data[lo:hi], in[0].data[lo:hi]) })
	},
	backward: func(y *Tensor, in []*Tensor) {
		gx := in[0].gradBuffer()
		eachRow(y.shape, func(lo, hi int) {
			dot := 0.0
			for i := lo; i < hi; i++ {
				dot += y.grad[i] * y.data[i]
			}
			for i := lo; i < hi; i++ {
				gx[i] += y.data[i] * (y.grad[i] - dot)
			}
		})
	},
}

// logSoftmax: y = x - ln Σeˣ in each row, dL/dx = g - eʸ · Σg with g = dL/dy.
var logSoftmax = &op{
	name: "LogSoftmax",
	forward: func(y *Tensor, in []*Tensor) {
		eachRow(y.shape, func(lo, hi int) { logSoftmaxRow(y.data[lo:hi], in[0].data[lo:hi]) })
	},
	backward: func(y *Tensor, in []*Tensor) {
		gx := in[0].gradBuffer()
		eachRow(y.shape, func(lo, hi int) {
			sum := 0.0
			for i := lo; i < hi; i++ {
				sum += y.grad[i]
			}
			for i := lo; i < hi; i++ {
				gx[i] += y.grad[i] - math.Exp(y.data[i])*sum
			}
		})
	},
}

// Softmax returns eˣ / Σeˣ along the last axis: rows of positive numbers that sum
// to 1. The row's maximum is subtracted first, which changes nothing but keeps
// the exponentials finite.
func (t *Tensor) Softmax() *Tensor { return apply(softmax, t.shape, t) }

// LogSoftmax returns ln Softmax(x) = x - ln Σeˣ along the last axis, without the
// underflow of taking the logarithm afterwards.
func (t *Tensor) LogSoftmax() *Tensor { return apply(logSoftmax, t.shape, t) }

func softmaxRow(y, x []float64) {
	logSoftmaxRow(y, x)
	for i := range y {
		y[i] = math.Exp(y[i])
	}
}

func logSoftmaxRow(y, x []float64) {
	top, sum := slices.Max(x), 0.0
	for _, v := range x {
		sum += math.Exp(v - top)
	}
	shift := top + math.Log(sum)
	for i, v := range x {
		y[i] = v - shift
	}
}

// eachRow visits the bounds of each row along the last axis; empty rows are left out.
func eachRow(shape []int, visit func(lo, hi int)) {
	rows, width := lastAxis(shape)
	for r := range rows {
		if width > 0 {
			visit(r*width, (r+1)*width)
		}
	}
}
