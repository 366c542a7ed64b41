package data

import (
	"fmt"
	"slices"
	"sync"

	"gradus/nn"
)

// Prefetch gathers the next n batches of an epoch in the background, each on its
// own goroutine, while the model trains on the one before. The batches are the
// same as without it. It pays where gathering takes time, as after [Augment].
//
//	train := data.Prefetch(data.Augment(train, 1, data.Flip()), 2)
//
// Fit tells it beforehand what an epoch will ask for; batches that were not
// announced are gathered when they are asked for.
func Prefetch(ds nn.Dataset, n int) nn.Dataset {
	if n < 1 {
		panic(&nn.ValueError{Op: "Prefetch", Hint: fmt.Sprintf("the number of batches %d must be at least 1", n)})
	}
	return &prefetched{ds: ds, ahead: n}
}

type prefetched struct {
	ds    nn.Dataset
	ahead int

	mu       sync.Mutex
	waiting  [][]int // batches of the epoch that are not begun
	underway []*gathering
}

// A gathering is a batch that is being gathered.
type gathering struct {
	indices []int
	done    chan struct{} // closed when the rest is there
	x, y    *nn.Tensor
	failed  any // what the dataset panicked with
}

func (p *prefetched) Len() int { return p.ds.Len() }

// StartEpoch begins to gather what an epoch will ask for. See [nn.Dataset].
func (p *prefetched) StartEpoch(epoch int, order []int, batchSize int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, g := range p.underway { // of an epoch that was left
		<-g.done
	}
	startEpoch(p.ds, epoch, order, batchSize)
	p.underway, p.waiting = nil, slices.Collect(slices.Chunk(slices.Clone(order), batchSize))
	for range p.ahead {
		p.begin()
	}
}

// begin starts gathering the next batch.
func (p *prefetched) begin() {
	if len(p.waiting) == 0 {
		return
	}
	g := &gathering{indices: p.waiting[0], done: make(chan struct{})}
	p.waiting, p.underway = p.waiting[1:], append(p.underway, g)
	go func() {
		defer close(g.done)
		defer func() { g.failed = recover() }()
		g.x, g.y = p.ds.Batch(g.indices)
	}()
}

func (p *prefetched) Batch(indices []int) (x, y *nn.Tensor) {
	p.mu.Lock()
	if len(p.underway) == 0 || !slices.Equal(p.underway[0].indices, indices) {
		p.mu.Unlock()
		return p.ds.Batch(indices)
	}
	g := p.underway[0]
	p.underway = p.underway[1:]
	p.begin()
	p.mu.Unlock()
	<-g.done
	if g.failed != nil {
		panic(g.failed)
	}
	return g.x, g.y
}

// startEpoch tells a dataset about an epoch, if it wants to know.
func startEpoch(ds nn.Dataset, epoch int, order []int, batchSize int) {
	if s, ok := ds.(interface {
		StartEpoch(epoch int, order []int, batchSize int)
	}); ok {
		s.StartEpoch(epoch, order, batchSize)
	}
}
