package nn

import (
	"fmt"
	"slices"

	"gradus/nn/internal/conv"
)

// ConvLayer slides filters over images or sequences: every number of the result is the
// sum of a window of the input times a filter, plus a bias. There is one filter for
// each channel of the result.
//
//	2D: x [N, H, W, in], W [kh, kw, in, out], b [out] → y [N, H', W', out]
//	1D: x [N, T, in],    W [k, in, out],      b [out] → y [N, T', out]
//
//	y[n, i, j, c] = b[c] + Σ_{a,b,d} x[n, i·stride + a·dilation - padding, j·stride + b·dilation - padding, d] · W[a, b, d, c]
//	H' = ⌊(H + 2·padding - dilation·(kh-1) - 1)/stride⌋ + 1
//
// With G = dL/dy, dL/dW is the sum of G times the window it came from, dL/dx the sum of
// G times the filter, put back where the window was (the convolution of G with the
// filters turned around), and dL/db the sum of G.
//
// Channels come last, as in Keras. PyTorch's weight [out, in, kh, kw] has the axes in
// another order. Y. LeCun et al., "Backpropagation applied to handwritten zip code
// recognition", Neural Computation 1, 1989.
type ConvLayer struct {
	W *Tensor // [kh, kw, in/groups, out], or [k, in/groups, out]
	B *Tensor // [out]; nil without bias

	name     string // of the constructor
	axes     int    // of x
	in, out  int    // channels
	kh, kw   int    // of a sequence, kh is 1
	stride   int
	padding  int
	same     bool
	dilation int
	groups   int
	init     func(shape ...int) *Tensor
}

// Conv2D makes a layer of out filters of k×k pixels for images of in channels. As in
// Keras, the filters start with Glorot's uniform numbers and b with zeros; windows that
// would reach beyond the image are left out, see Padding and Same.
func Conv2D(in, out, k int) *ConvLayer { return newConv("Conv2D", 4, in, out, k) }

// Conv1D makes a layer of out filters of k steps for sequences of in features. See
// Conv2D.
func Conv1D(in, out, k int) *ConvLayer { return newConv("Conv1D", 3, in, out, k) }

func newConv(name string, axes, in, out, k int) *ConvLayer {
	checkFilters(name, in, out, k)
	l := &ConvLayer{name: name, axes: axes, in: in, out: out, kh: k, kw: k, stride: 1, dilation: 1, groups: 1, init: Glorot}
	if axes == 3 {
		l.kh = 1
	}
	l.B = parameter(Zeros(out), "b")
	return l.draw()
}

func checkFilters(name string, in, out, k int) {
	if in < 1 || out < 1 || k < 1 {
		shapePanic(name, "a layer needs at least one channel on both sides, and filters of at least one pixel", []int{in, out, k})
	}
}

// draw makes new weights, and returns the layer.
func (l *ConvLayer) draw() *ConvLayer {
	shape := []int{l.kh, l.kw, l.in / l.groups, l.out}
	l.W = parameter(Zeros(shape[4-l.axes:]...), "W")
	initialize(l, l.W, l.init)
	return l
}

// Stride moves the window by s pixels at a time, and returns the layer.
func (l *ConvLayer) Stride(s int) *ConvLayer {
	l.stride = atLeast(l.name, 1, s, "a stride")
	return l
}

// Padding puts p rows and columns of zeros on each side of the input, and returns the
// layer.
func (l *ConvLayer) Padding(p int) *ConvLayer {
	l.padding, l.same = atLeast(l.name, 0, p, "a padding"), false
	return l
}

// Same puts as many zeros around the input as make the result as large as the input, or
// ⌈1/stride⌉ of it, and returns the layer. Where the number is odd, the side at the end
// gets more.
func (l *ConvLayer) Same() *ConvLayer {
	l.same, l.padding = true, 0
	return l
}

// Dilation spreads the filter: its pixels meet every d-th pixel of the input. It
// returns the layer. F. Yu, V. Koltun, "Multi-scale context aggregation by dilated
// convolutions", ICLR 2016.
func (l *ConvLayer) Dilation(d int) *ConvLayer {
	l.dilation = atLeast(l.name, 1, d, "a dilation")
	return l
}

// Groups cuts the channels of input and result into g groups, each of which is
// convolved for itself, draws the weights anew and returns the layer. As many groups as
// channels make a depthwise convolution.
func (l *ConvLayer) Groups(g int) *ConvLayer {
	if atLeast(l.name, 1, g, "the number of groups"); l.in%g != 0 || l.out%g != 0 {
		valuePanic(l.name, "%d and %d channels cannot be cut into %d groups", l.in, l.out, g)
	}
	l.groups = g
	return l.draw()
}

