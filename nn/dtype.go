package nn

import (
	"fmt"

	"gradus/nn/internal/vec"
)

// DType is the type of a tensor's elements.
//
// Tensors made from Go numbers ([Matrix], [Vector], [Zeros], [Randn], …) are
// Float64: exact enough to check a derivation by hand. Layers have Float32
// parameters: half the memory, twice the speed, and all the precision that
// training needs. [Tensor.To] and [Model.To] convert.
//
// An operation on both promotes to Float64, as numpy's do. A layer converts its
// input to the type of its parameters, a loss its target to the prediction's.
type DType uint8

const (
	Float32 DType = iota // 24 bits of precision, about 7 digits
	Float64              // 53 bits of precision, about 16 digits
)

// String returns "Float32" or "Float64".
func (d DType) String() string {
	switch d {
	case Float32:
		return "Float32"
	case Float64:
		return "Float64"
	}
	return fmt.Sprintf("DType(%d)", uint8(d))
}

// Size returns the bytes of one element.
func (d DType) Size() int {
	if d == Float32 {
		return 4
	}
	return 8
}

func (d DType) make(n int) vec.Array { return vec.Make(d == Float64, n) }

// convert: the same numbers in another type; the gradient is converted back.
var convert = &op{
	name:    "To",
	forward: func(y *Tensor) { y.data.CopyFrom(y.in[0].data) },
	backward: func(y *Tensor) {
		x := y.in[0]
		g := y.scratchOf(0, y.Len(), x.DType())
		g.CopyFrom(y.grad)
		addTo(x.gradient(), g)
	},
}

// To returns the tensor with elements of the given type: t itself if it has that
// type already, else a copy, rounded if the type is narrower. Gradients flow
// through it.
func (t *Tensor) To(dtype DType) *Tensor {
	if t.DType() == dtype {
		return t
	}
	y := begin(convert, dtype, t.shape, t)
	return y.finish()
}

// DType returns the type of the elements.
func (t *Tensor) DType() DType {
	if t.data.Is64() {
		return Float64
	}
	return Float32
}

// convert changes the type of t's elements in place. The gradient is dropped.
func (t *Tensor) convert(dtype DType) {
	if t.DType() != dtype {
		data := dtype.make(t.Len())
		data.CopyFrom(t.data)
		t.data, t.grad, t.arrived = data, vec.Array{}, false
		if !t.mask.IsNil() {
			mask := dtype.make(t.mask.Len())
			mask.CopyFrom(t.mask)
			t.mask = mask
		}
	}
}
