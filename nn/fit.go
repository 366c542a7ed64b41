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
	// Seed decides how the samples are shuffled and split: same seed, same result,
	// whatever the number of processors.
	Seed int64

	// Validation is evaluated after every epoch, if given.
	Validation Dataset
	// ValidationSplit is the share of the samples, drawn at random, that is set
	// aside as Validation: 0.2 trains on 80 %.
	ValidationSplit float64
	// ClassWeights weighs the samples of each class in CrossEntropy, larger for a
	// class that is rare; see CrossEntropyConfig.
	ClassWeights []float64

	// ClipNorm limits the norm of all gradients together, if positive.
	ClipNorm float64
	// Schedule changes the learning rate from step to step; afterwards the optimiser
	// has its own again.
	Schedule Schedule
	// EarlyStopping ends the training, with the best weights, when it has stopped
	// getting better.
	EarlyStopping EarlyStopping
	// KeepBest ends with the weights of the best epoch, by the loss on Validation
	// if there is one, instead of those of the last. A training that is stopped
	// keeps the best in any case.
	KeepBest bool

	// Privacy trains with differential privacy, if given.
	Privacy *Privacy

	// Checkpoint is a file in which the state of the training is saved after every
	// epoch. If it is there, the training goes on from it, to the same result, to the
	// last bit, as one that was never interrupted.
	Checkpoint string
	// Shards is into how many parts each batch is cut, which are computed at the
	// same time and whose gradients are added up in order; 1 if 0. It is for
	// models without state, see Layer.
	Shards int

	// Context stops the training when it is cancelled; if nil, the context set
	// with SetContext, which is the running cell's in a notebook.
	Context context.Context
	// Progress prints a line for each epoch that grows with the batches.
	Progress bool
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

// SetContext sets the context that Evaluate polls, and Fit when FitConfig.Context is nil. The
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
		c.Context = runContext()
	}
	return c
}

// runContext is the context of SetContext.
func runContext() context.Context {
	if ctx := defaultContext.Load(); ctx != nil {
		return *ctx
	}
	return context.Background()
}

// Fit trains the model: in every epoch the samples are shuffled and cut into
// batches, of which the last may be shorter; each batch is sent forward, its
// loss backward, and the optimiser takes a step.
//
// It returns the metrics of all epochs that were finished, also together with an
// error: when the context was cancelled (the error wraps context.Canceled), when
// the loss is no longer finite, or when shapes or labels do not fit. A training
// that was stopped leaves the model with the weights of its best epoch.
//
// Tensors that are computed in a step are used again in the next. A Loss of your
// own that keeps one beyond the step must keep its Detach.
func (m *Model) Fit(train Dataset, cfg FitConfig) (history *History, err error) {
	cfg = cfg.withDefaults()
	history = &History{}
	if err := m.checkFit(train, cfg); err != nil {
		return history, err
	}
	t := &trainer{model: m, cfg: cfg, history: history}
	defer func() {
		if p := recover(); p != nil {
			err = asError(p, t.where())
		}
	}()
	return history, t.run(train)
}

// run is the training loop.
func (t *trainer) run(train Dataset) error {
	if err := t.start(train); err != nil {
		return err
	}
	defer t.resetRate()
	for t.epoch < t.cfg.Epochs && !t.enough {
		t.epoch++
		t.inEpoch = true
		t.shuffle()
		sum, err := t.trainEpoch()
		if err != nil {
			return t.stopped(err)
		}
		t.inEpoch = false
		if err := t.endEpoch(sum); err != nil {
			return t.stopped(err)
		}
	}
	if t.cfg.KeepBest || t.enough {
		t.best.restore()
	}
	return nil
}

// trainEpoch takes a step for each batch.
func (t *trainer) trainEpoch() (tally, error) {
	var sum tally
	for lo := 0; lo < len(t.order); lo += t.cfg.BatchSize {
		t.step++
		if err := t.cfg.Context.Err(); err != nil {
			return sum, err
		}
		batch := t.order[lo:min(lo+t.cfg.BatchSize, len(t.order))]
		if t.private != nil {
			batch = t.private.draw(len(t.order))
		}
		loss, correct := t.trainBatch(batch)
		if math.IsNaN(loss) || math.IsInf(loss, 0) {
			return sum, fmt.Errorf("%w %v", errNotFinite, loss)
		}
		sum.add(len(batch), loss, correct)
		if t.cfg.OnBatch != nil {
			t.cfg.OnBatch(t.step, map[string]float64{"loss": loss})
		}
		t.progress.batch(lo+len(batch), &sum)
	}
	return sum, nil
}

// trainBatch is one step: forward, backward, and the optimiser's change of the
// parameters. It returns the loss and how many samples were classified rightly,
// -1 if the task is no classification.
func (t *trainer) trainBatch(batch []int) (loss float64, correct int) {
	ZeroGrad(t.params)
	if t.private != nil {
		loss, correct = t.backwardPrivate(batch)
	} else if len(t.shards) > 0 {
		loss, correct = t.backwardSharded(batch)
	} else {
		t.memory.reset()
		loss, correct = t.backward(t.memory, &t.task, batch, 1)
	}
	if t.cfg.ClipNorm > 0 {
		ClipNorm(t.params, t.cfg.ClipNorm)
	}
	t.setRate()
	t.cfg.Optimizer.Step(t.params)
	for _, p := range t.params {
		p.keepMask()
	}
	return loss, correct
}

// backward computes the loss of a batch and adds the gradient of weight·loss to
// those of the parameters. judge counts what is right.
func (t *trainer) backward(memory *arena, judge *task, batch []int, weight float64) (loss float64, correct int) {
	x, y := t.train.batch(memory, batch)
	if t.saw.CompareAndSwap(false, true) {
		t.model.sawInput(x)
	}
	pred := t.model.Forward(x)
	l := t.cfg.Loss(pred, y)
	loss = l.Item()
	if !math.IsNaN(loss) && !math.IsInf(loss, 0) {
		l.backward(weight)
	}
	return loss, judge.correct(pred, y)
}

var errNotFinite = errors.New("the loss is")

// stopped says where and why the training ended early, and leaves the best weights.
func (t *trainer) stopped(err error) error {
	t.progress.end()
	where := t.where()
	switch {
	case errors.Is(err, errNotFinite):
		return fmt.Errorf("nn: Fit: %w %s: try a smaller learning rate, scale the inputs (Standardize), and look for NaN in the data", err, where)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		t.best.restore()
	}
	return fmt.Errorf("nn: Fit stopped %s: %w", where, err)
}

func (m *Model) checkFit(train Dataset, cfg FitConfig) error {
	switch {
	case train == nil || train.Len() == 0:
		return errors.New("nn: Fit: there are no samples to train on")
	case len(m.Params()) == 0:
		return errors.New("nn: Fit: the model has no parameters to train")
	case cfg.Epochs < 0 || cfg.BatchSize < 0 || cfg.Shards < 0:
		return fmt.Errorf("nn: Fit: Epochs %d, BatchSize %d and Shards %d cannot be negative", cfg.Epochs, cfg.BatchSize, cfg.Shards)
	case !(cfg.ValidationSplit >= 0 && cfg.ValidationSplit < 1):
		return fmt.Errorf("nn: Fit: ValidationSplit %v is no share between 0 and 1", cfg.ValidationSplit)
	case cfg.ValidationSplit > 0 && cfg.Validation != nil:
		return errors.New("nn: Fit: give Validation or ValidationSplit, not both")
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
