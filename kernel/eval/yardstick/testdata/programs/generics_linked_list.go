// A doubly linked list, with a sentinel.
package main

import "fmt"

type element[T any] struct {
	next, prev *element[T]
	value      T
}

type List[T any] struct {
	root element[T]
	size int
}

func NewList[T any](values ...T) *List[T] {
	l := &List[T]{}
	l.root.next, l.root.prev = &l.root, &l.root
	for _, v := range values {
		l.PushBack(v)
	}
	return l
}

func (l *List[T]) insert(v T, after *element[T]) *element[T] {
	e := &element[T]{value: v, prev: after, next: after.next}
	e.prev.next, e.next.prev = e, e
	l.size++
	return e
}

func (l *List[T]) PushBack(v T) *element[T]  { return l.insert(v, l.root.prev) }
func (l *List[T]) PushFront(v T) *element[T] { return l.insert(v, &l.root) }

func (l *List[T]) Remove(e *element[T]) T {
	e.prev.next, e.next.prev = e.next, e.prev
	e.next, e.prev = nil, nil
	l.size--
	return e.value
}

func (l *List[T]) Each(f func(T)) {
	for e := l.root.next; e != &l.root; e = e.next {
		f(e.value)
	}
}

func (l *List[T]) Reverse() {
	e := &l.root
	for {
		e.next, e.prev = e.prev, e.next
		if e = e.prev; e == &l.root {
			return
		}
	}
}

func show[T any](l *List[T]) {
	l.Each(func(v T) { fmt.Print(v, " ") })
	fmt.Println("|", l.size)
}

func main() {
	l := NewList("b", "c", "d")
	a := l.PushFront("a")
	e := l.PushBack("e")
	show(l)
	fmt.Println("removed", l.Remove(a), l.Remove(e))
	show(l)
	l.Reverse()
	show(l)
	type point struct{ X, Y int }
	show(NewList(point{1, 2}, point{3, 4}))
	show(NewList[any](1, "two", 3.5, nil))
}
