package nn

import (
	"fmt"

	"gradus/nn/internal/vec"
)

// SGDOptimizer is gradient descent on minibatches, optionally with momentum.
//
//	without momentum:  p ← p - lr·g
//	with momentum μ:   v ← μ·v + g,  p ← p - lr·v
//	Nesterov:          v ← μ·v + g,  p ← p - lr·(g + μ·v)
//
// The formulas are PyTorch's. B. Polyak, "Some methods of speeding up the
// convergence of iteration methods", 1964; I. Sutskever et al., "On the
// importance of initialization and momentum in deep learning", ICML 2013.
type SGDOptimizer struct {
	LR       float64 // learning rate; may be changed while training
	momentum float64
	nesterov bool
	velocity slots[vec.Array]
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

// Step changes params by one step of descent.
func (o *SGDOptimizer) Step(params []*Tensor) {
	for i, p := range params {
		g, ok := gradientOf(p)
		if !ok {
			continue
		}
		if o.momentum == 0 {
			vec.SGD(p.data, g, o.LR, 0)
			continue
		}
		v, isNew := o.velocity.of(i, p)
		if isNew {
			*v = zerosLike(p)
		}
		vec.Momentum(p.data, g, *v, o.LR, o.momentum, 0, o.nesterov)
	}
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
	return s
}
