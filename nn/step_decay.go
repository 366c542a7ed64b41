package nn

import (
	"fmt"
	"math"
)

// StepDecay multiplies the learning rate by Factor after Every steps:
//
//	lr(t) = base · Factor^⌊t/Every⌋
//
// Every is a third of all steps if 0, Factor 0.1 if 0. With Every 1 it is
// exponential decay.
type StepDecay struct {
	Every  int
	Factor float64
}

// Rate returns the learning rate of a step.
func (s StepDecay) Rate(step, total int, base float64) float64 {
	every, factor := s.Every, s.Factor
	if every == 0 {
		every = (total + 2) / 3
	}
	if factor == 0 {
		factor = 0.1
	}
	if every < 0 || factor < 0 {
		valuePanic("StepDecay", "Every %d and Factor %v cannot be negative", s.Every, s.Factor)
	}
	return base * math.Pow(factor, float64(step/max(every, 1)))
}

// String returns the literal that makes the schedule.
func (s StepDecay) String() string {
	return fmt.Sprintf("StepDecay{Every: %d, Factor: %v}", s.Every, s.Factor)
}
