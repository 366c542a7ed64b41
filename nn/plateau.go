package nn

import (
	"fmt"
	"math"
)

// ReduceOnPlateau multiplies the learning rate by Factor when a metric has not
// improved for more than Patience epochs in a row, and then lets Cooldown epochs pass
// before it counts again. Better means by a share of at least Threshold, as in
// PyTorch's ReduceLROnPlateau.
type ReduceOnPlateau struct {
	Metric    string  // "val loss" if there is one, else "loss", if ""
	Factor    float64 // 0.1 if 0
	Patience  int     // 10 if 0; -1 for none
	Threshold float64 // 1e-4 if 0
	Cooldown  int
	Floor     float64 // the lowest rate, as a part of the optimiser's
}

// Rate returns base: outside of a training there are no metrics.
func (s ReduceOnPlateau) Rate(step, total int, base float64) float64 { return base }

func (s ReduceOnPlateau) begin() Schedule {
	if s.Factor == 0 {
		s.Factor = 0.1
	}
	switch s.Patience {
	case 0:
		s.Patience = 10
	case -1:
		s.Patience = 0
	}
	if s.Threshold == 0 {
		s.Threshold = 1e-4
	}
	if !(s.Factor > 0 && s.Factor < 1) || s.Patience < 0 || s.Threshold < 0 || s.Cooldown < 0 || s.Floor < 0 {
		valuePanic("ReduceOnPlateau", "%v: Factor must lie between 0 and 1, the others cannot be negative", s)
	}
	return &plateau{ReduceOnPlateau: s, part: 1, best: math.NaN()}
}

// plateau is ReduceOnPlateau in the course of a training.
type plateau struct {
	ReduceOnPlateau
	part     float64 // of base that is left
	best     float64 // metric; NaN before the first
	bad      int     // epochs since
	cooldown int     // epochs to wait yet
}

// Rate returns the part of base that is left.
func (p *plateau) Rate(step, total int, base float64) float64 { return base * p.part }

// Observe counts the epochs without improvement.
func (p *plateau) Observe(metrics map[string]float64) {
	v, falls, err := watchedMetric(p.Metric, metrics)
	if err != nil {
		valuePanic("ReduceOnPlateau", "%v", err)
	}
	bound := p.best * (1 + p.Threshold) // PyTorch's, for metrics that are not negative
	if falls {
		bound = p.best * (1 - p.Threshold)
	}
	p.bad++
	if math.IsNaN(p.best) || falls && v < bound || !falls && v > bound {
		p.best, p.bad = v, 0
	}
	if p.cooldown > 0 {
		p.cooldown--
		p.bad = 0
	}
	if p.bad > p.Patience {
		p.part = max(p.part*p.Factor, p.Floor)
		p.cooldown, p.bad = p.Cooldown, 0
	}
}

// String returns the literal that makes the schedule.
func (s ReduceOnPlateau) String() string {
	return fmt.Sprintf("ReduceOnPlateau{Metric: %q, Factor: %v, Patience: %d, Threshold: %v, Cooldown: %d, Floor: %v}",
		s.Metric, s.Factor, s.Patience, s.Threshold, s.Cooldown, s.Floor)
}
