package data

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gradus/nn"
)

// splitSeed makes Split choose the same samples every time.
const splitSeed = 42

// Split deals the samples out at random into a training set, a share frac of
// them, and a test set. The split is stratified: each class is divided in the
// same proportion, to the nearest sample. It is the same every time.
// Targets that are not class indices are split as one class.
func (d *Data) Split(frac float64) (train, test *Data) {
	if !(frac > 0 && frac < 1) {
		panic(&nn.ValueError{Op: "Split", Hint: fmt.Sprintf("the training share %v must lie between 0 and 1", frac)})
	}
	parts := d.deal(frac)
	return parts[0], parts[1]
}

// Split3 deals the samples out like Split, into three parts: a share frac of them
// to train with, a share val to choose settings and to stop early with, and what
// is left to test with, once, at the end.
//
//	train, val, test := digits.Split3(0.7, 0.15)
func (d *Data) Split3(frac, val float64) (train, validation, test *Data) {
	if !(frac > 0 && val > 0 && frac+val < 1) {
		panic(&nn.ValueError{Op: "Split3", Hint: fmt.Sprintf("the shares %v and %v must be positive and leave some samples to test with", frac, val)})
	}
	parts := d.deal(frac, frac+val)
	return parts[0], parts[1], parts[2]
}

// deal shuffles each class and cuts it at the given shares, which rise from 0 to 1.
func (d *Data) deal(shares ...float64) []*Data {
	r := rand.New(rand.NewPCG(splitSeed, 0))
	dealt := make([][]int, len(shares)+1)
	for _, members := range d.byClass() {
		r.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
		from := 0
		for k, share := range append(shares, 1) {
			to := int(math.Round(share * float64(len(members))))
			dealt[k] = append(dealt[k], members[from:to]...)
			from = to
		}
	}
	parts := make([]*Data, len(dealt))
	for k, indices := range dealt {
		slices.Sort(indices)
		parts[k] = d.Take(indices)
	}
	return parts
}

// byClass lists the samples of each class, the classes in order of their index.
func (d *Data) byClass() [][]int {
	if d.Y.Len() != d.Len() || d.Names == nil {
		all := make([]int, d.Len())
		for i := range all {
			all[i] = i
		}
		return [][]int{all}
	}
	lists := make([][]int, len(d.Names))
	for i, class := range d.Labels() {
		lists[class] = append(lists[class], i)
	}
	return lists
}
