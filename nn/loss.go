package nn

import (
	"fmt"
	"math"
	"slices"
)

// LossFunc says how far predictions are from their targets: a scalar, the mean
// over the batch, smaller is better.
type LossFunc func(pred, target *Tensor) *Tensor

// MSE returns the mean squared error, the mean of (pred - target)² over all
// elements. The shapes must be equal; only a column [N, 1] and a vector [N] are
// taken for the same.
func MSE(pred, target *Tensor) *Tensor {
	return pred.Sub(alignTarget("MSE", pred, target)).Square().Mean()
}

// CrossEntropy returns the mean over the batch of -ln p(target), where p is the
// softmax of the scores (logits) pred [N, C]. target is either [N], the index of
// each sample's class, or [N, C], the probability of every class (one-hot, or
// soft). It takes scores, not probabilities: no Softmax layer before it.
// The target gets no gradient.
//
//	L = -1/N Σₙ Σ_c t_nc · ln p_nc      dL/dpred = (p - t) / N
func CrossEntropy(pred, target *Tensor) *Tensor {
	t := classProbabilities(pred, target)
	n := float64(pred.shape[0])
	logp := make([]float64, len(t))
	return apply(&op{
		name: "CrossEntropy",
		forward: func(y *Tensor, in []*Tensor) {
			eachRow(pred.shape, func(lo, hi int) { logSoftmaxRow(logp[lo:hi], pred.data[lo:hi]) })
			for i, p := range t {
				if p != 0 { // 0 · ln 0 is 0
					y.data[0] -= p * logp[i] / n
				}
			}
		},
		backward: func(y *Tensor, in []*Tensor) {
			g := y.grad[0] / n
			gx := pred.gradBuffer()
			for i, p := range t {
				gx[i] += g * (math.Exp(logp[i]) - p)
			}
		},
	}, []int{}, pred)
}

// BinaryCrossEntropy returns the mean over the batch of
// -t·ln p - (1-t)·ln(1-p), where p = σ(z) is the logistic function of the score
// (logit) z = pred and t, between 0 and 1, is the target. The shapes must be
// equal; only a column [N, 1] and a vector [N] are taken for the same. It takes
// scores: no Sigmoid layer before it. The target gets no gradient.
//
//	L = 1/N Σ max(z, 0) - z·t + ln(1 + e^-|z|)      dL/dz = (σ(z) - t) / N
func BinaryCrossEntropy(pred, target *Tensor) *Tensor {
	t := alignTarget("BinaryCrossEntropy", pred, target).data
	for i, p := range t {
		if !(p >= 0 && p <= 1) {
			valuePanic("BinaryCrossEntropy", "target %v of sample %d is not between 0 and 1", p, i)
		}
	}
	n := float64(len(t))
	return apply(&op{
		name: "BinaryCrossEntropy",
		forward: func(y *Tensor, in []*Tensor) {
			for i, z := range pred.data {
				y.data[0] += (math.Max(z, 0) - z*t[i] + math.Log1p(math.Exp(-math.Abs(z)))) / n
			}
		},
		backward: func(y *Tensor, in []*Tensor) {
			gx := pred.gradBuffer()
			for i, z := range pred.data {
				gx[i] += y.grad[0] * (logistic(z) - t[i]) / n
			}
		},
	}, []int{}, pred)
}

// alignTarget returns target in the shape of pred. Broadcasting [N, 1] against
// [N] would silently compare everything with everything, so it is not done.
func alignTarget(op string, pred, target *Tensor) *Tensor {
	if slices.Equal(pred.shape, target.shape) {
		return target
	}
	isColumn := func(a, b []int) bool { return len(a) == 2 && len(b) == 1 && a[1] == 1 && a[0] == b[0] }
	if !isColumn(pred.shape, target.shape) && !isColumn(target.shape, pred.shape) {
		shapePanic(op, "prediction and target must have the same shape", pred.shape, target.shape)
	}
	return target.Reshape(pred.shape...)
}

// classProbabilities returns the target of CrossEntropy as N·C probabilities.
func classProbabilities(pred, target *Tensor) []float64 {
	if len(pred.shape) != 2 || pred.shape[1] == 0 {
		shapePanic("CrossEntropy", "predictions must be scores [N, C], a row for each sample and a column for each class", pred.shape)
	}
	n, classes := pred.shape[0], pred.shape[1]
	switch {
	case slices.Equal(pred.shape, target.shape):
		checkProbabilities(target)
		return target.data
	case len(target.shape) == 1 && target.shape[0] == n:
		t := make([]float64, n*classes)
		for i, label := range target.data {
			t[i*classes+classIndex(label, i, classes)] = 1
		}
		return t
	}
	hint := fmt.Sprintf("the target must be %d class indices, shape [%d], or one-hot rows, shape [%d %d]", n, n, n, classes)
	shapePanic("CrossEntropy", hint, pred.shape, target.shape)
	return nil
}

func classIndex(label float64, sample, classes int) int {
	if !(label >= 0 && label < float64(classes)) || label != math.Trunc(label) {
		valuePanic("CrossEntropy", "label %v of sample %d is no class: with %d outputs, labels are the whole numbers 0 to %d", label, sample, classes, classes-1)
	}
	return int(label)
}

func checkProbabilities(target *Tensor) {
	eachRow(target.shape, func(lo, hi int) {
		sum := 0.0
		for _, p := range target.data[lo:hi] {
			if !(p >= 0) {
				valuePanic("CrossEntropy", "probability %v in target row %d is not between 0 and 1", p, lo/(hi-lo))
			}
			sum += p
		}
		if !(math.Abs(sum-1) <= 1e-6) {
			valuePanic("CrossEntropy", "target row %d sums to %v, not to 1: for class indices give a target of shape [N]", lo/(hi-lo), sum)
		}
	})
}
