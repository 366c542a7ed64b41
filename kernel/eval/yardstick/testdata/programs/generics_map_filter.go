// Map, Filter, Reduce and friends.
package main

import (
	"fmt"
	"strconv"
	"strings"
)

func Map[T, U any](in []T, f func(T) U) []U {
	out := make([]U, 0, len(in))
	for _, v := range in {
		out = append(out, f(v))
	}
	return out
}

func Filter[S ~[]T, T any](in S, keep func(T) bool) S {
	var out S
	for _, v := range in {
		if keep(v) {
			out = append(out, v)
		}
	}
	return out
}

func Reduce[T, A any](in []T, start A, f func(A, T) A) A {
	for _, v := range in {
		start = f(start, v)
	}
	return start
}

func GroupBy[K comparable, V any](in []V, key func(V) K) map[K][]V {
	out := map[K][]V{}
	for _, v := range in {
		out[key(v)] = append(out[key(v)], v)
	}
	return out
}

func Compose[A, B, C any](f func(A) B, g func(B) C) func(A) C {
	return func(a A) C { return g(f(a)) }
}

type Words []string

func (w Words) String() string { return "<" + strings.Join(w, " ") + ">" }

func main() {
	n := []int{1, 2, 3, 4, 5, 6}
	fmt.Println(Map(n, func(i int) string { return strconv.Itoa(i * i) }))
	fmt.Println(Filter(n, func(i int) bool { return i%2 == 0 }))
	fmt.Println(Reduce(n, 1.0, func(p float64, i int) float64 { return p * float64(i) }))
	long := Filter(Words{"go", "python", "c", "rust"}, func(s string) bool { return len(s) > 2 })
	fmt.Println(long.String(), len(long))
	fmt.Println(GroupBy(Words{"ab", "c", "de", "f"}, func(s string) int { return len(s) }))
	fmt.Println(Compose(strings.ToUpper, func(s string) int { return len(s) })("abc"))
	fmt.Println(Map(Map(n, func(i int) float64 { return float64(i) / 2 }), func(f float64) bool { return f == float64(int(f)) }))
}
