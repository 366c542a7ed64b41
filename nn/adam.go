package nn

import (
	"fmt"
	"math"
)

// AdamOptimizer scales each element's step by the recent size of its gradient.
// In step t, with gradient g:
//
//	m ← β₁·m + (1-β₁)·g         v ← β₂·v + (1-β₂)·g²
//	m̂ = m / (1-β₁ᵗ)             v̂ = v / (1-β₂ᵗ)
//	p ← p - lr·m̂ / (√v̂ + ε)
//
// D. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015,
// algorithm 1.
type AdamOptimizer struct {
	LR           float64 // learning rate; may be changed while training
	beta1, beta2 float64
	epsilon      float64
	first        moments
	second       moments
	steps        map[*Tensor]int
}

// Adam makes Adam with learning rate lr, typically 1e-3, and the paper's
// settings β₁ = 0.9, β₂ = 0.999, ε = 1e-8.
func Adam(lr float64) *AdamOptimizer {
	return &AdamOptimizer{
		LR: lr, beta1: 0.9, beta2: 0.999, epsilon: 1e-8,
		first: moments{}, second: moments{}, steps: map[*Tensor]int{},
	}
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

// Step changes params by one step of Adam.
func (o *AdamOptimizer) Step(params []*Tensor) {
	for _, p := range params {
		if p.grad == nil {
			continue
		}
		o.steps[p]++
		t := float64(o.steps[p])
		m, v := o.first.of(p), o.second.of(p)
		step := o.LR / (1 - math.Pow(o.beta1, t))
		scale := 1 / math.Sqrt(1-math.Pow(o.beta2, t))
		for i, g := range p.grad {
			m[i] = o.beta1*m[i] + (1-o.beta1)*g
			v[i] = o.beta2*v[i] + (1-o.beta2)*g*g
			p.data[i] -= step * m[i] / (math.Sqrt(v[i])*scale + o.epsilon)
		}
	}
}

// String returns the call that makes the optimiser.
func (o *AdamOptimizer) String() string {
	s := fmt.Sprintf("Adam(%v)", o.LR)
	if o.beta1 != 0.9 || o.beta2 != 0.999 {
		s += fmt.Sprintf(".Betas(%v, %v)", o.beta1, o.beta2)
	}
	if o.epsilon != 1e-8 {
		s += fmt.Sprintf(".Epsilon(%v)", o.epsilon)
	}
	return s
}
