// iter.Pull: two sequences side by side.
package main

import (
	"fmt"
	"iter"
	"slices"
	"strings"
)

func zip[A, B any](as iter.Seq[A], bs iter.Seq[B]) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		next, stop := iter.Pull(bs)
		defer stop()
		for a := range as {
			b, ok := next()
			if !ok || !yield(a, b) {
				return
			}
		}
	}
}

func mergeSorted(a, b iter.Seq[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		nextA, stopA := iter.Pull(a)
		defer stopA()
		nextB, stopB := iter.Pull(b)
		defer stopB()
		x, okX := nextA()
		y, okY := nextB()
		for okX || okY {
			if okX && (!okY || x <= y) {
				if !yield(x) {
					return
				}
				x, okX = nextA()
			} else {
				if !yield(y) {
					return
				}
				y, okY = nextB()
			}
		}
	}
}

func noisy(yield func(string) bool) {
	defer fmt.Println("cleaned up")
	for _, s := range []string{"x", "y", "z"} {
		if !yield(s) {
			return
		}
	}
}

func main() {
	for a, b := range zip(slices.Values([]int{1, 2, 3}), strings.SplitSeq("one,two,three,four", ",")) {
		fmt.Println(a, b)
	}
	fmt.Println(slices.Collect(mergeSorted(slices.Values([]int{1, 4, 9, 16}), slices.Values([]int{2, 3, 5, 7, 11}))))
	for i, s := range zip(slices.Values([]int{0, 1}), noisy) {
		fmt.Println(i, s)
	}
	next, stop := iter.Pull(noisy)
	fmt.Println(next())
	stop()
	fmt.Println(next())
}
