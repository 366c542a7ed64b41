package nn

// adamWDecay is the weight decay that AdamW starts with, PyTorch's.
const adamWDecay = 0.01

// AdamW makes Adam with decoupled weight decay, λ = 0.01 unless set with
// WeightDecay: parameters shrink by lr·λ·p in each step, however large their
// gradients are.
//
//	p ← p - lr·λ·p - lr·m̂ / (√v̂ + ε)
//
// I. Loshchilov, F. Hutter, "Decoupled weight decay regularization", ICLR 2019,
// algorithm 2.
func AdamW(lr float64) *AdamOptimizer {
	o := Adam(lr).WeightDecay(adamWDecay)
	o.decoupled = true
	return o
}
