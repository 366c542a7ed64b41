package nn

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// The sweep of FindRate.
const (
	sweepSteps  = 100
	sweepFrom   = 1e-6
	sweepTo     = 10
	sweepMemory = 0.9 // of the running mean of the loss
	sweepWorse  = 4   // the running mean has left the valley: so many times its lowest
)

// RateSweep is what FindRate measured, one number for each step.
type RateSweep struct {
	Rates    []float64 // the learning rates, for a logarithmic axis
	Losses   []float64 // of the batches
	Smoothed []float64 // the running mean of the losses
	// Suggestion is a tenth of the rate at the lowest smoothed loss: still steep,
	// and well before the loss grows.
	Suggestion float64
}

// FindRate tries learning rates out: it trains with a rate that grows from 1e-6 to 10
// in 100 steps, by the same factor each, until the loss grows out of bounds. Plot
// Smoothed over Rates: the best rate is where the curve falls steeply. Loss,
// ClassWeights, Optimizer, BatchSize, ClipNorm, Seed and Context are taken from cfg.
// Weights and optimiser are as before when it returns. L. Smith, "Cyclical learning rates for training neural
// networks", WACV 2017, section 3.3.
//
// Shapes or labels that do not fit, an optimiser without SetRate and a cancelled
// context are errors.
func (m *Model) FindRate(train Dataset, cfg FitConfig) (sweep *RateSweep, err error) {
	cfg = FitConfig{
		Loss: cfg.Loss, ClassWeights: cfg.ClassWeights, Optimizer: cfg.Optimizer,
		BatchSize: cfg.BatchSize, ClipNorm: cfg.ClipNorm, Seed: cfg.Seed, Context: cfg.Context,
	}.withDefaults()
	if err := m.checkFit(train, cfg); err != nil {
		return nil, err
	}
	opt, ok := cfg.Optimizer.(rated)
	if !ok {
		return nil, errors.New("nn: FindRate: the optimiser has no methods Rate and SetRate to change its learning rate with")
	}
	t := &trainer{model: m, cfg: cfg, history: &History{}}
	defer func() {
		if p := recover(); p != nil {
			sweep, err = nil, asError(p, t.where())
		}
	}()
	if err := t.start(train); err != nil {
		return nil, err
	}
	defer t.rewind(opt)()
	sweep = &RateSweep{}
	var rest []int // of the epoch
	for i := range sweepSteps {
		if err := cfg.Context.Err(); err != nil {
			return nil, fmt.Errorf("nn: FindRate stopped in step %d: %w", i+1, err)
		}
		if len(rest) == 0 {
			t.epoch++
			t.shuffle()
			rest = t.order
		}
		n := min(cfg.BatchSize, len(rest))
		rate := sweepFrom * math.Pow(sweepTo/sweepFrom, float64(i)/(sweepSteps-1))
		opt.SetRate(rate)
		loss, _ := t.trainBatch(rest[:n])
		if rest = rest[n:]; !sweep.add(rate, loss) {
			break
		}
	}
	if len(sweep.Rates) == 0 {
		return nil, errors.New("nn: FindRate: the loss is not finite at the start: scale the inputs (Standardize), and look for NaN in the data")
	}
	return sweep, nil
}

// add notes a step, and reports whether the sweep should go on.
func (s *RateSweep) add(rate, loss float64) bool {
	if math.IsNaN(loss) || math.IsInf(loss, 0) {
		return false
	}
	smoothed := loss
	if n := len(s.Smoothed); n > 0 {
		smoothed = sweepMemory*s.Smoothed[n-1] + (1-sweepMemory)*loss
	}
	s.Rates, s.Losses, s.Smoothed = append(s.Rates, rate), append(s.Losses, loss), append(s.Smoothed, smoothed)
	lowest := slices.Min(s.Smoothed)
	if smoothed == lowest {
		s.Suggestion = rate / 10
	}
	return smoothed <= lowest+(sweepWorse-1)*math.Abs(lowest)
}

// String says what was found.
func (s *RateSweep) String() string {
	return fmt.Sprintf("%d rates from %.1e to %.1e, the lowest loss at %.1e: suggested %.1e",
		len(s.Rates), s.Rates[0], s.Rates[len(s.Rates)-1], 10*s.Suggestion, s.Suggestion)
}

// rewind remembers the weights and the optimiser, and returns what puts them back.
func (t *trainer) rewind(opt rated) (restore func()) {
	t.best.offer(map[string]float64{"loss": 0}, false, true)
	rate, saved := opt.Rate(), []NamedTensor(nil)
	o, hasState := opt.(interface {
		saveState(params []*Tensor) []NamedTensor
		loadState(params []*Tensor, state []NamedTensor) error
	})
	if hasState {
		saved = o.saveState(t.params)
	}
	return func() {
		t.best.restore()
		ZeroGrad(t.params)
		opt.SetRate(rate)
		if hasState {
			if err := o.loadState(t.params, saved); err != nil {
				panic(err) // it was saved a moment ago
			}
		}
	}
}
