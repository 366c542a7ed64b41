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
	left    int           // samples that were not asked for yet
	done    chan struct{} // closed when the rest is there
	x, y    *nn.Tensor
	failed  any // what the dataset panicked with
}

func (p *prefetched) Len() int { return p.ds.Len() }

// StartEpoch begins to gather what an epoch will ask for. See [nn.EpochDataset].
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
	g := &gathering{indices: p.waiting[0], left: len(p.waiting[0]), done: make(chan struct{})}
	p.waiting, p.underway = p.waiting[1:], append(p.underway, g)
	go func() {
		defer close(g.done)
		defer func() { g.failed = recover() }()
		g.x, g.y = p.ds.Batch(g.indices)
	}()
}

func (p *prefetched) Batch(indices []int) (x, y *nn.Tensor) {
	g, from := p.take(indices)
	if g == nil {
		return p.ds.Batch(indices)
	}
	<-g.done
	if g.failed != nil {
		panic(g.failed)
	}
	if len(indices) == len(g.indices) {
		return g.x, g.y
	}
	return g.x.Slice(0, from, from+len(indices)), g.y.Slice(0, from, from+len(indices))
}

// take finds the batch that the indices are, or are a part of when Fit cuts batches
// into shards, and where in it they begin.
func (p *prefetched) take(indices []int) (g *gathering, from int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for k, g := range p.underway {
		from := indexOf(g.indices, indices)
		if from < 0 {
			continue
		}
		if g.left -= len(indices); g.left <= 0 {
			p.underway = slices.Delete(p.underway, k, k+1)
			p.begin()
		}
		return g, from
	}
	return nil, 0
}

// indexOf tells where part begins in whole, -1 if nowhere. No index comes twice.
func indexOf(whole, part []int) int {
	if len(part) == 0 {
		return -1
	}
	from := slices.Index(whole, part[0])
	if from < 0 || len(part) > len(whole)-from || !slices.Equal(whole[from:from+len(part)], part) {
		return -1
	}
	return from
}

// startEpoch tells a dataset about an epoch, if it wants to know.
func startEpoch(ds nn.Dataset, epoch int, order []int, batchSize int) {
	if e, ok := ds.(nn.EpochDataset); ok {
		e.StartEpoch(epoch, order, batchSize)
	}
}
