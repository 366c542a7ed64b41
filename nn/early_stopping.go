package nn

import "math"

// EarlyStopping ends a training that has stopped getting better: after Patience
// epochs in a row in which a metric did not improve on its best by more than
// MinDelta. The zero value does nothing. Keras has it under the same name.
//
// The usual metric is that of the validation set, which gets worse when the model
// begins to learn the samples by heart.
type EarlyStopping struct {
	Patience int
	MinDelta float64
	Metric   string // "val loss" if there is one, else "loss", if ""
}

// stopper is EarlyStopping in the course of a training.
type stopper struct {
	EarlyStopping
	best float64 // metric; NaN before the first
	bad  int     // epochs since
}

func (s EarlyStopping) begin() *stopper {
	if s.Patience < 0 || s.MinDelta < 0 {
		valuePanic("EarlyStopping", "Patience %d and MinDelta %v cannot be negative", s.Patience, s.MinDelta)
	}
	return &stopper{EarlyStopping: s, best: math.NaN()}
}

// epoch looks at the metrics of an epoch. improved is true if it was the best yet,
// stop if the training should end with it.
func (s *stopper) epoch(metrics map[string]float64) (improved, stop bool) {
	if s.Patience == 0 {
		return false, false
	}
	v, falls, err := watchedMetric(s.Metric, metrics)
	if err != nil {
		valuePanic("EarlyStopping", "%v", err)
	}
	gain := v - s.best
	if falls {
		gain = -gain
	}
	if math.IsNaN(s.best) || gain > s.MinDelta {
		s.best, s.bad = v, 0
		return true, false
	}
	s.bad++
	return false, s.bad >= s.Patience
}
