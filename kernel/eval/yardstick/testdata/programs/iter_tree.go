// Walking a tree with range, in any order, and leaving early.
package main

import (
	"fmt"
	"iter"
)

type Tree struct {
	Left, Right *Tree
	Value       int
}

func (t *Tree) Insert(v int) *Tree {
	if t == nil {
		return &Tree{Value: v}
	}
	if v < t.Value {
		t.Left = t.Left.Insert(v)
	} else {
		t.Right = t.Right.Insert(v)
	}
	return t
}

func (t *Tree) All() iter.Seq2[int, int] {
	return func(yield func(depth, v int) bool) { t.push(0, yield) }
}

func (t *Tree) push(depth int, yield func(int, int) bool) bool {
	return t == nil ||
		t.Left.push(depth+1, yield) && yield(depth, t.Value) && t.Right.push(depth+1, yield)
}

func (t *Tree) Backward() iter.Seq[int] {
	return func(yield func(int) bool) {
		var walk func(*Tree) bool
		walk = func(t *Tree) bool {
			return t == nil || walk(t.Right) && yield(t.Value) && walk(t.Left)
		}
		walk(t)
	}
}

func find(t *Tree, want int) (depth int, ok bool) {
	for d, v := range t.All() {
		if v == want {
			return d, true
		}
	}
	return 0, false
}

func main() {
	var t *Tree
	for _, v := range []int{50, 30, 70, 20, 40, 60, 80} {
		t = t.Insert(v)
	}
	for depth, v := range t.All() {
		fmt.Printf("%*s%d\n", 2*depth, "", v)
	}
	for v := range t.Backward() {
		if v < 50 {
			break
		}
		fmt.Print(v, " ")
	}
	fmt.Println()
	fmt.Println(find(t, 40))
	fmt.Println(find(t, 45))
}
