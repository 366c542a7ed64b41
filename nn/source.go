package nn

import (
	"math/rand/v2"
	"slices"

	"gradus/nn/internal/vec"
	"gradus/nn/internal/workers"
)

// inMemory is a Dataset that can hand out all its samples at once: batches are
// gathered from them without allocation.
type inMemory interface {
	// Tensors returns all samples and targets, which are not changed.
	Tensors() (x, y *Tensor)
}

// source takes batches from a dataset, with samples of the model's type.
type source struct {
	dataset Dataset
	x, y    *Tensor // all of it, if it is in memory
	dtype   DType
}

func newSource(ds Dataset, dtype DType) source {
	s := source{dataset: ds, dtype: dtype}
	if d, ok := ds.(inMemory); ok {
		x, y := d.Tensors()
		s.x, s.y = x.Detach().To(dtype), y.Detach()
	}
	return s
}

// batch gathers the samples with the given indices.
func (s *source) batch(memory *arena, indices []int) (x, y *Tensor) {
	if s.x == nil {
		x, y := s.dataset.Batch(indices)
		return memory.adopt(x.Detach().To(s.dtype)), memory.adopt(y.Detach())
	}
	return memory.rows(s.x, indices), memory.rows(s.y, indices)
}

// rows gathers parts of t along its first axis.
func (a *arena) rows(t *Tensor, indices []int) *Tensor {
	var sizes [4]int
	y := a.leaf(t.DType(), append(append(sizes[:0], len(indices)), t.shape[1:]...)...)
	width := size(t.shape[1:])
	if len(indices)*width < manyNumbers || a == nil || a.shadows != nil {
		vec.GatherRows(y.data, t.data, indices, width)
		return y
	}
	a.gathering = gathering{to: y.data, from: t.data, indices: indices, width: width}
	workers.Do((len(indices)+gatheredRows-1)/gatheredRows, &a.gathering)
	return y
}

// A batch of manyNumbers or more is gathered by several goroutines, gatheredRows rows
// at a time: the rows lie far apart in memory, so that each is waited for.
const (
	manyNumbers  = 1 << 14
	gatheredRows = 8
)

// gathering copies rows with the given indices.
type gathering struct {
	to, from vec.Array
	indices  []int
	width    int
}

// Run copies the i-th few rows.
func (g *gathering) Run(i int) {
	lo, hi := i*gatheredRows, min((i+1)*gatheredRows, len(g.indices))
	vec.GatherRows(g.to.Slice(lo*g.width, hi*g.width), g.from, g.indices[lo:hi], g.width)
}

// adopt makes a tensor the input of a step.
func (a *arena) adopt(t *Tensor) *Tensor {
	if a == nil {
		return t
	}
	y := a.input()
	y.shape = append(y.dims[:0], t.shape...)
	y.data, y.owns = t.data, false
	return y
}

// holdOut sets a share of the samples, drawn at random, aside.
func holdOut(ds Dataset, share float64, seed int64) (train, validation Dataset) {
	order := rand.New(rand.NewPCG(uint64(seed), 0)).Perm(ds.Len())
	n := int(share*float64(ds.Len()) + 0.5)
	slices.Sort(order[:n])
	slices.Sort(order[n:])
	return subset(ds, order[n:]), subset(ds, order[:n])
}

// subset is some samples of a dataset, in memory if that is.
func subset(ds Dataset, indices []int) Dataset {
	p := part{ds, indices}
	if d, ok := ds.(inMemory); ok {
		x, y := d.Tensors()
		return partInMemory{p, x.Detach().Gather(indices), y.Detach().Gather(indices)}
	}
	return p
}

type part struct {
	Dataset
	indices []int
}

func (p part) Len() int { return len(p.indices) }

func (p part) Batch(indices []int) (x, y *Tensor) { return p.Dataset.Batch(p.chosen(indices)) }

// StartEpoch tells the whole dataset about its part in the epoch.
func (p part) StartEpoch(epoch int, order []int, batchSize int) {
	startEpoch(p.Dataset, epoch, p.chosen(order), batchSize)
}

func (p part) chosen(indices []int) []int {
	chosen := make([]int, len(indices))
	for i, k := range indices {
		chosen[i] = p.indices[k]
	}
	return chosen
}

type partInMemory struct {
	part
	x, y *Tensor
}

func (p partInMemory) Tensors() (x, y *Tensor) { return p.x, p.y }
