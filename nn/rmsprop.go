package nn

import (
	"fmt"

	"gradus/nn/internal/vec"
)

// RMSPropOptimizer divides each element's step by the recent size of its gradient.
//
//	with weight decay λ:  g ← g + λ·p
//	v ← α·v + (1-α)·g²    s = g / (√v + ε)
//	without momentum:     p ← p - lr·s
//	with momentum μ:      b ← μ·b + s,  p ← p - lr·b
//
// The formulas are PyTorch's. G. Hinton, "Neural networks for machine learning",
// lecture 6, 2012.
type RMSPropOptimizer struct {
	LR       float64 // learning rate; may be changed while training
	alpha    float64
	epsilon  float64
	momentum float64
	decay    float64

	memory memory // of v and b
	now    rmsPropUpdate
}

// RMSProp makes RMSProp with learning rate lr, typically 1e-3, α = 0.99 and
// ε = 1e-8.
func RMSProp(lr float64) *RMSPropOptimizer {
	return &RMSPropOptimizer{LR: lr, alpha: 0.99, epsilon: 1e-8}
}

// Alpha sets how much of the running mean of g² is kept in each step, and returns
// the optimiser. Keras calls it rho.
func (o *RMSPropOptimizer) Alpha(alpha float64) *RMSPropOptimizer {
	o.alpha = alpha
	return o
}

// Epsilon sets ε, which keeps the division finite, and returns the optimiser.
func (o *RMSPropOptimizer) Epsilon(eps float64) *RMSPropOptimizer {
	o.epsilon = eps
	return o
}

// Momentum sets how much of the last step's velocity is kept, and returns the
// optimiser.
func (o *RMSPropOptimizer) Momentum(mu float64) *RMSPropOptimizer {
	o.momentum = mu
	return o
}

// WeightDecay pulls parameters towards 0, which adds λ/2·Σp² to the loss, and
// returns the optimiser.
func (o *RMSPropOptimizer) WeightDecay(lambda float64) *RMSPropOptimizer {
	o.decay = lambda
	return o
}

// Step changes params by one step of RMSProp.
func (o *RMSPropOptimizer) Step(params []*Tensor) {
	u := &o.now
	u.o = o
	for i, p := range params {
		if g, ok := gradientOf(p); ok {
			s := o.memory.of(i, p, len(o.remembers()))
			u.p, u.g, u.v, u.b = p.data, g, s.a, s.b
			u.shared.of(p.Len(), u)
		}
	}
}

// rmsPropUpdate is the step of one parameter.
type rmsPropUpdate struct {
	o          *RMSPropOptimizer
	p, g, v, b vec.Array
	shared     sharing
}

func (u *rmsPropUpdate) change(lo, hi int) {
	o, b := u.o, u.b
	if !b.IsNil() {
		b = b.Slice(lo, hi)
	}
	vec.RMSProp(u.p.Slice(lo, hi), u.g.Slice(lo, hi), u.v.Slice(lo, hi), b, o.LR, o.alpha, o.epsilon, o.decay, o.momentum)
}

// Rate returns the learning rate.
func (o *RMSPropOptimizer) Rate() float64 { return o.LR }

// SetRate sets the learning rate.
func (o *RMSPropOptimizer) SetRate(lr float64) { o.LR = lr }

func (o *RMSPropOptimizer) saveState(params []*Tensor) []NamedTensor {
	return o.memory.save(o.LR, params, o.remembers()...)
}

func (o *RMSPropOptimizer) loadState(params []*Tensor, state []NamedTensor) error {
	return o.memory.load(&o.LR, params, state, o.remembers()...)
}

var rmsPropArrays = []string{"v", "b"}

func (o *RMSPropOptimizer) remembers() []string {
	if o.momentum == 0 {
		return rmsPropArrays[:1]
	}
	return rmsPropArrays
}

// String returns the call that makes the optimiser.
func (o *RMSPropOptimizer) String() string {
	s := fmt.Sprintf("RMSProp(%v)", o.LR)
	if o.alpha != 0.99 {
		s += fmt.Sprintf(".Alpha(%v)", o.alpha)
	}
	if o.epsilon != 1e-8 {
		s += fmt.Sprintf(".Epsilon(%v)", o.epsilon)
	}
	if o.momentum != 0 {
		s += fmt.Sprintf(".Momentum(%v)", o.momentum)
	}
	return s + decayCall(o.decay, 0)
}
