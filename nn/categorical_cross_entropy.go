package nn

import "math"

// probabilityFloor keeps logarithms of probabilities finite; it is Keras's.
const probabilityFloor = 1e-7

// CategoricalCrossEntropy is the cross-entropy for a model that ends in Softmax, as
// Keras's of that name: pred [..., C] are probabilities. They are clipped to
// 1e-7 ≤ p ≤ 1-1e-7 before the logarithm; where that happens the gradient is 0.
// target is either [..., C], one-hot or soft, or [...], the index of each row's
// class. The target gets no gradient. With N rows:
//
//	L = -1/N Σₙ Σ_c t_nc · ln p_nc      dL/dp = -t / (N·p)
//
// A model that ends in scores, with CrossEntropy, learns better: it is faster, and
// exact however small p is.
func CategoricalCrossEntropy(pred, target *Tensor) *Tensor {
	checkRows("CategoricalCrossEntropy", "probabilities", pred)
	y := begin(categoricalCrossEntropy, pred.DType(), nil, pred)
	settings[classTarget](y).read(y, pred, target)
	checkPredicted(y.op.name, pred)
	return y.finish()
}

var categoricalCrossEntropy = &op{
	name: "CategoricalCrossEntropy",
	forward: func(y *Tensor) {
		x, d, n := y.in[0], y.slope(), float64(rowsOf(y.in[0]))
		d.Zero()
		loss := 0.0
		y.ctx.(*classTarget).each(x.width(), func(i int, t float64) {
			p := x.data.At(i)
			clipped := min(max(p, probabilityFloor), 1-probabilityFloor)
			loss -= t * math.Log(clipped) / n
			if p == clipped && !d.IsNil() {
				d.Set(i, -t/(n*p))
			}
		})
		y.data.Set(0, loss)
	},
	backward: chainSlope,
}

// checkPredicted panics unless pred can be probabilities, up to rounding. NaN is left
// to Fit, which knows what to do about it.
func checkPredicted(op string, pred *Tensor) {
	i := outside(pred.data.F32, 1+1e-5)
	if pred.data.Is64() {
		i = outside(pred.data.F64, 1+1e-5)
	}
	if i >= 0 && !math.IsNaN(pred.data.At(i)) {
		valuePanic(op, "prediction %v of sample %d is no probability: end the model in Softmax, or use CrossEntropy, which takes scores",
			pred.data.At(i), i/pred.width())
	}
}
