package nn

import (
	"fmt"

	"gradus/nn/internal/vec"
)

// AdaGradOptimizer divides each element's step by the size of all its gradients so
// far: what moved much moves ever more slowly.
//
//	with weight decay λ:  g ← g + λ·p
//	v ← v + g²            p ← p - lr·g / (√v + ε)
//
// The formulas are PyTorch's. J. Duchi, E. Hazan, Y. Singer, "Adaptive subgradient
// methods for online learning and stochastic optimization", JMLR 2011.
type AdaGradOptimizer struct {
	LR      float64 // learning rate; may be changed while training
	epsilon float64
	decay   float64

	memory memory // of v
	now    adaGradUpdate
}

// AdaGrad makes AdaGrad with learning rate lr, typically 1e-2, and ε = 1e-10.
func AdaGrad(lr float64) *AdaGradOptimizer { return &AdaGradOptimizer{LR: lr, epsilon: 1e-10} }

// Epsilon sets ε, which keeps the division finite, and returns the optimiser.
func (o *AdaGradOptimizer) Epsilon(eps float64) *AdaGradOptimizer {
	o.epsilon = eps
	return o
}

// WeightDecay pulls parameters towards 0, which adds λ/2·Σp² to the loss, and
// returns the optimiser.
func (o *AdaGradOptimizer) WeightDecay(lambda float64) *AdaGradOptimizer {
	o.decay = lambda
	return o
}

// Step changes params by one step of AdaGrad.
func (o *AdaGradOptimizer) Step(params []*Tensor) {
	u := &o.now
	u.o = o
	for i, p := range params {
		if g, ok := gradientOf(p); ok {
			u.p, u.g, u.v = p.data, g, o.memory.of(i, p, 1).a
			u.shared.of(p.Len(), u)
		}
	}
}

// adaGradUpdate is the step of one parameter.
type adaGradUpdate struct {
	o       *AdaGradOptimizer
	p, g, v vec.Array
	shared  sharing
}

func (u *adaGradUpdate) change(lo, hi int) {
	vec.AdaGrad(u.p.Slice(lo, hi), u.g.Slice(lo, hi), u.v.Slice(lo, hi), u.o.LR, u.o.epsilon, u.o.decay)
}

// Rate returns the learning rate.
func (o *AdaGradOptimizer) Rate() float64 { return o.LR }

// SetRate sets the learning rate.
func (o *AdaGradOptimizer) SetRate(lr float64) { o.LR = lr }

func (o *AdaGradOptimizer) saveState(params []*Tensor) []NamedTensor {
	return o.memory.save(o.LR, params, "v")
}

func (o *AdaGradOptimizer) loadState(params []*Tensor, state []NamedTensor) error {
	return o.memory.load(&o.LR, params, state, "v")
}

// String returns the call that makes the optimiser.
func (o *AdaGradOptimizer) String() string {
	s := fmt.Sprintf("AdaGrad(%v)", o.LR)
	if o.epsilon != 1e-10 {
		s += fmt.Sprintf(".Epsilon(%v)", o.epsilon)
	}
	return s + decayCall(o.decay, 0)
}
