package nn

import (
	"errors"

	"gradus/nn/internal/workers"
)

// Data-parallel training: a batch is cut into shards, each of which computes loss
// and gradients with gradients of its own; they are added up in the order of the
// shards, so that the result does not depend on which was faster.

// shard is a part of each batch.
type shard struct {
	memory  *arena // computes with copies of the parameters
	batch   []int
	task    task
	loss    float64
	correct int
}

// shardStep is the work on all shards of a batch.
type shardStep struct {
	t     *trainer
	batch int // size
}

// startShards makes the shards, if there are to be several.
func (t *trainer) startShards() error {
	if t.cfg.Shards <= 1 {
		return nil
	}
	if len(t.model.Buffers()) > 0 {
		return errors.New("nn: Fit: Shards is for models without state; BatchNorm and Dropout have some")
	}
	if t.memory == nil {
		return errors.New("nn: Fit: Shards is for models of nn's own layers; others might not be ready to compute two batches at once")
	}
	for range t.cfg.Shards {
		s := &shard{memory: &arena{shadows: map[*Tensor]*Tensor{}}, task: t.task}
		for _, p := range t.params {
			s.memory.shadows[p] = &Tensor{shape: p.shape, data: p.data, name: p.name, requires: true}
		}
		t.shards = append(t.shards, s)
	}
	return nil
}

// backwardSharded is backward for a batch that is cut into shards.
func (t *trainer) backwardSharded(batch []int) (loss float64, correct int) {
	n := len(t.shards)
	for i, s := range t.shards {
		s.batch = batch[i*len(batch)/n : (i+1)*len(batch)/n]
	}
	t.sharded = shardStep{t, len(batch)}
	workers.Do(n, &t.sharded)
	for _, s := range t.shards {
		if len(s.batch) == 0 {
			continue
		}
		for _, p := range t.params {
			if g, ok := gradientOf(s.memory.shadows[p]); ok {
				addTo(p.gradient(), g)
			}
		}
		loss += s.loss * float64(len(s.batch)) / float64(len(batch))
		correct += s.correct
	}
	return loss, max(correct, -1)
}

// Run computes shard i.
func (w *shardStep) Run(i int) {
	s := w.t.shards[i]
	for _, p := range s.memory.shadows {
		p.ZeroGrad()
	}
	if len(s.batch) == 0 {
		return
	}
	s.memory.reset()
	s.loss, s.correct = w.t.backward(s.memory, &s.task, s.batch, float64(len(s.batch))/float64(w.batch))
}
