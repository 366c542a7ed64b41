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
	r := rand.New(rand.NewPCG(splitSeed, 0))
	var first, second []int
	for _, members := range d.byClass() {
		r.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
		cut := int(math.Round(frac * float64(len(members))))
		first = append(first, members[:cut]...)
		second = append(second, members[cut:]...)
	}
	slices.Sort(first)
	slices.Sort(second)
	return d.Take(first), d.Take(second)
}

// byClass lists the samples of each class, the classes in order of their index.
func (d *Data) byClass() [][]int {
	members := map[float64][]int{}
	for i := range d.Len() {
		class := 0.0
		if d.Y.Len() == d.Len() && d.Names != nil {
			class = d.Y.Float64s()[i]
		}
		members[class] = append(members[class], i)
	}
	var classes []float64
	for class := range members {
		classes = append(classes, class)
	}
	slices.Sort(classes)
	lists := make([][]int, len(classes))
	for i, class := range classes {
		lists[i] = members[class]
	}
	return lists
}
