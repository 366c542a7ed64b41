package data

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"gradus/nn"
)

// A counted dataset notes what it was asked for, and fails at sample 13.
type counted struct {
	*Data
	mu    sync.Mutex
	asked []string
}

func (c *counted) Batch(indices []int) (x, y *nn.Tensor) {
	c.mu.Lock()
	c.asked = append(c.asked, fmt.Sprint(indices))
	c.mu.Unlock()
	if slices.Contains(indices, 13) {
		panic("unlucky")
	}
	return c.Data.Batch(indices)
}

func TestPrefetch(t *testing.T) {
	d := New(nn.Arange(0, 20, 1).Reshape(20, 1), nn.Arange(0, 20, 1))
	for ahead := 1; ahead <= 10; ahead += 3 {
		c := &counted{Data: d}
		p := Prefetch(c, ahead)
		if p.Len() != 20 {
			t.Errorf("%d samples", p.Len())
		}
		order := []int{5, 4, 3, 2, 1, 0, 9, 8}
		startEpoch(p, 1, order, 3)
		for k, want := range [][]float64{{5, 4, 3}, {2, 1, 0}, {9, 8}} {
			x, y := p.Batch(order[3*k : min(3*k+3, 8)])
			if !slices.Equal(x.Data(), want) || !slices.Equal(y.Data(), want) {
				t.Errorf("batch %d: %v, want %v", k, x, want)
			}
		}
		if len(c.asked) != 3 {
			t.Errorf("%d ahead: gathered %v", ahead, c.asked)
		}
		// What was not announced, or another order, is gathered when asked for.
		if x, _ := p.Batch([]int{7}); x.Item() != 7 || len(c.asked) != 4 {
			t.Errorf("gathered %v", c.asked)
		}
		// An epoch may be left for another.
		startEpoch(p, 2, []int{0, 1, 2, 3}, 1)
		p.Batch([]int{0})
		startEpoch(p, 3, []int{4, 5}, 1)
		if x, _ := p.Batch([]int{4}); x.Item() != 4 {
			t.Errorf("in the next epoch: %v", x)
		}
	}
}

// A panic in the background arrives where the batch is asked for.
func TestPrefetchPanic(t *testing.T) {
	p := Prefetch(&counted{Data: Iris()}, 2)
	startEpoch(p, 1, []int{1, 13}, 1)
	p.Batch([]int{1})
	if got := panicOf(func() { p.Batch([]int{13}) }); got != "unlucky" {
		t.Errorf("panic %v", got)
	}
}

// Fit tells the dataset about its epochs: all its batches are made ahead.
func TestPrefetchInFit(t *testing.T) {
	train, _ := Iris().Standardize().Split(0.5)
	weights := func(ds nn.Dataset) []float64 {
		nn.Seed(1)
		model := nn.Sequential(nn.Linear(4, 3))
		if _, err := model.Fit(ds, nn.FitConfig{Epochs: 3, BatchSize: 8}); err != nil {
			t.Fatal(err)
		}
		return model.Params()[0].Data()
	}
	want := weights(train)
	if got := weights(Prefetch(train, 3)); !slices.Equal(got, want) {
		t.Error("training with Prefetch gives another model")
	}
	// Shards ask for parts of a batch at the same time.
	c := &counted{Data: New(nn.Zeros(12, 4), nn.Zeros(12))}
	model := nn.Sequential(nn.Linear(4, 3))
	if _, err := model.Fit(Prefetch(c, 2), nn.FitConfig{Epochs: 2, BatchSize: 6, Shards: 2}); err != nil || len(c.asked) != 4 {
		t.Errorf("gathered %v, error %v", c.asked, err)
	}
	// Samples that are held out do not confuse it.
	c.asked = nil
	if _, err := model.Fit(Prefetch(c, 2), nn.FitConfig{Epochs: 1, BatchSize: 3, ValidationSplit: 0.25}); err != nil || len(c.asked) != 3+1 {
		t.Errorf("gathered %v, error %v", c.asked, err)
	}

	noisy := weights(Augment(train, 5, Noise(0.1)))
	if got := weights(Prefetch(Augment(train, 5, Noise(0.1)), 3)); !slices.Equal(got, noisy) || slices.Equal(got, want) {
		t.Error("training with Augment and Prefetch gives another model, or noise gives the same")
	}
}
