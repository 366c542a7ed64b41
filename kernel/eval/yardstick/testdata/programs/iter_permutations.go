// Permutations, combinations and products as iterators.
package main

import (
	"fmt"
	"iter"
)

func permutations(items []string) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		p := append([]string(nil), items...)
		var permute func(k int) bool
		permute = func(k int) bool {
			if k == len(p) {
				return yield(p)
			}
			for i := k; i < len(p); i++ {
				p[k], p[i] = p[i], p[k]
				if !permute(k + 1) {
					return false
				}
				p[k], p[i] = p[i], p[k]
			}
			return true
		}
		permute(0)
	}
}

func combinations(n, k int) iter.Seq[[]int] {
	return func(yield func([]int) bool) {
		c := make([]int, k)
		for i := range c {
			c[i] = i
		}
		for yield(c) {
			i := k - 1
			for i >= 0 && c[i] == n-k+i {
				i--
			}
			if i < 0 {
				return
			}
			c[i]++
			for j := i + 1; j < k; j++ {
				c[j] = c[j-1] + 1
			}
		}
	}
}

func product[A, B any](as []A, bs []B) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		for _, a := range as {
			for _, b := range bs {
				if !yield(a, b) {
					return
				}
			}
		}
	}
}

func main() {
	for p := range permutations([]string{"a", "b", "c"}) {
		fmt.Print(p, " ")
	}
	fmt.Println()
	n := 0
	for c := range combinations(6, 3) {
		if n++; n <= 3 || c[0] == 3 {
			fmt.Print(c, " ")
		}
	}
	fmt.Println(n)
search:
	for x, y := range product([]int{1, 2, 3, 4}, []int{5, 6, 7}) {
		for z := range 30 {
			if x*x+y*y == z*z {
				continue search
			}
			if x*y == z && z > 20 {
				fmt.Println("found", x, y, z)
				break search
			}
		}
	}
}
