// An LRU cache, and memoisation of recursive functions.
package main

import (
	"container/list"
	"fmt"
)

type entry[K comparable, V any] struct {
	key   K
	value V
}

type LRU[K comparable, V any] struct {
	size  int
	order *list.List
	items map[K]*list.Element
}

func NewLRU[K comparable, V any](size int) *LRU[K, V] {
	return &LRU[K, V]{size, list.New(), make(map[K]*list.Element)}
}

func (c *LRU[K, V]) Get(key K) (value V, ok bool) {
	e, ok := c.items[key]
	if !ok {
		return value, false
	}
	c.order.MoveToFront(e)
	return e.Value.(entry[K, V]).value, true
}

func (c *LRU[K, V]) Put(key K, value V) {
	if e, ok := c.items[key]; ok {
		e.Value = entry[K, V]{key, value}
		c.order.MoveToFront(e)
		return
	}
	if c.order.Len() == c.size {
		last := c.order.Back()
		delete(c.items, c.order.Remove(last).(entry[K, V]).key)
	}
	c.items[key] = c.order.PushFront(entry[K, V]{key, value})
}

func memo[A comparable, R any](f func(self func(A) R, a A) R) func(A) R {
	known := map[A]R{}
	var self func(A) R
	self = func(a A) R {
		if r, ok := known[a]; ok {
			return r
		}
		r := f(self, a)
		known[a] = r
		return r
	}
	return self
}

func main() {
	c := NewLRU[string, int](2)
	c.Put("a", 1)
	c.Put("b", 2)
	c.Get("a")
	c.Put("c", 3)
	for _, k := range []string{"a", "b", "c"} {
		v, ok := c.Get(k)
		fmt.Println(k, v, ok)
	}
	fib := memo(func(fib func(int) int, n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	})
	fmt.Println(fib(80))
	type cell struct{ row, col int }
	paths := memo(func(paths func(cell) int, c cell) int {
		if c.row == 0 || c.col == 0 {
			return 1
		}
		return paths(cell{c.row - 1, c.col}) + paths(cell{c.row, c.col - 1})
	})
	fmt.Println(paths(cell{10, 10}))
}
