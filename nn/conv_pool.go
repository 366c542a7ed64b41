package nn

import "gradus/nn/internal/conv"

// conv2dReLUPool: Y = MaxPool2D(2)(max(X∗W + b, 0)) in one pass. What is pooled, four
// times as large as Y, is never in memory, nor is its gradient: some rows at a time are
// made in the cache. Scratch 0 notes which pixels were the maxima. The settings are a
// *convolution.
var conv2dReLUPool = &op{
	name: "ConvReLUMaxPool",
	forward: func(y *Tensor) {
		x, w, b := y.in[0].data, y.in[1].data, bias(y).data
		c := y.ctx.(*convolution)
		which := y.scratch(0, y.data.Len())
		if y.data.Is64() {
			c.f64.ForwardPooled(y.data.F64, which.F64, x.F64, w.F64, b.F64)
		} else {
			c.f32.ForwardPooled(y.data.F32, which.F32, x.F32, w.F32, b.F32)
		}
	},
	backward: func(y *Tensor) {
		x, w := y.in[0], y.in[1]
		dx, add := x.gradientToWrite()
		dw, db := w.gradient(), bias(y).gradient()
		c := y.ctx.(*convolution)
		which := y.scratch(0, y.data.Len())
		if y.data.Is64() {
			g := conv.Gradients[float64]{X: dx.F64, W: dw.F64, Bias: db.F64, Add: add}
			c.f64.BackwardPooled(g, y.grad.F64, which.F64, x.data.F64, w.data.F64)
		} else {
			g := conv.Gradients[float32]{X: dx.F32, W: dw.F32, Bias: db.F32, Add: add}
			c.f32.BackwardPooled(g, y.grad.F32, which.F32, x.data.F32, w.data.F32)
		}
	},
}

// forwardReLUPool is Forward, then max(y, 0), then MaxPool2D(2). It returns nil if
// nothing would be left to pool.
func (l *ConvLayer) forwardReLUPool(x *Tensor) *Tensor {
	s := l.over(x)
	h, w := s.Out()
	if l.axes != 4 || h < 2 || w < 2 {
		return nil
	}
	return l.begin(conv2dReLUPool, x, s, h/2, w/2)
}
