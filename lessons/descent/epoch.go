package descent

import (
	"math/rand"
	"slices"

	"gradus/lessons/exercise"
)

type epochFunc = func(n, size int, step func(batch []int))

// epoch is the check of 04.3. Batches are random, so the calls ask for what
// all right answers have in common.
var epoch = exercise.Spec[epochFunc]{
	Reference: func(n, size int, step func(batch []int)) { cut(rand.Perm(n), size, step) },
	Stub:      func(n, size int, step func(batch []int)) {},
	Calls: []exercise.Call[epochFunc]{
		about("how many batches epoch(10, 4, step) makes", func(f epochFunc) any { return len(batches(f, 10, 4)) }),
		about("the size of each, in order of size", func(f epochFunc) any { return sizes(batches(f, 10, 4)) }),
		about("how many batches epoch(12, 4, step) makes", func(f epochFunc) any { return len(batches(f, 12, 4)) }),
		about("how many batches epoch(3, 8, step) makes", func(f epochFunc) any { return len(batches(f, 3, 8)) }),
		about("every sample of epoch(10, 4, step) is in exactly one batch", func(f epochFunc) any {
			return permutes(slices.Concat(batches(f, 10, 4)...), 10)
		}),
		about("epoch(60, 5, step) takes the samples in random order", func(f epochFunc) any {
			order := slices.Concat(batches(f, 60, 5)...)
			return len(order) > 1 && !slices.IsSorted(order)
		}),
		about("epoch(60, 5, step) puts samples together that are no neighbours", func(f epochFunc) any {
			return slices.ContainsFunc(batches(f, 60, 5), func(batch []int) bool { return !neighbours(batch) })
		}),
		about("a second epoch(60, 5, step) takes another order", func(f epochFunc) any {
			return !slices.EqualFunc(batches(f, 60, 5), batches(f, 60, 5), slices.Equal)
		}),
	},
	Bugs: []exercise.Bug[epochFunc]{
		// What spoils few calls stands before what spoils those and more.
		{
			Name:   "the same order in every epoch",
			Advice: "The order is random, but each epoch has the same one. Draw it inside `epoch`, and make the random generator outside, once.",
			Answer: func(n, size int, step func([]int)) { cut(rand.New(rand.NewSource(1)).Perm(n), size, step) },
		},
		{
			Name:   "drawn with replacement",
			Advice: "You draw each index anew, so some samples come twice in an epoch and others not at all. Draw one permutation, `random.Perm(n)`, and cut it into batches.",
			Answer: func(n, size int, step func([]int)) {
				cut(upTo(n), size, func(batch []int) {
					for i := range batch {
						batch[i] = rand.Intn(n)
					}
					batch[0] = batch[len(batch)-1] // one comes twice for certain
					step(batch)
				})
			},
		},
		{
			Name:   "neighbours stay together",
			Advice: "You shuffle the batches, or inside them, but the same samples always meet. Shuffle all indices first, then cut.",
			Answer: func(n, size int, step func([]int)) {
				var all [][]int
				cut(upTo(n), size, func(batch []int) { all = append(all, batch) })
				for _, k := range rand.Perm(len(all)) {
					step(all[k])
				}
			},
		},
		{
			Name:   "the last short batch is lost",
			Advice: "10 samples in batches of 4 are 4, 4 and 2. The loop ends too early: the last batch may be smaller, but its samples want to be learnt too.",
			Answer: func(n, size int, step func([]int)) { cut(rand.Perm(n)[:n/size*size], size, step) },
		},
		{
			Name:   "the last batch reaches past the end",
			Advice: "10 samples in batches of 4 are 4, 4 and 2: the last batch ends at `n`, not at `start + size`. `min(start+size, n)` is the end of both kinds.",
			Answer: func(n, size int, step func([]int)) {
				order := rand.Perm(n)
				for start := 0; start < n; start += size {
					step(slices.Clip(order)[start : start+size])
				}
			},
		},
		{
			Name:   "not shuffled",
			Advice: "The samples come in the order in which they are stored, often class by class. Begin with `order := random.Perm(n)` and cut the batches out of it.",
			Answer: func(n, size int, step func([]int)) { cut(upTo(n), size, step) },
		},
		{
			Name:   "not shuffled, and the last short batch is lost",
			Advice: "Begin with `order := random.Perm(n)` and cut the batches out of it; the last one may be smaller.",
			Answer: func(n, size int, step func([]int)) { cut(upTo(n)[:n/size*size], size, step) },
		},
		{
			Name:   "an empty batch at the end",
			Advice: "12 samples in batches of 4 are three batches. Yours has a fourth with nothing in it, and the mean over nothing is NaN: `start < n`, not `start <= n`.",
			Answer: func(n, size int, step func([]int)) {
				order := rand.Perm(n)
				for start := 0; start <= n; start += size {
					step(order[start:min(start+size, n)])
				}
			},
		},
		{
			Name:   "one batch of everything",
			Advice: "That is full-batch descent: one step for a whole epoch. Cut the order into pieces of `size`.",
			Answer: func(n, size int, step func([]int)) { step(rand.Perm(n)) },
		},
		{
			Name:   "one sample at a time",
			Advice: "`size` is not used. Hand over `size` indices at a time.",
			Answer: func(n, size int, step func([]int)) { cut(rand.Perm(n), 1, step) },
		},
		{
			Name:   "size taken as the number of batches",
			Advice: "`size` is how many samples are in a batch, not how many batches there are.",
			Answer: func(n, size int, step func([]int)) { cut(rand.Perm(n), max(1, (n+size-1)/size), step) },
		},
		{
			Name:   "the batches overlap",
			Advice: "The start moves on by 1. It should move by `size`, to where the last batch ended.",
			Answer: func(n, size int, step func([]int)) {
				order := rand.Perm(n)
				for start := 0; start < n; start++ {
					step(order[start:min(start+size, n)])
				}
			},
		},
	},
	Praise: "Every sample once, in a new order each time, and the short batch at the end is not forgotten.",
}

func about(text string, do func(epochFunc) any) exercise.Call[epochFunc] {
	return exercise.Call[epochFunc]{Text: text, Do: do}
}

// batches are copies of the batches of one epoch.
func batches(f epochFunc, n, size int) (all [][]int) {
	f(n, size, func(batch []int) { all = append(all, slices.Clone(batch)) })
	return all
}

// sizes are those of the batches, largest first.
func sizes(all [][]int) []int {
	out := make([]int, len(all))
	for i, batch := range all {
		out[i] = len(batch)
	}
	slices.SortFunc(out, func(a, b int) int { return b - a })
	return out
}

// permutes reports whether each of 0 … n−1 is there exactly once.
func permutes(indices []int, n int) bool {
	return slices.Equal(slices.Sorted(slices.Values(indices)), upTo(n))
}

// neighbours reports whether the indices, sorted, are k, k+1, k+2, ….
func neighbours(batch []int) bool {
	sorted := slices.Sorted(slices.Values(batch))
	for i, k := range sorted {
		if k != sorted[0]+i {
			return false
		}
	}
	return true
}

// cut hands order to step in pieces of size; the last may be shorter.
func cut(order []int, size int, step func([]int)) {
	for start := 0; start < len(order); start += size {
		step(order[start:min(start+size, len(order))])
	}
}

// upTo is 0, 1, …, n−1.
func upTo(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}
