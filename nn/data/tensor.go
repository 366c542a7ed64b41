package data

import (
	"slices"

	"gradus/nn"
)

// tensorLike makes a tensor of t's shape and dtype.
func tensorLike(t *nn.Tensor, values []float64) *nn.Tensor {
	return nn.FromFloat64(values, t.Shape()...).To(t.DType())
}

// float32s returns a copy of t's elements.
func float32s(t *nn.Tensor) []float32 {
	if t.DType() == nn.Float32 {
		return slices.Clone(t.Float32s())
	}
	return t.To(nn.Float32).Float32s()
}