// Kernel makes the filters of a Conv2D h×w pixels large, draws the weights anew and
// returns the layer.
func (l *ConvLayer) Kernel(h, w int) *ConvLayer {
	if l.axes != 4 {
		valuePanic(l.name, "a filter over a sequence has one size only")
	}
	l.kh, l.kw = atLeast(l.name, 1, h, "a filter's height"), atLeast(l.name, 1, w, "a filter's width")
	return l.draw()
}

// NoBias takes away b, which a following BatchNorm makes useless, and returns the layer.
func (l *ConvLayer) NoBias() *ConvLayer {
	l.B = nil
	return l
}

// Init draws the filters anew with init, such as He or a function of your own that
// returns a tensor of W's shape, sets b to zero and returns the layer.
func (l *ConvLayer) Init(init func(shape ...int) *Tensor) *ConvLayer {
	l.init = init
	initialize(l, l.W, init)
	if l.B != nil {
		l.B.data.Zero()
	}
	return l
}

// conv2d: Y = X∗W + b. conv2dReLU: Y = max(X∗W + b, 0), in one pass. The settings are
// a *convolution.
var (
	conv2d = &op{
		name:     "Conv",
		forward:  func(y *Tensor) { convForward(y, false) },
		backward: func(y *Tensor) { convBackward(y, false) },
	}
	conv2dReLU = &op{
		name:     "ConvReLU",
		forward:  func(y *Tensor) { convForward(y, true) },
		backward: func(y *Tensor) { convBackward(y, true) },
	}
)

func convForward(y *Tensor, relu bool) {
	x, w, b := y.in[0].data, y.in[1].data, bias(y).data
	if c := y.ctx.(*convolution); y.data.Is64() {
		c.f64.Forward(y.data.F64, x.F64, w.F64, b.F64, relu)
	} else {
		c.f32.Forward(y.data.F32, x.F32, w.F32, b.F32, relu)
	}
}

func convBackward(y *Tensor, relu bool) {
	x, w := y.in[0], y.in[1]
	dx, add := x.gradientToWrite()
	dw, db := w.gradient(), bias(y).gradient()
	var positive = y.data // where ReLU let the gradient through
	if !relu {
		positive.F32, positive.F64 = nil, nil
	}
	if c := y.ctx.(*convolution); y.data.Is64() {
		c.f64.Backward(conv.Gradients[float64]{X: dx.F64, W: dw.F64, Bias: db.F64, Add: add}, y.grad.F64, positive.F64, x.data.F64, w.data.F64)
	} else {
		c.f32.Backward(conv.Gradients[float32]{X: dx.F32, W: dw.F32, Bias: db.F32, Add: add}, y.grad.F32, positive.F32, x.data.F32, w.data.F32)
	}
}

// bias is the third input, or a tensor of nothing if there is none.
func bias(y *Tensor) *Tensor {
	if len(y.in) < 3 {
		return noBias
	}
	return y.in[2]
}

var noBias = &Tensor{}

// Forward convolves x with the filters and adds b.
func (l *ConvLayer) Forward(x *Tensor) *Tensor { return l.compute(conv2d, x) }

// forwardReLU is Forward, then max(y, 0).
func (l *ConvLayer) forwardReLU(x *Tensor) *Tensor { return l.compute(conv2dReLU, x) }

func (l *ConvLayer) compute(o *op, x *Tensor) *Tensor {
	s := l.over(x)
	h, w := s.Out()
	return l.begin(o, x, s, h, w)
}

// begin computes a result of the given height and width.
func (l *ConvLayer) begin(o *op, x *Tensor, s conv.Shape, h, w int) *Tensor {
	sizes := [4]int{s.N, h, w, l.out}
	shape := sizes[:]
	if l.axes == 3 {
		sizes[1] = s.N
		shape = sizes[1:]
	}
	dtype := l.W.DType()
	var y *Tensor
	if l.B != nil {
		y = begin(o, dtype, shape, x.To(dtype), l.W, l.B)
	} else {
		y = begin(o, dtype, shape, x.To(dtype), l.W)
	}
	settings[convolution](y).prepare(dtype, s)
	return y.finish()
}

