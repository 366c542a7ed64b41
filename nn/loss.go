package nn

import (
	"fmt"
	"math"

	"gradus/nn/internal/vec"
)

// LossFunc says how far predictions are from their targets: a scalar, the mean
// over the batch, smaller is better.
type LossFunc func(pred, target *Tensor) *Tensor

// MSE returns the mean squared error, the mean of (pred - target)² over all
// elements. The shapes must be equal; only a column [N, 1] and a vector [N] are
// taken for the same.
func MSE(pred, target *Tensor) *Tensor {
	t := alignTarget("MSE", pred, target)
	if t.requires { // both sides are differentiated, in separate steps
		return pred.Sub(t).Square().Mean()
	}
	y := begin(squaredError, pred.DType(), nil, pred)
	settings[targets](y).soft = t
	return y.finish()
}

var squaredError = &op{
	name: "MSE",
	forward: func(y *Tensor) {
		x, n := y.in[0], float64(y.in[0].Len())
		y.data.Set(0, vec.SquaredError(y.slope(), x.data, y.ctx.(*targets).soft.data, 1/n)/n)
	},
	backward: chainSlope,
}

// CrossEntropy returns the mean over the batch of -ln p(target), where p is the
// softmax of the scores (logits) pred [N, C]. target is either [N], the index of
// each sample's class, or [N, C], the probability of every class (one-hot, or
// soft). It takes scores, not probabilities: no Softmax layer before it.
// The target gets no gradient.
//
//	L = -1/N Σₙ Σ_c t_nc · ln p_nc      dL/dpred = (p - t) / N
func CrossEntropy(pred, target *Tensor) *Tensor {
	if len(pred.shape) != 2 || pred.shape[1] == 0 {
		shapePanic("CrossEntropy", "predictions must be scores [N, C], a row for each sample and a column for each class", pred.shape)
	}
	y := begin(crossEntropy, pred.DType(), nil, pred)
	if settings[targets](y).read(pred, target); y.ctx.(*targets).soft == nil {
		return y.finish()
	}
	y.op = softCrossEntropy
	return y.finish()
}

// crossEntropy is the loss and its gradient in one pass, for class indices;
// softCrossEntropy is for probabilities. Both leave (p - t)/N in scratch 0.
var (
	crossEntropy = &op{
		name: "CrossEntropy",
		forward: func(y *Tensor) {
			x, n := y.in[0], float64(y.in[0].shape[0])
			y.data.Set(0, vec.SoftmaxCrossEntropy(y.slope(), x.data, y.ctx.(*targets).labels, x.shape[1], 1/n)/n)
		},
		backward: chainSlope,
	}
	softCrossEntropy = &op{
		name: "CrossEntropy",
		forward: func(y *Tensor) {
			x, t, n := y.in[0], y.ctx.(*targets).soft.data, float64(y.in[0].shape[0])
			logp := y.scratch(1, x.Len())
			vec.LogSoftmax(logp, x.data, x.shape[1])
			loss := 0.0
			for i := range t.Len() {
				if p := t.At(i); p != 0 { // 0 · ln 0 is 0
					loss -= p * logp.At(i)
				}
			}
			y.data.Set(0, loss/n)
			if d := y.slope(); !d.IsNil() {
				vec.Exp(d, logp)
				vec.Sub(d, d, t)
				vec.Scale(d, 1/n, d)
			}
		},
		backward: chainSlope,
	}
)

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
	if add {
		vec.Axpy(d, y.grad.At(0), y.slope())
	} else {
		vec.Scale(d, y.grad.At(0), y.slope())
	}
}

// BinaryCrossEntropy returns the mean over the batch of
// -t·ln p - (1-t)·ln(1-p), where p = σ(z) is the logistic function of the score
// (logit) z = pred and t, between 0 and 1, is the target. The shapes must be
// equal; only a column [N, 1] and a vector [N] are taken for the same. It takes
// scores: no Sigmoid layer before it. The target gets no gradient.
//
//	L = 1/N Σ max(z, 0) - z·t + ln(1 + e^-|z|)      dL/dz = (σ(z) - t) / N
func BinaryCrossEntropy(pred, target *Tensor) *Tensor {
	t := alignTarget("BinaryCrossEntropy", pred, target)
	for i := range t.Len() {
		if p := t.data.At(i); !(p >= 0 && p <= 1) {
			valuePanic("BinaryCrossEntropy", "target %v of sample %d is not between 0 and 1", p, i)
		}
	}
	y := begin(binaryCrossEntropy, pred.DType(), nil, pred)
	settings[targets](y).soft = t
	return y.finish()
}

var binaryCrossEntropy = &op{
	name: "BinaryCrossEntropy",
	forward: func(y *Tensor) {
		x, n := y.in[0], float64(y.in[0].Len())
		y.data.Set(0, vec.SigmoidCrossEntropy(y.slope(), x.data, y.ctx.(*targets).soft.data, 1/n)/n)
	},
	backward: chainSlope,
}

// alignTarget returns target in the shape of pred. Broadcasting [N, 1] against
// [N] would silently compare everything with everything, so it is not done.
func alignTarget(op string, pred, target *Tensor) *Tensor {
	if sameShape(pred, target) {
		return target.To(pred.DType())
	}
	isColumn := func(a, b []int) bool { return len(a) == 2 && len(b) == 1 && a[1] == 1 && a[0] == b[0] }
	if !isColumn(pred.shape, target.shape) && !isColumn(target.shape, pred.shape) {
		shapePanic(op, "prediction and target must have the same shape", pred.shape, target.shape)
	}
	return target.To(pred.DType()).Reshape(pred.shape...)
}

// targets is what a loss compares with.
type targets struct {
	labels []int32 // the class of each sample, or
	soft   *Tensor // a number for each output
}

// read checks the target of CrossEntropy, and keeps it as labels or as probabilities.
func (t *targets) read(pred, target *Tensor) {
	n, classes := pred.shape[0], pred.shape[1]
	t.labels, t.soft = t.labels[:0], nil
	switch {
	case sameShape(pred, target):
		checkProbabilities(target)
		t.soft = target.To(pred.DType())
	case len(target.shape) == 1 && target.shape[0] == n:
		for i := range n {
			t.labels = append(t.labels, int32(classIndex(target.data.At(i), i, classes)))
		}
	default:
		hint := fmt.Sprintf("the target must be %d class indices, shape [%d], or one-hot rows, shape [%d %d]", n, n, n, classes)
		shapePanic("CrossEntropy", hint, pred.shape, target.shape)
	}
}

func classIndex(label float64, sample, classes int) int {
	if !(label >= 0 && label < float64(classes)) || label != math.Trunc(label) {
		valuePanic("CrossEntropy", "label %v of sample %d is no class: with %d outputs, labels are the whole numbers 0 to %d", label, sample, classes, classes-1)
	}
	return int(label)
}

func checkProbabilities(target *Tensor) {
	width := target.shape[1]
	for row := range target.shape[0] {
		sum := 0.0
		for i := range width {
			p := target.data.At(row*width + i)
			if !(p >= 0) {
				valuePanic("CrossEntropy", "probability %v in target row %d is not between 0 and 1", p, row)
			}
			sum += p
		}
		if !(math.Abs(sum-1) <= 1e-6) {
			valuePanic("CrossEntropy", "target row %d sums to %v, not to 1: for class indices give a target of shape [N]", row, sum)
		}
	}
}
