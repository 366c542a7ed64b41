package nn

import "fmt"

// WarmUp raises the learning rate in a line, from Start times base in the first step
// to base in the last of Steps, and then goes on with another schedule, which counts
// its steps from there:
//
//	lr(t) = base · (Start + (1-Start)·t/(Steps-1))      t < Steps
//
// It spares a network the big steps while its weights are still random.
//
//	nn.WarmUp{Steps: 200, Then: nn.Cosine{}}
//
// P. Goyal et al., "Accurate, large minibatch SGD: training ImageNet in 1 hour", 2017.
type WarmUp struct {
	Steps int      // a tenth of all if 0
	Start float64  // 1/Steps if 0
	Then  Schedule // base to the end if nil
}

// Rate returns the learning rate of a step.
func (s WarmUp) Rate(step, total int, base float64) float64 {
	steps, start := s.Steps, s.Start
	if steps == 0 {
		steps = (total + 9) / 10
	}
	if steps < 0 || start < 0 {
		valuePanic("WarmUp", "Steps %d and Start %v cannot be negative", s.Steps, s.Start)
	}
	switch {
	case step < steps-1:
		if start == 0 {
			start = 1 / float64(steps)
		}
		return base * (start + (1-start)*float64(step)/float64(steps-1))
	case step < steps || s.Then == nil:
		return base
	}
	return s.Then.Rate(step-steps, total-steps, base)
}

func (s WarmUp) begin() Schedule {
	if s.Then != nil {
		s.Then = beginSchedule(s.Then)
	}
	return s
}

// Observe shows the metrics of an epoch to the schedule that follows.
func (s WarmUp) Observe(metrics map[string]float64) { observe(s.Then, metrics) }

// String returns the literal that makes the schedule.
func (s WarmUp) String() string {
	return fmt.Sprintf("WarmUp{Steps: %d, Start: %v, Then: %v}", s.Steps, s.Start, s.Then)
}
