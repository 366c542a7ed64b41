// A priority queue with an ordering of one's own.
package main

import (
	"cmp"
	"fmt"
	"strings"
)

type Heap[T any] struct {
	items []T
	less  func(a, b T) bool
}

func NewHeap[T any](less func(a, b T) bool, items ...T) *Heap[T] {
	h := &Heap[T]{less: less}
	for _, it := range items {
		h.Push(it)
	}
	return h
}

func (h *Heap[T]) Push(v T) {
	h.items = append(h.items, v)
	for i := len(h.items) - 1; i > 0; {
		parent := (i - 1) / 2
		if !h.less(h.items[i], h.items[parent]) {
			break
		}
		h.items[i], h.items[parent] = h.items[parent], h.items[i]
		i = parent
	}
}

func (h *Heap[T]) Pop() T {
	top := h.items[0]
	last := len(h.items) - 1
	h.items[0] = h.items[last]
	h.items = h.items[:last]
	for i := 0; ; {
		small := i
		for child := 2*i + 1; child <= 2*i+2 && child < last; child++ {
			if h.less(h.items[child], h.items[small]) {
				small = child
			}
		}
		if small == i {
			return top
		}
		h.items[i], h.items[small] = h.items[small], h.items[i]
		i = small
	}
}

func drain[T any](h *Heap[T]) (out []T) {
	for len(h.items) > 0 {
		out = append(out, h.Pop())
	}
	return out
}

type task struct {
	name     string
	priority int
}

func main() {
	fmt.Println(drain(NewHeap(cmp.Less[int], 5, 2, 9, 1, 7, 3)))
	fmt.Println(drain(NewHeap(func(a, b string) bool { return len(a) > len(b) }, strings.Fields("a ccc bb dddd")...)))
	byPriority := func(a, b task) bool {
		return cmp.Or(cmp.Compare(b.priority, a.priority), strings.Compare(a.name, b.name)) < 0
	}
	for _, t := range drain(NewHeap(byPriority, task{"sleep", 1}, task{"eat", 5}, task{"code", 5}, task{"play", 3})) {
		fmt.Printf("%+v\n", t)
	}
}
