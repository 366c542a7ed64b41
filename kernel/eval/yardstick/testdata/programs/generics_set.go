// Sets, with the operations of mathematics.
package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

type Set[T comparable] map[T]struct{}

func Of[T comparable](values ...T) Set[T] {
	s := Set[T]{}
	for _, v := range values {
		s[v] = struct{}{}
	}
	return s
}

func (s Set[T]) Has(v T) bool {
	_, ok := s[v]
	return ok
}

func (s Set[T]) Union(t Set[T]) Set[T] {
	u := maps.Clone(s)
	maps.Copy(u, t)
	return u
}

func (s Set[T]) Intersect(t Set[T]) Set[T] {
	out := Set[T]{}
	for v := range s {
		if t.Has(v) {
			out[v] = struct{}{}
		}
	}
	return out
}

func (s Set[T]) Minus(t Set[T]) Set[T] {
	out := maps.Clone(s)
	maps.DeleteFunc(out, func(v T, _ struct{}) bool { return t.Has(v) })
	return out
}

func Sorted[T cmp.Ordered](s Set[T]) []T { return slices.Sorted(maps.Keys(s)) }

type point struct{ x, y int }

func main() {
	a, b := Of(1, 2, 3, 4), Of(3, 4, 5)
	fmt.Println(Sorted(a.Union(b)), Sorted(a.Intersect(b)), Sorted(a.Minus(b)))
	fmt.Println(maps.Equal(a.Minus(b).Union(a.Intersect(b)), a), len(a), len(b))
	seen := Of(point{0, 0})
	p := point{}
	for _, d := range "RRULLDDR" {
		switch d {
		case 'R':
			p.x++
		case 'L':
			p.x--
		case 'U':
			p.y++
		case 'D':
			p.y--
		}
		if seen.Has(p) {
			fmt.Println("again at", p)
		}
		seen[p] = struct{}{}
	}
	fmt.Println(len(seen), "places")
}
