// A stack and a queue of anything.
package main

import (
	"fmt"
	"strings"
)

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(v T) { s.items = append(s.items, v) }

func (s *Stack[T]) Pop() (v T, ok bool) {
	if len(s.items) == 0 {
		return v, false
	}
	last := len(s.items) - 1
	v, s.items = s.items[last], s.items[:last]
	return v, true
}

func (s Stack[T]) Len() int { return len(s.items) }

type Queue[T any] struct{ in, out Stack[T] }

func (q *Queue[T]) Add(v T) { q.in.Push(v) }

func (q *Queue[T]) Take() (T, bool) {
	if q.out.Len() == 0 {
		for v, ok := q.in.Pop(); ok; v, ok = q.in.Pop() {
			q.out.Push(v)
		}
	}
	return q.out.Pop()
}

func balanced(s string) bool {
	pairs := map[rune]rune{')': '(', ']': '[', '}': '{'}
	var open Stack[rune]
	for _, r := range s {
		if strings.ContainsRune("([{", r) {
			open.Push(r)
		} else if want, closing := pairs[r]; closing {
			if got, ok := open.Pop(); !ok || got != want {
				return false
			}
		}
	}
	return open.Len() == 0
}

func main() {
	for _, s := range []string{"(a[b]{c})", "(]", "((", ""} {
		fmt.Printf("%q %t\n", s, balanced(s))
	}
	var q Queue[string]
	for _, w := range []string{"first", "second", "third"} {
		q.Add(w)
	}
	fmt.Println(q.Take())
	q.Add("fourth")
	for v, ok := q.Take(); ok; v, ok = q.Take() {
		fmt.Println(v)
	}
	fmt.Println(q.Take())
}
