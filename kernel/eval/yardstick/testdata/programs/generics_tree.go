// A binary search tree of ordered keys.
package main

import (
	"cmp"
	"fmt"
	"strings"
)

type Tree[K cmp.Ordered, V any] struct {
	root *node[K, V]
	size int
}

type node[K cmp.Ordered, V any] struct {
	key         K
	value       V
	left, right *node[K, V]
}

func (t *Tree[K, V]) find(key K) **node[K, V] {
	at := &t.root
	for *at != nil && (*at).key != key {
		if key < (*at).key {
			at = &(*at).left
		} else {
			at = &(*at).right
		}
	}
	return at
}

func (t *Tree[K, V]) Set(key K, value V) {
	at := t.find(key)
	if *at == nil {
		*at = &node[K, V]{key: key}
		t.size++
	}
	(*at).value = value
}

func (t *Tree[K, V]) Get(key K) (value V, ok bool) {
	if n := *t.find(key); n != nil {
		return n.value, true
	}
	return
}

func (n *node[K, V]) walk(visit func(K, V) bool) bool {
	return n == nil || n.left.walk(visit) && visit(n.key, n.value) && n.right.walk(visit)
}

func (n *node[K, V]) depth() int {
	if n == nil {
		return 0
	}
	return 1 + max(n.left.depth(), n.right.depth())
}

func main() {
	var counts Tree[string, int]
	for _, w := range strings.Fields("the cat and the dog and the bird") {
		n, _ := counts.Get(w)
		counts.Set(w, n+1)
	}
	counts.root.walk(func(k string, n int) bool {
		fmt.Println(k, n)
		return true
	})
	fmt.Println("size", counts.size, "depth", counts.root.depth())
	var squares Tree[int, []int]
	for _, i := range []int{5, 2, 8, 1, 9, 3} {
		squares.Set(i, []int{i, i * i})
	}
	squares.root.walk(func(k int, v []int) bool {
		fmt.Print(v, " ")
		return k < 5
	})
	_, ok := squares.Get(4)
	fmt.Println(ok)
}
