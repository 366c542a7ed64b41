package nn

import (
	"fmt"
	"math"
)

// OneCycle raises the learning rate along half a cosine from base/DivFactor to base,
// and then lets it fall to base/(DivFactor·FinalDivFactor) in the last step. base
// may be larger than a constant rate could be. The curve is PyTorch's OneCycleLR.
// L. Smith, N. Topin, "Super-convergence: very fast training of neural networks
// using large learning rates", 2018.
type OneCycle struct {
	PctStart       float64 // the part of the steps in which it rises; 0.3 if 0
	DivFactor      float64 // 25 if 0
	FinalDivFactor float64 // 1e4 if 0
	Linear         bool    // lines instead of cosines
}

// Rate returns the learning rate of a step.
func (s OneCycle) Rate(step, total int, base float64) float64 {
	s = s.withDefaults()
	peak := s.PctStart*float64(total) - 1 // the step with the highest rate
	last := float64(total - 1)
	start := base / s.DivFactor
	t := math.Min(float64(step), last)
	if t < peak {
		return s.between(start, base, t/peak)
	}
	return s.between(base, start/s.FinalDivFactor, (t-peak)/(last-peak))
}

func (s OneCycle) withDefaults() OneCycle {
	if s.PctStart == 0 {
		s.PctStart = 0.3
	}
	if s.DivFactor == 0 {
		s.DivFactor = 25
	}
	if s.FinalDivFactor == 0 {
		s.FinalDivFactor = 1e4
	}
	if !(s.PctStart > 0 && s.PctStart < 1) || !(s.DivFactor > 0) || !(s.FinalDivFactor > 0) {
		valuePanic("OneCycle", "PctStart %v must lie between 0 and 1, DivFactor %v and FinalDivFactor %v must be positive", s.PctStart, s.DivFactor, s.FinalDivFactor)
	}
	return s
}

// between is a at t = 0 and b at t = 1.
func (s OneCycle) between(a, b, t float64) float64 {
	if s.Linear {
		return a + (b-a)*t
	}
	return b + (a-b)*(1+math.Cos(math.Pi*t))/2
}

// String returns the literal that makes the schedule.
func (s OneCycle) String() string {
	return fmt.Sprintf("OneCycle{PctStart: %v, DivFactor: %v, FinalDivFactor: %v, Linear: %v}", s.PctStart, s.DivFactor, s.FinalDivFactor, s.Linear)
}
