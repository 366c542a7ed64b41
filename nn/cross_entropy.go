package nn

import "gradus/nn/internal/vec"

// CrossEntropy returns the mean over the batch of -ln p(target), where p is the
// softmax of the scores (logits) pred [..., C], usually [N, C]. target is either
// [...], the index of each row's class, or [..., C], the probability of every class
// (one-hot, or soft). It takes scores, not probabilities: no Softmax layer before
// it. The target gets no gradient. With N rows:
//
//	L = -1/N Σₙ Σ_c t_nc · ln p_nc      dL/dpred = (p - t) / N
//
// See CrossEntropyWith for smoothed targets and weights of classes.
func CrossEntropy(pred, target *Tensor) *Tensor {
	checkRows("CrossEntropy", "scores", pred)
	y := begin(crossEntropy, pred.DType(), nil, pred)
	t := settings[classTarget](y)
	if t.read(y, pred, target); !t.soft.IsNil() {
		y.op = softCrossEntropy
	}
	return y.finish()
}

// crossEntropy is the loss and its gradient in one pass, for class indices;
// softCrossEntropy is for probabilities.
var (
	crossEntropy = &op{
		name: "CrossEntropy",
		forward: func(y *Tensor) {
			x, t := y.in[0], y.ctx.(*classTarget)
			n := float64(len(t.labels))
			y.data.Set(0, vec.SoftmaxCrossEntropy(y.slope(), x.data, t.labels, x.width(), 1/n)/n)
		},
		backward: chainSlope,
	}
	softCrossEntropy = &op{
		name: "CrossEntropy",
		forward: func(y *Tensor) {
			n := float64(rowsOf(y.in[0]))
			y.data.Set(0, weightedCrossEntropy(y, y.ctx.(*classTarget).soft, n))
		},
		backward: chainSlope,
	}
)

// weightedCrossEntropy returns L = -1/W Σₙ Σ_c u_nc · ln p_nc for any weights u, and
// leaves the slope dL/dx_nc = (p_nc · Σₖ u_nk - u_nc) / W.
func weightedCrossEntropy(y *Tensor, u vec.Array, total float64) float64 {
	x, width := y.in[0], y.in[0].width()
	logp := y.scratch(2, x.Len())
	vec.LogSoftmax(logp, x.data, width)
	d := y.slope()
	if !d.IsNil() {
		vec.Exp(&d, &logp)
	}
	if u.Is64() {
		return weightedRows(d.F64, logp.F64, u.F64, width, total)
	}
	return weightedRows(d.F32, logp.F32, u.F32, width, total)
}

// weightedRows is given p in slope, unless that is nil.
func weightedRows[T float32 | float64](slope, logp, u []T, width int, total float64) float64 {
	loss, scale := 0.0, T(1/total)
	for lo := 0; lo < len(u); lo += width {
		u := u[lo : lo+width]
		var sum T
		for i, v := range u {
			if v != 0 { // 0 · ln 0 is 0
				sum += v
				loss -= float64(v) * float64(logp[lo+i])
			}
		}
		if slope != nil {
			d := slope[lo : lo+width]
			for i, p := range d {
				d[i] = (p*sum - u[i]) * scale
			}
		}
	}
	return loss / total
}
