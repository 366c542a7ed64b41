package nn

// NLL returns the negative log-likelihood of the targets, for a model that ends in
// LogSoftmax: pred [..., C] are logarithms of probabilities. target is either
// [...], the index of each row's class, or [..., C], the probability of every class.
// The target gets no gradient. With N rows:
//
//	L = -1/N Σₙ Σ_c t_nc · pred_nc      dL/dpred = -t / N
//
// CrossEntropy is LogSoftmax and NLL in one.
func NLL(pred, target *Tensor) *Tensor {
	checkRows("NLL", "logarithms of probabilities", pred)
	y := begin(nll, pred.DType(), nil, pred)
	settings[classTarget](y).read(y, pred, target)
	return y.finish()
}

var nll = &op{
	name: "NLL",
	forward: func(y *Tensor) {
		x, d, n := y.in[0], y.slope(), float64(rowsOf(y.in[0]))
		d.Zero()
		loss := 0.0
		y.ctx.(*classTarget).each(x.width(), func(i int, p float64) {
			loss -= p * x.data.At(i) / n
			if !d.IsNil() {
				d.Set(i, -p/n)
			}
		})
		y.data.Set(0, loss)
	},
	backward: chainSlope,
}
