package nn

import (
	"fmt"
	"math"
)

// Cosine lets the learning rate fall along half a cosine, from base to Floor times
// base after the last of T steps:
//
//	lr(t) = base · (Floor + (1-Floor)·(1 + cos(π·t/T))/2)
//
// I. Loshchilov, F. Hutter, "SGDR: stochastic gradient descent with warm restarts",
// ICLR 2017, eq. 5, without restarts.
type Cosine struct {
	Floor float64 // where it ends, as a part of base
}

// Rate returns the learning rate of a step.
func (s Cosine) Rate(step, total int, base float64) float64 {
	if !(s.Floor >= 0 && s.Floor <= 1) {
		valuePanic("Cosine", "Floor is a part of the optimiser's learning rate, 0 ≤ Floor ≤ 1, not %v", s.Floor)
	}
	t := math.Min(1, float64(step)/float64(max(total, 1)))
	return base * (s.Floor + (1-s.Floor)*(1+math.Cos(math.Pi*t))/2)
}

// String returns the literal that makes the schedule.
func (s Cosine) String() string { return fmt.Sprintf("Cosine{Floor: %v}", s.Floor) }
