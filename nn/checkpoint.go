package nn

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"gradus/nn/internal/safetensors"
)

// savedOptimizer is an optimiser that a checkpoint can hold.
type savedOptimizer interface {
	saveState(params []*Tensor) []NamedTensor
	loadState(params []*Tensor, state []NamedTensor) error
}

// metaTraining is where the checkpoint has its trainingState, as JSON.
const metaTraining = "gradus.training"

// trainingState is what a checkpoint holds besides tensors: where the training is,
// and what it must be continued with to come to the same result.
type trainingState struct {
	Epoch     int
	Step      int
	History   []map[string]float64
	BestLoss  float64
	Rate      float64 // the optimiser's own, before the Schedule
	Samples   int
	BatchSize int
	Seed      int64
}

// The tensors of a checkpoint are those of the model, the optimiser and the best
// weights, in this order of prefixes.
const (
	checkpointModel     = "model."
	checkpointOptimizer = "optimizer."
	checkpointBest      = "best."
)

// saveCheckpoint writes the state after an epoch. A file that is there already is
// replaced in one step, so that an interruption leaves the old one or the new one.
func (t *trainer) saveCheckpoint() error {
	if t.cfg.Checkpoint == "" {
		return nil
	}
	opt, ok := t.cfg.Optimizer.(savedOptimizer)
	if !ok {
		return fmt.Errorf("nn: Checkpoint is for optimisers of nn: the state of a %T is not known", t.cfg.Optimizer)
	}
	meta, err := json.Marshal(trainingState{
		Epoch: t.epoch, Step: t.step, History: t.history.Metrics, BestLoss: t.best.loss, Rate: t.rate.base,
		Samples: len(t.order), BatchSize: t.cfg.BatchSize, Seed: t.cfg.Seed,
	})
	if err != nil {
		return err
	}
	f := &safetensors.File{Metadata: map[string]string{metaTraining: string(meta)}}
	add := func(prefix, name string, x *Tensor) {
		f.Arrays = append(f.Arrays, stateTensor{name: prefix + name, Tensor: x}.array())
	}
	for _, s := range t.model.state() {
		add(checkpointModel, s.name, s.Tensor)
	}
	for _, s := range opt.saveState(t.params) {
		add(checkpointOptimizer, s.Name, s.Tensor)
	}
	for i, v := range t.best.values {
		add(checkpointBest, fmt.Sprint(i), v)
	}
	return f.WriteFile(t.cfg.Checkpoint)
}

// resume continues from the checkpoint, if there is one.
func (t *trainer) resume() error {
	if t.cfg.Checkpoint == "" {
		return nil
	}
	f, err := safetensors.ReadFile(t.cfg.Checkpoint)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = t.restore(f)
	}
	if err != nil {
		return fmt.Errorf("nn: Fit cannot go on from the checkpoint %s: %w; delete it to start anew", t.cfg.Checkpoint, err)
	}
	return nil
}

func (t *trainer) restore(f *safetensors.File) error {
	var s trainingState
	if err := json.Unmarshal([]byte(f.Metadata[metaTraining]), &s); err != nil {
		return fmt.Errorf("it is no checkpoint of Fit (%w)", err)
	}
	if s.Samples != len(t.order) || s.BatchSize != t.cfg.BatchSize || s.Seed != t.cfg.Seed {
		return fmt.Errorf("it is of %d samples, BatchSize %d, Seed %d, not of %d, %d, %d",
			s.Samples, s.BatchSize, s.Seed, len(t.order), t.cfg.BatchSize, t.cfg.Seed)
	}
	model := &safetensors.File{}
	var memory, best []NamedTensor
	for _, a := range f.Arrays {
		prefix, name, _ := strings.Cut(a.Name, ".")
		x, err := tensorOf(a)
		if err != nil {
			return err
		}
		switch prefix + "." {
		case checkpointModel:
			a.Name = name
			model.Arrays = append(model.Arrays, a)
		case checkpointOptimizer:
			memory = append(memory, NamedTensor{name, x})
		case checkpointBest:
			best = append(best, NamedTensor{name, x})
		default:
			return fmt.Errorf("%s has no place in it", a.Name)
		}
	}
	opt, ok := t.cfg.Optimizer.(savedOptimizer)
	if !ok {
		return fmt.Errorf("the state of a %T is not known", t.cfg.Optimizer)
	}
	if err := opt.loadState(t.params, memory); err != nil {
		return err
	}
	if err := t.best.load(best, s.BestLoss); err != nil {
		return err
	}
	input, reference := t.model.inputShape, t.model.reference
	if err := t.model.load(model); err != nil {
		return err
	}
	t.model.inputShape, t.model.reference = input, reference
	t.epoch, t.step, t.rate.base = s.Epoch, s.Step, s.Rate
	for _, metrics := range s.History {
		t.judge(metrics)
	}
	t.history.Metrics = slices.Concat(t.history.Metrics, s.History)
	return nil
}
