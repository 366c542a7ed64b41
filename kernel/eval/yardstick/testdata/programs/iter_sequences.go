// Infinite sequences, taken, mapped and filtered lazily.
package main

import (
	"fmt"
	"iter"
	"slices"
)

func count(from int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := from; yield(i); i++ {
		}
	}
}

func take[T any](n int, s iter.Seq[T]) iter.Seq[T] {
	return func(yield func(T) bool) {
		if n <= 0 {
			return
		}
		left := n
		for v := range s {
			if left--; !yield(v) || left == 0 {
				return
			}
		}
	}
}

func mapped[T, U any](s iter.Seq[T], f func(T) U) iter.Seq[U] {
	return func(yield func(U) bool) {
		for v := range s {
			if !yield(f(v)) {
				return
			}
		}
	}
}

func filter[T any](s iter.Seq[T], keep func(T) bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		s(func(v T) bool { return !keep(v) || yield(v) })
	}
}

func fibonacci(yield func(int) bool) {
	for a, b := 0, 1; yield(a); a, b = b, a+b {
	}
}

func main() {
	even := func(n int) bool { return n%2 == 0 }
	fmt.Println(slices.Collect(take(5, filter(fibonacci, even))))
	fmt.Println(slices.Collect(take(4, mapped(count(10), func(n int) string { return fmt.Sprint("#", n) }))))
	for n := range fibonacci {
		if n > 50 {
			break
		}
		if n%3 == 0 {
			continue
		}
		fmt.Print(n, " ")
	}
	fmt.Println()
	fmt.Println(slices.Collect(take(0, count(1))) == nil)
}
