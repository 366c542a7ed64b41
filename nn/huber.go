package nn

import (
	"math"

	"gradus/nn/internal/vec"
)

// Huber makes a loss that is a parabola for small errors and a straight line for
// those larger than delta: smooth like MSE, calm about wild targets like MAE. With
// e = pred - target, in the mean over all elements:
//
//	f(e) = e²/2                if |e| ≤ delta      f′(e) = e
//	       delta·(|e|-delta/2) else                        ±delta
//
// The shapes must be equal; only a column [N, 1] and a vector [N] are taken for
// the same. P. Huber, "Robust estimation of a location parameter", 1964.
func Huber(delta float64) LossFunc {
	if !(delta > 0) || math.IsInf(delta, 1) {
		valuePanic("Huber", "delta is the error at which the parabola becomes a line, a positive number, not %v", delta)
	}
	return huberLoss(delta).loss
}

// huberLoss is the delta. Its method is one function for all deltas, so that
// it can be told from other losses.
type huberLoss float64

func (delta huberLoss) loss(pred, target *Tensor) *Tensor {
	y := differenceLoss(huber, pred, target)
	settings[difference](y).delta = float64(delta)
	return y.finish()
}

var huber = differenceOp("Huber", func(slope, pred vec.Array, d *difference, scale float64) float64 {
	return vec.HuberError(slope, pred, d.target, d.delta, scale)
})
