// Types that refer to themselves, types without size, and copies of values.
package main

import "fmt"

type (
	tree   map[string]tree
	nested []nested
	step   func(int) step
	relay  struct {
		next chan relay
		by   map[string]*relay
	}
	empty   struct{}
	nothing [0]int
	matrix  [2][2]int
)

func main() {
	root := tree{"a": {"b": nil}, "c": {}}
	fmt.Println(root, len(root["a"]["b"]["none"]))
	fmt.Println(nested{{}, {{}, {}}}, len(nested{{}, {{}, {}}}[1]))
	var walk step
	walk = func(n int) step {
		fmt.Print(n, " ")
		return walk
	}
	walk(1)(2)(3)
	fmt.Println()
	r := relay{next: make(chan relay, 1)}
	r.next <- r
	passed := <-r.next
	fmt.Println(passed.next == r.next, passed.by["nobody"] == nil)

	var five [5]empty
	fmt.Println(len(five), append([]empty{}, empty{}, empty{}), nothing{}, map[empty]int{{}: 3}, five == [5]empty{})

	a := [3]int{1, 2, 3}
	b, p := a, &a
	b[0] = 9
	for i, v := range a { // over a copy
		a[2] = 100
		fmt.Print(i, v, " ")
	}
	for i, v := range p { // not over a copy
		p[2] = 200 + i
		fmt.Print(i, v, " ")
	}
	fmt.Println(a, b, p[1:], len(p))
	m := matrix{{1, 2}, {3, 4}}
	n := m
	n[0][0] = 7
	fmt.Println(m, n, m != n, [...]string{2: "c", 0: "a"}, []int{5: 1, 2, 1: 9})

	list := make([]int, 3, 10)
	x, y := append(list, 4), append(list, 5)
	fmt.Println(x[3], y[3], list[:4], cap(list[2:]), cap(list[2:4:6]))
	counts := map[string]map[string]int{"a": {}}
	counts["a"]["b"]++
	points := map[[2]int]*struct{ n int }{{1, 2}: {3}}
	points[[2]int{1, 2}].n += 4
	fmt.Println(counts, points[[2]int{1, 2}].n, *new(42), *new("text"))
	seen := 0
	for k := range map[int]bool{1: true, 2: true, 3: true} {
		seen += k
	}
	fmt.Println(seen)
}
