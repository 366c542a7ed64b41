package nn

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync/atomic"
)

// FitConfig says how to train. Every field may be left zero.
type FitConfig struct {
	Loss      LossFunc  // CrossEntropy if nil
	Optimizer Optimizer // Adam(1e-3) if nil
	Epochs    int       // passes over the data; 10 if 0
	BatchSize int       // samples in a step; 32 if 0
	// Validation is evaluated after every epoch, if given.
	Validation Dataset
	// Seed decides how the samples are shuffled: same seed, same result.
	Seed int64
	// Context stops the training when it is cancelled; if nil, the context set
	// with SetContext, which is the running cell's in a notebook.
	Context context.Context
	// OnBatch is called after every step, counted from 1 over all epochs, with
	// the "loss" of the batch.
	OnBatch func(step int, metrics map[string]float64)
	// OnEpoch is called after every epoch, counted from 1, with "loss" and,
	// when classifying, "accuracy", both averaged over the epoch; with
	// Validation also "val loss" and "val accuracy".
	OnEpoch func(epoch int, metrics map[string]float64)
}

// defaultContext is the context of SetContext.
var defaultContext atomic.Pointer[context.Context]

// SetContext sets the context that Fit polls when FitConfig.Context is nil. The
// kernel sets it for each cell, so that interrupting a cell ends its training.
func SetContext(ctx context.Context) { defaultContext.Store(&ctx) }

func (c FitConfig) withDefaults() FitConfig {
	if c.Loss == nil {
		c.Loss = CrossEntropy
	}
	if c.Optimizer == nil {
		c.Optimizer = Adam(1e-3)
	}
	if c.Epochs == 0 {
		c.Epochs = 10
	}
	if c.BatchSize == 0 {
		c.BatchSize = 32
	}
	if c.Context == nil {
		c.Context = context.Background()
		if ctx := defaultContext.Load(); ctx != nil {
			c.Context = *ctx
		}
	}
	return c
}

// Fit trains the model: in every epoch the samples are shuffled and cut into
// batches, of which the last may be shorter; each batch is sent forward, its
// loss backward, and the optimiser takes a step.
//
// It returns the metrics of all epochs that were finished, also together with an
// error: when the context was cancelled (the error wraps context.Canceled), when
// the loss is no longer finite, or when shapes or labels do not fit.
func (m *Model) Fit(train Dataset, cfg FitConfig) (history *History, err error) {
	cfg = cfg.withDefaults()
	history = &History{}
	if err := m.checkFit(train, cfg); err != nil {
		return history, err
	}
	at := "before the first epoch"
	defer func() {
		if p := recover(); p != nil {
			err = asError(p, at)
		}
	}()
	params := m.Params()
	shuffle := newRand(cfg.Seed)
	step := 0
	for epoch := 1; epoch <= cfg.Epochs; epoch++ {
		var sum tally
		order := shuffle.Perm(train.Len())
		for len(order) > 0 {
			step++
			at = fmt.Sprintf("in epoch %d, step %d", epoch, step)
			if err := cfg.Context.Err(); err != nil {
				return history, fmt.Errorf("nn: Fit stopped %s: %w", at, err)
			}
			n := min(cfg.BatchSize, len(order))
			x, y := train.Batch(order[:n])
			order = order[n:]

			pred := m.Forward(x)
			loss := cfg.Loss(pred, y)
			if v := loss.Item(); math.IsNaN(v) || math.IsInf(v, 0) {
				return history, fmt.Errorf("nn: Fit: the loss is %v %s: try a smaller learning rate, scale the inputs (Standardize), and look for NaN in the data", v, at)
			}
			ZeroGrad(params)
			loss.Backward()
			cfg.Optimizer.Step(params)

			sum.add(n, loss.Item(), m.correct(pred, y, cfg.Loss))
			if cfg.OnBatch != nil {
				cfg.OnBatch(step, map[string]float64{"loss": loss.Item()})
			}
		}
		at = fmt.Sprintf("after epoch %d", epoch)
		metrics := sum.metrics("")
		if cfg.Validation != nil {
			val, err := m.evaluate(cfg.Context, cfg.Validation, cfg.Loss)
			if err != nil {
				return history, fmt.Errorf("nn: Fit stopped %s: %w", at, err)
			}
			for name, v := range val.metrics("val ") {
				metrics[name] = v
			}
		}
		history.Metrics = append(history.Metrics, metrics)
		if cfg.OnEpoch != nil {
			cfg.OnEpoch(epoch, metrics)
		}
	}
	return history, nil
}

func (m *Model) checkFit(train Dataset, cfg FitConfig) error {
	switch {
	case train == nil || train.Len() == 0:
		return errors.New("nn: Fit: there are no samples to train on")
	case len(m.Params()) == 0:
		return errors.New("nn: Fit: the model has no parameters to train")
	case cfg.Epochs < 0 || cfg.BatchSize < 0:
		return fmt.Errorf("nn: Fit: Epochs %d and BatchSize %d cannot be negative", cfg.Epochs, cfg.BatchSize)
	}
	return nil
}

// asError turns the typed panics of this package into an error that says where
// training was; any other panic goes on.
func asError(p any, at string) error {
	switch p := p.(type) {
	case *ShapeError, *ValueError, *GraphError:
		return fmt.Errorf("%w (Fit, %s)", p.(error), at)
	default:
		panic(p)
	}
}
