package nn

import (
	"fmt"
	"slices"

	"gradus/nn/internal/gemm"
	"gradus/nn/internal/vec"
)

// LinearLayer computes y = xW + b for each row x of its input, fully connecting
// in inputs to out outputs. It is Keras's Dense and PyTorch's nn.Linear, with W
// stored as Keras does: PyTorch's weight is Wᵀ.
//
//	x [N, in] → y [N, out]       (any leading axes: [..., in] → [..., out])
//	dL/dx = G·Wᵀ   dL/dW = xᵀ·G   dL/db = Σ rows of G      with G = dL/dy
type LinearLayer struct {
	W *Tensor // [in, out]
	B *Tensor // [out]
}

// Linear makes a layer with in inputs and out outputs. As in Keras, W starts with
// Glorot's uniform numbers and b with zeros; see Init for another start.
func Linear(in, out int) *LinearLayer {
	if in < 1 || out < 1 {
		shapePanic("Linear", "a layer needs at least one input and one output", []int{in, out})
	}
	return &LinearLayer{
		W: parameter(Glorot(in, out), "W"),
		B: parameter(Zeros(out), "b"),
	}
}

// parameter makes an initial value a layer's parameter.
func parameter(t *Tensor, name string) *Tensor {
	return t.To(Float32).RequiresGrad().Named(name)
}

// linear: Y = X·W + b. linearReLU: Y = max(X·W + b, 0), in one pass.
var (
	linear = &op{
		name:     "Linear",
		forward:  func(y *Tensor) { linearForward(y, false) },
		backward: linearBackward,
	}
	linearReLU = &op{
		name:    "LinearReLU",
		forward: func(y *Tensor) { linearForward(y, true) },
		backward: func(y *Tensor) {
			vec.ReLUMask(&y.grad, &y.grad, &y.data)
			linearBackward(y)
		},
	}
)

func linearForward(y *Tensor, relu bool) {
	x, w, b := y.in[0].data, y.in[1].data, y.in[2].data
	m, n, k := rowsOf(y), y.in[1].shape[1], y.in[1].shape[0]
	if y.data.Is64() {
		gemm.Mul(y.data.F64, n, x.F64, k, 1, w.F64, n, 1, m, n, k, gemm.Options[float64]{Bias: b.F64, ReLU: relu})
	} else {
		gemm.Mul(y.data.F32, n, x.F32, k, 1, w.F32, n, 1, m, n, k, gemm.Options[float32]{Bias: b.F32, ReLU: relu})
	}
}

// linearBackward: dL/dX = G·Wᵀ, dL/dW = Xᵀ·G, dL/db = Σ rows of G.
func linearBackward(y *Tensor) {
	x, w, b := y.in[0], y.in[1], y.in[2]
	m, n, k := rowsOf(y), w.shape[1], w.shape[0]
	g := &matrix{y.grad, n, 1}
	if x.requires {
		add := x.arrive()
		gemmAdd(&x.grad, g, &matrix{w.data, 1, n}, m, k, n, add)
	}
	if w.requires {
		add := w.arrive()
		gemmAdd(&w.grad, &matrix{x.data, 1, k}, g, k, n, m, add)
	}
	if b.requires {
		vec.SumRows(*b.gradientSum(), y.grad, n)
	}
}

func rowsOf(x *Tensor) int {
	rows, _ := lastAxis(x.shape)
	return rows
}

// Init draws the weights anew with init, such as He, Orthogonal or a function of your
// own that returns a tensor of shape [in, out], sets b to zero and returns the layer.
func (l *LinearLayer) Init(init func(shape ...int) *Tensor) *LinearLayer {
	initialize(l, l.W, init)
	l.B.data.Zero()
	return l
}

// Forward returns xW + b.
func (l *LinearLayer) Forward(x *Tensor) *Tensor { return l.compute(linear, x) }

// forwardReLU returns max(xW + b, 0).
func (l *LinearLayer) forwardReLU(x *Tensor) *Tensor { return l.compute(linearReLU, x) }

func (l *LinearLayer) compute(o *op, x *Tensor) *Tensor {
	in := l.W.shape[0]
	if len(x.shape) == 0 || x.shape[len(x.shape)-1] != in {
		hint := fmt.Sprintf("the layer expects %d numbers on the last axis of x, shape [N %d]", in, in)
		if len(x.shape) > 2 && size(x.shape[1:]) == in {
			hint += "; put nn.Flatten() before it"
		}
		panic(&ShapeError{Op: "Linear", Layer: l.String(), Shapes: [][]int{x.Shape(), l.W.Shape()}, Hint: hint})
	}
	var sizes [4]int
	shape := append(append(sizes[:0], x.shape[:len(x.shape)-1]...), l.W.shape[1])
	return begin(o, l.W.DType(), shape, x.To(l.W.DType()), l.W, l.B).finish()
}

// Params returns W and B.
func (l *LinearLayer) Params() []*Tensor { return []*Tensor{l.W, l.B} }

// String returns "Linear(in, out)".
func (l *LinearLayer) String() string {
	return fmt.Sprintf("Linear(%d, %d)", l.W.shape[0], l.W.shape[1])
}

func (l *LinearLayer) outputShape(in []int) []int {
	if len(in) == 0 {
		in = []int{unknownSize, l.W.shape[0]}
	}
	out := slices.Clone(in)
	out[len(out)-1] = l.W.shape[1]
	return out
}
