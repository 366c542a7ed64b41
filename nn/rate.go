package nn

import "fmt"

// rate is the learning rate of a training with a Schedule.
type rate struct {
	schedule  Schedule // nil: the rate stays
	optimizer rated
	base      float64 // the optimiser's own
	total     int     // steps
}

// startRate prepares the schedule, if there is one.
func (t *trainer) startRate() error {
	if t.cfg.Schedule == nil {
		return nil
	}
	opt, ok := t.cfg.Optimizer.(rated)
	if !ok {
		return fmt.Errorf("nn: Fit: a Schedule needs an optimiser with the methods Rate and SetRate, which %T has not", t.cfg.Optimizer)
	}
	steps := (len(t.order) + t.cfg.BatchSize - 1) / t.cfg.BatchSize
	t.rate = rate{schedule: beginSchedule(t.cfg.Schedule), optimizer: opt, base: opt.Rate(), total: t.cfg.Epochs * steps}
	return nil
}

// setRate gives the optimiser the rate of this step.
func (t *trainer) setRate() {
	if r := &t.rate; r.schedule != nil {
		r.optimizer.SetRate(r.schedule.Rate(t.step-1, r.total, r.base))
	}
}

// resetRate gives the optimiser its own rate back.
func (t *trainer) resetRate() {
	if r := &t.rate; r.schedule != nil {
		r.optimizer.SetRate(r.base)
	}
}
