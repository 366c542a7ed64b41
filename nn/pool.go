package nn

import (
	"fmt"

	"gradus/nn/internal/conv"
)

// PoolLayer makes images or sequences smaller: every number of the result is the
// largest, or the mean, of a window of the input, channel by channel.
//
//	2D: x [N, H, W, C] → y [N, H', W', C]      H' = ⌊(H + 2·padding - k)/stride⌋ + 1
//	1D: x [N, T, C] → y [N, T', C]
//	max:  dL/dx = dL/dy at the first largest number of each window
//	mean: dL/dx = dL/dy / k² (k in 1D), to each number of a window
//
// The windows of k×k, or k, lie side by side unless Stride says otherwise. Rows and
// columns that fill no window are left out.
type PoolLayer struct {
	name    string // of the constructor
	op      *op
	axes    int // of x
	k       int
	stride  int
	padding int
	global  bool // the window is all of the input
}

// MaxPool2D makes a layer of the largest number of each window of k×k pixels.
func MaxPool2D(k int) *PoolLayer { return newPool("MaxPool2D", maxPool, 4, k) }

// AvgPool2D makes a layer of the mean of each window of k×k pixels.
func AvgPool2D(k int) *PoolLayer { return newPool("AvgPool2D", avgPool, 4, k) }

// MaxPool1D makes a layer of the largest number of each window of k steps.
func MaxPool1D(k int) *PoolLayer { return newPool("MaxPool1D", maxPool, 3, k) }

// AvgPool1D makes a layer of the mean of each window of k steps.
func AvgPool1D(k int) *PoolLayer { return newPool("AvgPool1D", avgPool, 3, k) }

// GlobalAvgPool2D makes a layer of the mean of each channel of an image,
// [N, H, W, C] → [N, C]. M. Lin, Q. Chen, S. Yan, "Network in network", ICLR 2014.
func GlobalAvgPool2D() *PoolLayer {
	return &PoolLayer{name: "GlobalAvgPool2D", op: avgPool, axes: 4, global: true}
}

// GlobalAvgPool1D makes a layer of the mean of each feature of a sequence,
// [N, T, C] → [N, C].
func GlobalAvgPool1D() *PoolLayer {
	return &PoolLayer{name: "GlobalAvgPool1D", op: avgPool, axes: 3, global: true}
}

func newPool(name string, o *op, axes, k int) *PoolLayer {
	atLeast(name, 1, k, "a window")
	return &PoolLayer{name: name, op: o, axes: axes, k: k, stride: k}
}

// Stride sets how far it is from window to window, k at first, and returns the layer.
func (l *PoolLayer) Stride(s int) *PoolLayer {
	l.checkWindow()
	l.stride = atLeast(l.name, 1, s, "a stride")
	return l
}

// Padding puts so many rows and columns around the input, and returns the layer. They
// are never the largest number; in a mean they count as zeros, as in PyTorch.
func (l *PoolLayer) Padding(p int) *PoolLayer {
	l.checkWindow()
	if l.padding = atLeast(l.name, 0, p, "a padding"); 2*p > l.k {
		valuePanic(l.name, "a padding of %d: half of the window, %d, is the most", p, l.k/2)
	}
	return l
}

func (l *PoolLayer) checkWindow() {
	if l.global {
		valuePanic(l.name, "the window is all of the input: it has neither stride nor padding")
	}
}

// The settings of both ops are a *pooling.
var (
	maxPool = &op{
		name: "MaxPool",
		forward: func(y *Tensor) {
			x := y.in[0].data
			if p := y.ctx.(*pooling); y.data.Is64() {
				p.f64.MaxForward(y.data.F64, x.F64)
			} else {
				p.f32.MaxForward(y.data.F32, x.F32)
			}
		},
		backward: func(y *Tensor) {
			x, dx := y.in[0].data, y.in[0].gradient()
			if p := y.ctx.(*pooling); y.data.Is64() {
				p.f64.MaxBackward(dx.F64, y.grad.F64, y.data.F64, x.F64)
			} else {
				p.f32.MaxBackward(dx.F32, y.grad.F32, y.data.F32, x.F32)
			}
		},
	}
	avgPool = &op{
		name: "AvgPool",
		forward: func(y *Tensor) {
			x := y.in[0].data
			if p := y.ctx.(*pooling); y.data.Is64() {
				p.f64.MeanForward(y.data.F64, x.F64)
			} else {
				p.f32.MeanForward(y.data.F32, x.F32)
			}
		},
		backward: func(y *Tensor) {
			dx := y.in[0].gradient()
			if p := y.ctx.(*pooling); y.data.Is64() {
				p.f64.MeanBackward(dx.F64, y.grad.F64)
			} else {
				p.f32.MeanBackward(dx.F32, y.grad.F32)
			}
		},
	}
)

