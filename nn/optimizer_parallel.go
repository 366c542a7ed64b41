package nn

import "gradus/nn/internal/workers"

// Parameters of more elements than bigParameter are changed in parts of
// parameterPart, by several goroutines. An element's new value is the same in
// whatever part it is.
const (
	bigParameter  = 1 << 15
	parameterPart = 1 << 14
)

// update is an optimiser's change of one parameter: change does it for elements lo
// to hi. The optimiser keeps it, so that nothing is allocated.
type update interface {
	change(lo, hi int)
}

// sharing hands an update of n elements out in parts.
type sharing struct {
	update
	n int
}

// Run does the i-th part.
func (s *sharing) Run(i int) { s.change(i*parameterPart, min((i+1)*parameterPart, s.n)) }

// of does the update u of n elements.
func (s *sharing) of(n int, u update) {
	if n <= bigParameter {
		u.change(0, n)
		return
	}
	s.update, s.n = u, n
	workers.Do((n+parameterPart-1)/parameterPart, s)
}
