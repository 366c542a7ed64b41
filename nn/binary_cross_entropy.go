package nn

import "gradus/nn/internal/vec"

// BinaryCrossEntropy returns the mean over the batch of
// -t·ln p - (1-t)·ln(1-p), where p = σ(z) is the logistic function of the score
// (logit) z = pred and t, between 0 and 1, is the target. The shapes must be
// equal; only a column [N, 1] and a vector [N] are taken for the same. It takes
// scores, as PyTorch's BCEWithLogitsLoss does: no Sigmoid layer before it. The
// target gets no gradient.
//
//	L = 1/N Σ max(z, 0) - z·t + ln(1 + e^-|z|)      dL/dz = (σ(z) - t) / N
func BinaryCrossEntropy(pred, target *Tensor) *Tensor {
	checkAligned("BinaryCrossEntropy", pred, target)
	y := begin(binaryCrossEntropy, pred.DType(), nil, pred)
	t := settings[vec.Array](y)
	*t = y.converted(target)
	if i := notProbability(*t); i >= 0 {
		valuePanic("BinaryCrossEntropy", "target %v of sample %d is not between 0 and 1", target.data.At(i), i)
	}
	return y.finish()
}

var binaryCrossEntropy = &op{
	name: "BinaryCrossEntropy",
	forward: func(y *Tensor) {
		x, n := y.in[0], float64(y.in[0].Len())
		y.data.Set(0, vec.SigmoidCrossEntropy(y.slope(), x.data, *y.ctx.(*vec.Array), 1/n)/n)
	},
	backward: chainSlope,
}

// notProbability is the place of the first element that is not between 0 and 1, or
// -1.
func notProbability(t vec.Array) int {
	if t.Is64() {
		return outside(t.F64, 1)
	}
	return outside(t.F32, 1)
}

// outside is the place of the first element that is not between 0 and top, or -1.
func outside[T float32 | float64](x []T, top T) int {
	for i, v := range x {
		if !(v >= 0 && v <= top) {
			return i
		}
	}
	return -1
}