// pooling is a pooling of one shape, in one of the two types.
type pooling struct {
	f32 *conv.Pool[float32]
	f64 *conv.Pool[float64]
}

// prepare makes the pooling fit a shape: that of the last step, as a rule, which costs
// nothing.
func (p *pooling) prepare(dtype DType, s conv.PoolShape) {
	if dtype == Float64 {
		p.f64 = prepared(p.f64, s)
	} else {
		p.f32 = prepared(p.f32, s)
	}
}

func prepared[T float32 | float64](p *conv.Pool[T], s conv.PoolShape) *conv.Pool[T] {
	if p != nil {
		p.N = s.N // which may change
		if p.PoolShape == s {
			return p
		}
	}
	return conv.NewPool[T](s)
}

// Forward pools x.
func (l *PoolLayer) Forward(x *Tensor) *Tensor {
	s := l.over(x)
	var sizes [4]int
	y := begin(l.op, x.DType(), l.appendShape(sizes[:0], x.shape), x)
	settings[pooling](y).prepare(x.DType(), s)
	return y.finish()
}

// over is the pooling of x, a sequence being an image of one row.
func (l *PoolLayer) over(x *Tensor) conv.PoolShape {
	if len(x.shape) != l.axes {
		layerPanic(l, l.name, "the layer expects "+layouts[l.axes], x.shape)
	}
	n := l.axes - 1
	s := conv.PoolShape{
		N: x.shape[0], H: 1, W: x.shape[n-1], C: x.shape[n],
		KH: 1, KW: l.k, StrideH: 1, StrideW: l.stride, PadLeft: l.padding, PadRight: l.padding,
		CountPadding: true,
	}
	if l.axes == 4 {
		s.H, s.KH, s.StrideH, s.PadTop, s.PadBottom = x.shape[1], l.k, l.stride, l.padding, l.padding
	}
	if l.global {
		s.KH, s.KW, s.StrideH, s.StrideW = s.H, s.W, 1, 1
	}
	if size(x.shape[1:]) == 0 {
		layerPanic(l, l.name, "there is nothing to pool", x.shape)
	}
	if h, w := s.Out(); h < 1 || w < 1 {
		layerPanic(l, l.name, fmt.Sprintf("no window of %d fits into x", l.k), x.shape)
	}
	return s
}

// halves reports whether the layer is MaxPool2D(2).
func (l *PoolLayer) halves() bool {
	return l.op == maxPool && l.axes == 4 && l.k == 2 && l.stride == 2 && l.padding == 0
}

// layouts is how images and sequences lie in a tensor of so many axes.
var layouts = map[int]string{3: "sequences [N T C]", 4: "images [N H W C]"}

// appendShape appends the shape of the result for an x of the given shape to dst.
func (l *PoolLayer) appendShape(dst, in []int) []int {
	last := len(in) - 1
	dst = append(dst, in[0])
	if !l.global {
		for _, d := range in[1:last] {
			dst = append(dst, (d+2*l.padding-l.k)/l.stride+1)
		}
	}
	return append(dst, in[last])
}

// Params returns nil: there is nothing to train.
func (l *PoolLayer) Params() []*Tensor { return nil }

// String returns the call that makes the layer, "MaxPool2D(2)".
func (l *PoolLayer) String() string {
	if l.global {
		return l.name + "()"
	}
	return fmt.Sprintf("%s(%d)", l.name, l.k) + setting("Stride", float64(l.stride), float64(l.k)) + setting("Padding", float64(l.padding), 0)
}

func (l *PoolLayer) outputShape(in []int) []int {
	if len(in) != l.axes {
		return nil
	}
	if !isKnown(in) && !l.global {
		return in
	}
	return l.appendShape(nil, in)
}
