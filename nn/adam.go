package nn

import (
	"fmt"
	"math"

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
// algorithm 1.
type AdamOptimizer struct {
	LR           float64 // learning rate; may be changed while training
	beta1, beta2 float64
	epsilon      float64
	moments      slots[adamMoments]
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

// Step changes params by one step of Adam.
func (o *AdamOptimizer) Step(params []*Tensor) {
	for i, p := range params {
		g, ok := gradientOf(p)
		if !ok {
			continue
		}
		s, isNew := o.moments.of(i, p)
		if isNew {
			s.mean, s.square = zerosLike(p), zerosLike(p)
		}
		s.step++
		t := float64(s.step)
		vec.Adam(p.data, g, s.mean, s.square, o.LR, o.beta1, o.beta2, o.epsilon,
			1-math.Pow(o.beta1, t), 1-math.Pow(o.beta2, t), 0, false)
	}
}

// adamMoments is what Adam remembers of a parameter: m, v and t.
type adamMoments struct {
	mean, square vec.Array
	step         int
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
