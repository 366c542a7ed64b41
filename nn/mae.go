package nn

import "gradus/nn/internal/vec"

// MAE returns the mean absolute error over all elements, which a few wild targets
// disturb less than they do MSE. PyTorch calls it L1Loss.
//
//	L = 1/n Σ |pred - target|      dL/dpred = ±1/n, 0 where they are equal
//
// The shapes must be equal; only a column [N, 1] and a vector [N] are taken for
// the same.
func MAE(pred, target *Tensor) *Tensor { return differenceLoss(absoluteError, pred, target).finish() }

var absoluteError = differenceOp("MAE", func(slope, pred vec.Array, d *difference, scale float64) float64 {
	return vec.AbsoluteError(slope, pred, d.target, scale)
})
