package nn

import (
	"fmt"
	"strings"
)

// Schedule says how the learning rate changes in the course of a training. Its rates
// are parts of the optimiser's own, base.
type Schedule interface {
	// Rate returns the learning rate of a step, counted from 0 to total-1.
	Rate(step, total int, base float64) float64
}

// Rates returns the learning rates of all steps of a training: the curve to plot.
func Rates(s Schedule, base float64, steps int) []float64 {
	rates := make([]float64, steps)
	for i := range rates {
		rates[i] = s.Rate(i, steps, base)
	}
	return rates
}

// observer is a Schedule that looks at the metrics of every epoch.
type observer interface {
	Observe(metrics map[string]float64)
}

// beginner is a Schedule with a memory: every training begins with a new one.
type beginner interface {
	begin() Schedule
}

// beginSchedule returns the schedule for one training.
func beginSchedule(s Schedule) Schedule {
	if b, ok := s.(beginner); ok {
		return b.begin()
	}
	return s
}

// observe shows a schedule the metrics of an epoch, if it looks at them.
func observe(s Schedule, metrics map[string]float64) {
	if o, ok := s.(observer); ok {
		o.Observe(metrics)
	}
}

// watchedMetric returns the metric of the given name; if that is "", the loss on the
// validation set, or else in training. better says in which direction it improves: a
// loss falls, anything else rises.
func watchedMetric(name string, metrics map[string]float64) (value float64, falls bool, err error) {
	if name == "" {
		name = "loss"
		if _, ok := metrics["val loss"]; ok {
			name = "val loss"
		}
	}
	value, ok := metrics[name]
	if !ok {
		return 0, false, fmt.Errorf("there is no metric %q; there are %s", name, strings.Join(metricNames(metrics), ", "))
	}
	return value, strings.HasSuffix(name, "loss"), nil
}
