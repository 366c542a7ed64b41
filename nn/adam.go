package nn

import (
	"fmt"

	"gradus/nn/internal/vec"
)

// AdamOptimizer scales each element's step by the recent size of its gradient.
// In step t, with gradient g:
//
//	m ← β₁·m + (1-β₁)·g         v ← β₂·v + (1-β₂)·g²
//	m̂ = m / (1-β₁ᵗ)             v̂ = v / (1-β₂ᵗ)
//	p ← p - lr·m̂ / (√v̂ + ε)
//
// D. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015,
// algorithm 1. Weight decay λ comes in before all that, g ← g + λ·p, in Adam, and
// apart from it, p ← p - lr·λ·p, in AdamW.
type AdamOptimizer struct {
	LR           float64 // learning rate; may be changed while training
	beta1, beta2 float64
	epsilon      float64
	decay        float64
	decoupled    bool // AdamW

	memory memory // of m and v
	now    adamUpdate
}

// Adam makes Adam with learning rate lr, typically 1e-3, and the paper's
// settings β₁ = 0.9, β₂ = 0.999, ε = 1e-8.
func Adam(lr float64) *AdamOptimizer {
	return &AdamOptimizer{LR: lr, beta1: 0.9, beta2: 0.999, epsilon: 1e-8}
}

// Betas sets the decay of the two running means and returns the optimiser.
func (o *AdamOptimizer) Betas(b1, b2 float64) *AdamOptimizer {
	o.beta1, o.beta2 = b1, b2
	return o
}

// Epsilon sets ε, which keeps the division finite, and returns the optimiser.
func (o *AdamOptimizer) Epsilon(eps float64) *AdamOptimizer {
	o.epsilon = eps
	return o
}

// WeightDecay pulls parameters towards 0 and returns the optimiser. In Adam it adds
// λ/2·Σp² to the loss; in AdamW it does not go through the running means.
func (o *AdamOptimizer) WeightDecay(lambda float64) *AdamOptimizer {
	o.decay = lambda
	return o
}

// Step changes params by one step of Adam.
func (o *AdamOptimizer) Step(params []*Tensor) {
	u := &o.now
	u.o = o
	for i, p := range params {
		g, ok := gradientOf(p)
		if !ok {
			continue
		}
		s := o.memory.of(i, p, 2)
		s.step++
		u.p, u.g, u.m, u.v = p.data, g, s.a, s.b
		u.c1, u.c2 = 1-s.powers[0].of(o.beta1, s.step), 1-s.powers[1].of(o.beta2, s.step)
		u.shared.of(p.Len(), u)
	}
}

// adamUpdate is the step of one parameter.
type adamUpdate struct {
	o          *AdamOptimizer
	p, g, m, v vec.Array
	c1, c2     float64 // 1-β₁ᵗ and 1-β₂ᵗ
	shared     sharing
}

func (u *adamUpdate) change(lo, hi int) {
	o := u.o
	p, g, m, v := u.p.Slice(lo, hi), u.g.Slice(lo, hi), u.m.Slice(lo, hi), u.v.Slice(lo, hi)
	vec.Adam(&p, &g, &m, &v,
		o.LR, o.beta1, o.beta2, o.epsilon, u.c1, u.c2, o.decay, o.decoupled)
}

// power is βᵗ, a product that grows by one factor in each step: math.Pow would take as
// long as the update of a small layer.
type power struct {
	base, value float64
	exponent    int
}

// of returns baseᵗ. It depends on base and t alone, also after a resumed training.
func (p *power) of(base float64, t int) float64 {
	if p.base != base || p.exponent > t {
		*p = power{base: base, value: 1}
	}
	for ; p.exponent < t; p.exponent++ {
		if p.value *= base; p.value < 1e-300 {
			p.value = 0 // rather than numbers that are slow to compute with
		}
	}
	return p.value
}

// Rate returns the learning rate.
func (o *AdamOptimizer) Rate() float64 { return o.LR }

// SetRate sets the learning rate.
func (o *AdamOptimizer) SetRate(lr float64) { o.LR = lr }

func (o *AdamOptimizer) saveState(params []*Tensor) []NamedTensor {
	return o.memory.save(o.LR, params, "m", "v")
}

func (o *AdamOptimizer) loadState(params []*Tensor, state []NamedTensor) error {
	return o.memory.load(&o.LR, params, state, "m", "v")
}

// String returns the call that makes the optimiser.
func (o *AdamOptimizer) String() string {
	s, decay := fmt.Sprintf("Adam(%v)", o.LR), 0.0
	if o.decoupled {
		s, decay = fmt.Sprintf("AdamW(%v)", o.LR), adamWDecay
	}
	if o.beta1 != 0.9 || o.beta2 != 0.999 {
		s += fmt.Sprintf(".Betas(%v, %v)", o.beta1, o.beta2)
	}
	if o.epsilon != 1e-8 {
		s += fmt.Sprintf(".Epsilon(%v)", o.epsilon)
	}
	return s + decayCall(o.decay, decay)
}
