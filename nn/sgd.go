package nn

import "fmt"

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
	velocity moments
}

// SGD makes stochastic gradient descent with learning rate lr.
func SGD(lr float64) *SGDOptimizer { return &SGDOptimizer{LR: lr, velocity: moments{}} }

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
	for _, p := range params {
		if p.grad == nil {
			continue
		}
		if o.momentum == 0 {
			for i, g := range p.grad {
				p.data[i] -= o.LR * g
			}
			continue
		}
		v := o.velocity.of(p)
		for i, g := range p.grad {
			v[i] = o.momentum*v[i] + g
			if o.nesterov {
				p.data[i] -= o.LR * (g + o.momentum*v[i])
			} else {
				p.data[i] -= o.LR * v[i]
			}
		}
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
