package nn

import "gradus/nn/internal/vec"

// Optimizer changes parameters so that the loss falls. Step reads the gradients
// that Backward left; it does not clear them. An optimiser remembers its
// parameters: use a new one for a new model.
type Optimizer interface {
	// Step changes the elements of params in place; a parameter without a
	// gradient stays as it is.
	Step(params []*Tensor)
}

// slots is what an optimiser remembers of each parameter: S, for example running
// means. Parameters come in the same order in every step, so that a slot is found
// at once.
type slots[S any] struct {
	params []*Tensor
	states []*S
}

// of returns the state of p, the i-th parameter of this step, and whether it is
// new.
func (s *slots[S]) of(i int, p *Tensor) (state *S, isNew bool) {
	if i < len(s.params) && s.params[i] == p {
		return s.states[i], false
	}
	for j, known := range s.params {
		if known == p {
			return s.states[j], false
		}
	}
	s.params, s.states = append(s.params, p), append(s.states, new(S))
	return s.states[len(s.states)-1], true
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
