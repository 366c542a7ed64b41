package nn

// Optimizer changes parameters so that the loss falls. Step reads the gradients
// that Backward left; it does not clear them. An optimiser remembers its
// parameters: use a new one for a new model.
type Optimizer interface {
	// Step changes the elements of params in place; a parameter without a
	// gradient stays as it is.
	Step(params []*Tensor)
}

// moments is one slot of memory for each element of each parameter, zero at first.
type moments map[*Tensor][]float64

func (m moments) of(p *Tensor) []float64 {
	if m[p] == nil {
		m[p] = make([]float64, len(p.data))
	}
	return m[p]
}
