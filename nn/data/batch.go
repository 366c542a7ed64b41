package data

import (
	"fmt"
	"math/rand/v2"

	"gradus/nn"
)

// Shuffle returns the samples in an order that seed decides.
func (d *Data) Shuffle(seed int64) *Data {
	return d.Take(rand.New(rand.NewPCG(uint64(seed), 0)).Perm(d.Len()))
}

// Batches deals the numbers 0 … Len-1 out into lists of size, the last one
// shorter if they do not come out even, in an order that seed decides: what
// happens in an epoch. Give every epoch another seed.
//
//	for _, batch := range train.Batches(32, int64(epoch)) {
//		x, y := train.Batch(batch)
//		…
//	}
func (d *Data) Batches(size int, seed int64) [][]int {
	if size < 1 {
		panic(&nn.ValueError{Op: "Batches", Hint: fmt.Sprintf("the batch size %d must be at least 1", size)})
	}
	order := rand.New(rand.NewPCG(uint64(seed), 0)).Perm(d.Len())
	var batches [][]int
	for len(order) > 0 {
		n := min(size, len(order))
		batches = append(batches, order[:n:n])
		order = order[n:]
	}
	return batches
}
