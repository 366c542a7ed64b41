package nn

import (
	"fmt"
	"slices"

	"gradus/nn/internal/conv"
	"gradus/nn/internal/vec"
)

// ConvTranspose2DLayer makes images larger: every pixel of the input times the filters
// is added to the result, stride pixels apart. It is the derivative of a Conv2D with
// respect to its input, with input and result exchanged.
//
//	x [N, H, W, in], W [kh, kw, in, out], b [out] → y [N, H', W', out]
//
//	y[n, i·stride + a·dilation - padding, j·stride + b·dilation - padding, c] += x[n, i, j, d] · W[a, b, d, c], from b[c]
//	H' = (H-1)·stride - 2·padding + dilation·(kh-1) + outputPadding + 1
//
// With G = dL/dy, dL/dx is the convolution of G with the filters, dL/dW the sum of x
// times the window of G that it went to, and dL/db the sum of G. PyTorch's weight is
// [in, out, kh, kw], Keras's [kh, kw, out, in]. M. Zeiler et al., "Deconvolutional
// networks", CVPR 2010.
type ConvTranspose2DLayer struct {
	W *Tensor // [kh, kw, in, out]
	B *Tensor // [out]; nil without bias

	in, out       int // channels
	kh, kw        int
	stride        int
	padding       int
	outputPadding int
	dilation      int
	init          func(shape ...int) *Tensor
}

// ConvTranspose2D makes a layer of k×k filters from in to out channels. The filters
// start with Glorot's uniform numbers and b with zeros.
func ConvTranspose2D(in, out, k int) *ConvTranspose2DLayer {
	checkFilters("ConvTranspose2D", in, out, k)
	l := &ConvTranspose2DLayer{in: in, out: out, kh: k, kw: k, stride: 1, dilation: 1, init: Glorot}
	l.B = parameter(Zeros(out), "b")
	return l.draw()
}

// draw makes new weights, and returns the layer.
func (l *ConvTranspose2DLayer) draw() *ConvTranspose2DLayer {
	l.W = parameter(Zeros(l.kh, l.kw, l.in, l.out), "W")
	initialize(l, l.W, l.init)
	return l
}

// Stride puts the copies of the filter s pixels apart, and returns the layer.
func (l *ConvTranspose2DLayer) Stride(s int) *ConvTranspose2DLayer {
	l.stride = atLeast("ConvTranspose2D", 1, s, "a stride")
	return l
}

// Padding takes p rows and columns away on each side of the result, and returns the
// layer.
func (l *ConvTranspose2DLayer) Padding(p int) *ConvTranspose2DLayer {
	l.padding = atLeast("ConvTranspose2D", 0, p, "a padding")
	return l
}

// OutputPadding adds p rows and columns at the end of the result, fewer than the
// stride, and returns the layer. Several sizes of an image have the same size after a
// Conv2D with a stride; with it the way back leads to each of them.
func (l *ConvTranspose2DLayer) OutputPadding(p int) *ConvTranspose2DLayer {
	l.outputPadding = atLeast("ConvTranspose2D", 0, p, "an output padding")
	return l
}

// Dilation spreads the filter: its pixels meet every d-th pixel of the result. It
// returns the layer.
func (l *ConvTranspose2DLayer) Dilation(d int) *ConvTranspose2DLayer {
	l.dilation = atLeast("ConvTranspose2D", 1, d, "a dilation")
	return l
}

// Kernel makes the filters h×w pixels large, draws the weights anew and returns the
// layer.
func (l *ConvTranspose2DLayer) Kernel(h, w int) *ConvTranspose2DLayer {
	l.kh, l.kw = atLeast("ConvTranspose2D", 1, h, "a filter's height"), atLeast("ConvTranspose2D", 1, w, "a filter's width")
	return l.draw()
}

// NoBias takes away b, and returns the layer.
func (l *ConvTranspose2DLayer) NoBias() *ConvTranspose2DLayer {
	l.B = nil
	return l
}

// Init draws the filters anew with init, such as He, sets b to zero and returns the
// layer.
func (l *ConvTranspose2DLayer) Init(init func(shape ...int) *Tensor) *ConvTranspose2DLayer {
	l.init = init
	initialize(l, l.W, init)
	if l.B != nil {
		l.B.data.Zero()
	}
	return l
}

