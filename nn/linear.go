package nn

import (
	"fmt"
	"slices"
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
		W: Glorot(in, out).RequiresGrad().Named("W"),
		B: Zeros(out).RequiresGrad().Named("b"),
	}
}

// Init draws the weights anew with init, such as He or a function of your own
// that returns a tensor of shape [in, out], sets b to zero and returns the layer.
func (l *LinearLayer) Init(init func(in, out int) *Tensor) *LinearLayer {
	w := init(l.W.shape[0], l.W.shape[1])
	if !slices.Equal(w.shape, l.W.shape) {
		shapePanic("Init", "the new weights must have the shape of W", w.shape, l.W.shape)
	}
	copy(l.W.data, w.data)
	clear(l.B.data)
	return l
}

// Forward returns xW + b.
func (l *LinearLayer) Forward(x *Tensor) *Tensor {
	in := l.W.shape[0]
	if len(x.shape) == 0 || x.shape[len(x.shape)-1] != in {
		hint := fmt.Sprintf("the layer expects %d numbers on the last axis of x, shape [N %d]", in, in)
		if len(x.shape) > 2 && size(x.shape[1:]) == in {
			hint += "; put nn.Flatten() before it"
		}
		panic(&ShapeError{Op: "Linear", Layer: l.String(), Shapes: [][]int{x.shape, l.W.shape}, Hint: hint})
	}
	return apply(linear, l.outputShape(x.shape), x, l.W, l.B)
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
