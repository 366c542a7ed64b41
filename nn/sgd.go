package nn

import (
	"fmt"

	"gradus/nn/internal/vec"
)

// SGDOptimizer is gradient descent on minibatches, optionally with momentum.
//
//	with weight decay λ:  g ← g + λ·p
//	without momentum:     p ← p - lr·g
//	with momentum μ:      v ← μ·v + g,  p ← p - lr·v
//	Nesterov:             v ← μ·v + g,  p ← p - lr·(g + μ·v)
//
// The formulas are PyTorch's. B. Polyak, "Some methods of speeding up the
// convergence of iteration methods", 1964; I. Sutskever et al., "On the
// importance of initialization and momentum in deep learning", ICML 2013.
type SGDOptimizer struct {
	LR       float64 // learning rate; may be changed while training
	momentum float64
	nesterov bool
	decay    float64

	memory memory // of v
	now    sgdUpdate
}

// SGD makes stochastic gradient descent with learning rate lr.
func SGD(lr float64) *SGDOptimizer { return &SGDOptimizer{LR: lr} }

// Momentum sets how much of the last step's velocity is kept, typically 0.9, and
// returns the optimiser.
func (o *SGDOptimizer) Momentum(mu float64) *SGDOptimizer {
	o.momentum = mu
	return o
}

// Nesterov looks ahead along the velocity; it needs Momentum. It returns the
// optimiser.
func (o *SGDOptimizer) Nesterov() *SGDOptimizer {
	o.nesterov = true
	return o
}

// WeightDecay pulls parameters towards 0, which adds λ/2·Σp² to the loss, and
// returns the optimiser.
func (o *SGDOptimizer) WeightDecay(lambda float64) *SGDOptimizer {
	o.decay = lambda
	return o
}

// Step changes params by one step of descent.
func (o *SGDOptimizer) Step(params []*Tensor) {
	u := &o.now
	u.o = o
	for i, p := range params {
		g, ok := gradientOf(p)
		if !ok {
			continue
		}
		u.p, u.g = p.data, g
		if o.momentum != 0 {
			u.v = o.memory.of(i, p, 1).a
		}
		u.shared.of(p.Len(), u)
	}
}

// sgdUpdate is the step of one parameter.
type sgdUpdate struct {
	o       *SGDOptimizer
	p, g, v vec.Array
	shared  sharing
}

func (u *sgdUpdate) change(lo, hi int) {
	o, p, g := u.o, u.p.Slice(lo, hi), u.g.Slice(lo, hi)
	if o.momentum == 0 {
		vec.SGD(p, g, o.LR, o.decay)
		return
	}
	vec.Momentum(p, g, u.v.Slice(lo, hi), o.LR, o.momentum, o.decay, o.nesterov)
}

// Rate returns the learning rate.
func (o *SGDOptimizer) Rate() float64 { return o.LR }

// SetRate sets the learning rate.
func (o *SGDOptimizer) SetRate(lr float64) { o.LR = lr }

func (o *SGDOptimizer) saveState(params []*Tensor) []NamedTensor {
	return o.memory.save(o.LR, params, o.remembers()...)
}

func (o *SGDOptimizer) loadState(params []*Tensor, state []NamedTensor) error {
	return o.memory.load(&o.LR, params, state, o.remembers()...)
}

func (o *SGDOptimizer) remembers() []string {
	if o.momentum == 0 {
		return nil
	}
	return []string{"v"}
}

// String returns the call that makes the optimiser.
func (o *SGDOptimizer) String() string {
	s := fmt.Sprintf("SGD(%v)", o.LR)
	if o.momentum != 0 {
		s += fmt.Sprintf(".Momentum(%v)", o.momentum)
	}
	if o.nesterov {
		s += ".Nesterov()"
	}
	return s + decayCall(o.decay, 0)
}
