package nn

import (
	"math"

	"gradus/nn/internal/vec"
)

// KLDivergence returns how far the distributions q that a model predicts are from
// the target's distributions t, Kullback and Leibler's divergence KL(t ‖ q), mean
// over the batch. As in PyTorch, pred [..., C] are the logarithms of q, such as
// LogSoftmax gives, and the sum is divided by the size of the first axis
// (PyTorch's reduction "batchmean"). The shapes must be equal; target rows sum to 1.
// The target gets no gradient.
//
//	L = 1/N Σ t · (ln t - pred)      dL/dpred = -t / N
func KLDivergence(pred, target *Tensor) *Tensor {
	checkRows("KLDivergence", "logarithms of probabilities", pred)
	if !sameShape(pred, target) {
		shapePanic("KLDivergence", "prediction and target must have the same shape", pred.Shape(), target.Shape())
	}
	checkProbabilities("KLDivergence", target)
	y := begin(klDivergence, pred.DType(), nil, pred)
	*settings[vec.Array](y) = y.converted(target)
	return y.finish()
}

var klDivergence = &op{
	name: "KLDivergence",
	forward: func(y *Tensor) {
		x, target, n := y.in[0], *y.ctx.(*vec.Array), float64(y.in[0].shape[0])
		loss := 0.0
		for i := range target.Len() {
			if t := target.At(i); t != 0 { // 0 · ln 0 is 0
				loss += t * (math.Log(t) - x.data.At(i))
			}
		}
		y.data.Set(0, loss/n)
		if d := y.slope(); !d.IsNil() {
			vec.Scale(d, -1/n, target)
		}
	},
	backward: chainSlope,
}
