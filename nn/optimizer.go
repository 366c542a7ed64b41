package nn

import (
	"fmt"

	"gradus/nn/internal/vec"
)

// Optimizer changes parameters so that the loss falls. Step reads the gradients
// that Backward left; it does not clear them. An optimiser remembers its
// parameters: use a new one for a new model.
//
// An optimiser of your own that also has the methods Rate and SetRate, as those
// here, can be given a Schedule.
type Optimizer interface {
	// Step changes the elements of params in place; a parameter without a
	// gradient stays as it is.
	Step(params []*Tensor)
}

// rated is an optimiser of which the learning rate can be changed.
type rated interface {
	Rate() float64
	SetRate(lr float64)
}

// gradientOf returns a parameter's gradient for an optimiser; ok is false if there
// is none.
func gradientOf(p *Tensor) (g vec.Array, ok bool) {
	if p.grad.IsNil() {
		return g, false
	}
	return p.gradient(), true
}

// zerosLike returns zeros for each element of p.
func zerosLike(p *Tensor) vec.Array { return p.DType().make(p.Len()) }

// decayCall is the call of WeightDecay in an optimiser's String, unless lambda is
// what it starts with.
func decayCall(lambda, start float64) string {
	if lambda == start {
		return ""
	}
	return fmt.Sprintf(".WeightDecay(%v)", lambda)
}
