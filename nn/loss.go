package nn

import "gradus/nn/internal/vec"

// LossFunc says how far predictions are from their targets: a scalar, the mean
// over the batch, smaller is better.
type LossFunc func(pred, target *Tensor) *Tensor

// A loss computes its gradient together with its value: the forward pass leaves
// dL/dpred in scratch 0, the slope, and the backward pass has only to multiply it.

// slope is where the forward pass of a loss leaves dL/dpred: no array if no
// gradient is wanted.
func (t *Tensor) slope() vec.Array {
	if !t.requires {
		return vec.Array{}
	}
	return t.scratch(0, t.in[0].Len())
}

// chainSlope multiplies the slope that the forward pass left by the gradient of
// the loss.
func chainSlope(y *Tensor) {
	d, add := y.in[0].gradientToWrite()
	switch {
	case d.IsNil():
	case add:
		vec.Axpy(d, y.grad.At(0), y.slope())
	default:
		vec.Scale(d, y.grad.At(0), y.slope())
	}
}

// converted returns the elements of a target in the type of the loss y, in scratch
// 1 if they are of the other type.
func (t *Tensor) converted(target *Tensor) vec.Array {
	if target.DType() == t.DType() {
		return target.data
	}
	a := t.scratch(1, target.Len())
	a.CopyFrom(target.data)
	return a
}