// over is the convolution of x, a sequence being an image of one row.
func (l *ConvLayer) over(x *Tensor) conv.Shape {
	if len(x.shape) != l.axes || x.shape[l.axes-1] != l.in {
		layerPanic(l, l.name, convHint(l.axes, l.in, x.shape), x.shape, l.W.shape)
	}
	s := l.shape(x.shape)
	if size(x.shape[1:]) == 0 {
		layerPanic(l, l.name, "there is nothing to convolve", x.shape, l.W.shape)
	}
	if h, w := s.Out(); h < 1 || w < 1 {
		layerPanic(l, l.name, "the filter is larger than x; put zeros around it with .Padding or .Same", x.shape, l.W.shape)
	}
	return s
}

func (l *ConvLayer) shape(x []int) conv.Shape {
	s := conv.Shape{
		N: x[0], H: 1, W: x[l.axes-2], Cin: l.in, Cout: l.out, KH: l.kh, KW: l.kw,
		StrideH: 1, StrideW: l.stride, DilationH: 1, DilationW: l.dilation, Groups: l.groups,
	}
	s.PadLeft, s.PadRight = l.pads(s.W, l.kw)
	if l.axes == 4 {
		s.H, s.StrideH, s.DilationH = x[1], l.stride, l.dilation
		s.PadTop, s.PadBottom = l.pads(s.H, l.kh)
	}
	return s
}

// pads is the number of zeros on each side of an axis.
func (l *ConvLayer) pads(n, k int) (before, after int) {
	if !l.same {
		return l.padding, l.padding
	}
	out := (n + l.stride - 1) / l.stride
	total := max((out-1)*l.stride+l.dilation*(k-1)+1-n, 0)
	return total / 2, total - total/2
}

// convHint says what a convolution expects, and guesses what is wrong with x.
func convHint(axes, channels int, x []int) string {
	if axes == 3 {
		return fmt.Sprintf("the layer expects sequences [N T %d]", channels)
	}
	hint := fmt.Sprintf("the layer expects images [N H W %d]", channels)
	switch {
	case len(x) == 4 && x[1] == channels:
		hint += ", channels last: PyTorch's [N C H W] needs .Permute(0, 2, 3, 1)"
	case len(x) == 3 && x[2] == channels:
		hint += ": a single image needs .Reshape(1, …), to be a batch"
	case len(x) == 3 && channels == 1:
		hint += fmt.Sprintf(": give the pixels an axis of channels with nn.Reshape(%d, %d, 1)", x[1], x[2])
	case len(x) == 2:
		hint += ": make them of rows of pixels with nn.Reshape"
	}
	return hint
}

// convolution is a convolution of one shape, in one of the two types.
type convolution struct {
	f32 *conv.Plan[float32]
	f64 *conv.Plan[float64]
}

// prepare makes the convolution fit a shape: that of the last step, as a rule, which
// costs nothing.
func (c *convolution) prepare(dtype DType, s conv.Shape) {
	if dtype == Float64 {
		c.f64 = planFor(c.f64, s)
	} else {
		c.f32 = planFor(c.f32, s)
	}
}

func planFor[T float32 | float64](p *conv.Plan[T], s conv.Shape) *conv.Plan[T] {
	if p != nil {
		p.N = s.N // which may change
		if p.Shape == s {
			return p
		}
	}
	return conv.NewPlan[T](s)
}

// Params returns W and B.
func (l *ConvLayer) Params() []*Tensor {
	if l.B == nil {
		return []*Tensor{l.W}
	}
	return []*Tensor{l.W, l.B}
}

// String returns the call that makes the layer, such as "Conv2D(1, 8, 3).Stride(2)".
func (l *ConvLayer) String() string {
	s := fmt.Sprintf("%s(%d, %d, %d)", l.name, l.in, l.out, l.kw)
	if l.axes == 4 && l.kh != l.kw {
		s += fmt.Sprintf(".Kernel(%d, %d)", l.kh, l.kw)
	}
	s += setting("Stride", float64(l.stride), 1) + setting("Padding", float64(l.padding), 0)
	if l.same {
		s += ".Same()"
	}
	s += setting("Dilation", float64(l.dilation), 1) + setting("Groups", float64(l.groups), 1)
	if l.B == nil {
		s += ".NoBias()"
	}
	return s
}

func (l *ConvLayer) outputShape(in []int) []int {
	if in == nil {
		in = unknownShape(l.axes, l.in)
	}
	if len(in) != l.axes {
		return nil
	}
	if !isKnown(in) {
		return append(slices.Clone(in[:l.axes-1]), l.out)
	}
	s := l.shape(in)
	h, w := s.Out()
	if l.axes == 3 {
		return []int{in[0], w, l.out}
	}
	return []int{in[0], h, w, l.out}
}
