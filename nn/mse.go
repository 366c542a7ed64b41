package nn

import "gradus/nn/internal/vec"

// MSE returns the mean squared error over all elements, for regression:
//
//	L = 1/n Σ (pred - target)²      dL/dpred = 2·(pred - target) / n
//
// The shapes must be equal; only a column [N, 1] and a vector [N] are taken for
// the same. The type is pred's.
func MSE(pred, target *Tensor) *Tensor { return differenceLoss(squaredError, pred, target).finish() }

var squaredError = differenceOp("MSE", func(slope, pred vec.Array, d *difference, scale float64) float64 {
	return vec.SquaredError(slope, pred, d.target, scale)
})