// convTranspose: the settings are a *convolution, of y to x with the filters V = Wᵀ,
// [kh, kw, out, in]: forward is its gradient, backward the convolution. V is scratch 0.
var convTranspose = &op{
	name: "ConvTranspose",
	forward: func(y *Tensor) {
		x, v := y.in[0].data, y.scratch(0, y.in[1].Len())
		transposeFilters(v, y.in[1].data, y.in[1].shape)
		if c := y.ctx.(*convolution); y.data.Is64() {
			c.f64.Backward(conv.Gradients[float64]{X: y.data.F64}, x.F64, nil, y.data.F64, v.F64)
		} else {
			c.f32.Backward(conv.Gradients[float32]{X: y.data.F32}, x.F32, nil, y.data.F32, v.F32)
		}
		if b := bias(y).data; !b.IsNil() {
			vec.AddRows(y.data, y.data, b, y.width())
		}
	},
	backward: func(y *Tensor) {
		x, w, g := y.in[0], y.in[1], y.grad
		c, v := y.ctx.(*convolution), y.scratch(0, w.Len())
		if x.requires {
			dx := y.scratch(1, x.Len())
			if y.data.Is64() {
				c.f64.Forward(dx.F64, g.F64, v.F64, nil, false)
			} else {
				c.f32.Forward(dx.F32, g.F32, v.F32, nil, false)
			}
			addTo(x.gradient(), dx)
		}
		if w.requires {
			dv, dw := y.scratch(2, w.Len()), y.scratch(3, w.Len())
			dv.Zero()
			if y.data.Is64() {
				c.f64.Backward(conv.Gradients[float64]{W: dv.F64}, x.data.F64, nil, g.F64, v.F64)
			} else {
				c.f32.Backward(conv.Gradients[float32]{W: dv.F32}, x.data.F32, nil, g.F32, v.F32)
			}
			transposeFilters(dw, dv, []int{w.shape[0], w.shape[1], w.shape[3], w.shape[2]})
			addTo(w.gradient(), dw)
		}
		if db := bias(y).gradient(); !db.IsNil() {
			vec.SumRows(db, g, y.width())
		}
	},
}

// transposeFilters exchanges the last two axes of filters of the given shape.
func transposeFilters(dst, src vec.Array, shape []int) {
	n := shape[2] * shape[3]
	for i := range shape[0] * shape[1] {
		vec.Transpose(slot(dst, i, n), slot(src, i, n), shape[2], shape[3])
	}
}

// Forward adds up the filters times x, and b.
func (l *ConvTranspose2DLayer) Forward(x *Tensor) *Tensor {
	const op = "ConvTranspose2D"
	if len(x.shape) != 4 || x.shape[3] != l.in {
		layerPanic(l, op, convHint(4, l.in, x.shape), x.shape, l.W.shape)
	}
	if l.outputPadding >= max(l.stride, l.dilation) {
		valuePanic(op, "an output padding of %d must be less than the stride, %d", l.outputPadding, l.stride)
	}
	s := l.shape(x.shape)
	if s.H < 1 || s.W < 1 || size(x.shape[1:]) == 0 {
		layerPanic(l, op, "the padding leaves nothing of the result", x.shape, l.W.shape)
	}
	sizes := [4]int{s.N, s.H, s.W, l.out}
	dtype := l.W.DType()
	var y *Tensor
	if l.B != nil {
		y = begin(convTranspose, dtype, sizes[:], x.To(dtype), l.W, l.B)
	} else {
		y = begin(convTranspose, dtype, sizes[:], x.To(dtype), l.W)
	}
	settings[convolution](y).prepare(dtype, s)
	return y.finish()
}

// shape is the convolution of the result to x.
func (l *ConvTranspose2DLayer) shape(x []int) conv.Shape {
	larger := func(n, k int) int {
		return (n-1)*l.stride - 2*l.padding + l.dilation*(k-1) + l.outputPadding + 1
	}
	return conv.Shape{
		N: x[0], H: larger(x[1], l.kh), W: larger(x[2], l.kw), Cin: l.out, Cout: l.in, KH: l.kh, KW: l.kw,
		StrideH: l.stride, StrideW: l.stride, DilationH: l.dilation, DilationW: l.dilation, Groups: 1,
		PadTop: l.padding, PadBottom: l.padding, PadLeft: l.padding, PadRight: l.padding,
	}
}

// Params returns W and B.
func (l *ConvTranspose2DLayer) Params() []*Tensor {
	if l.B == nil {
		return []*Tensor{l.W}
	}
	return []*Tensor{l.W, l.B}
}

// String returns the call that makes the layer, "ConvTranspose2D(8, 1, 3).Stride(2)".
func (l *ConvTranspose2DLayer) String() string {
	s := fmt.Sprintf("ConvTranspose2D(%d, %d, %d)", l.in, l.out, l.kw)
	if l.kh != l.kw {
		s += fmt.Sprintf(".Kernel(%d, %d)", l.kh, l.kw)
	}
	s += setting("Stride", float64(l.stride), 1) + setting("Padding", float64(l.padding), 0)
	s += setting("OutputPadding", float64(l.outputPadding), 0) + setting("Dilation", float64(l.dilation), 1)
	if l.B == nil {
		s += ".NoBias()"
	}
	return s
}

func (l *ConvTranspose2DLayer) outputShape(in []int) []int {
	if in == nil {
		in = unknownShape(4, l.in)
	}
	if len(in) != 4 {
		return nil
	}
	if !isKnown(in) {
		return append(slices.Clone(in[:3]), l.out)
	}
	s := l.shape(in)
	return []int{in[0], s.H, s.W, l.out}
}
