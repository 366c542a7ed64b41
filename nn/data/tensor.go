package data

import "gradus/nn"

// tensorLike makes a tensor of t's shape and dtype.
func tensorLike(t *nn.Tensor, values []float64) *nn.Tensor {
	return nn.FromFloat64(values, t.Shape()...).To(t.DType())
}
