// Slices share, arrays copy, maps are references.
package main

import "fmt"

func grow(s []int) []int {
	s[0] = 99
	return append(s, 4)
}

func variadic(prefix string, rest ...int) string {
	return fmt.Sprint(prefix, len(rest), rest, rest == nil)
}

type key struct {
	name string
	at   [2]int
}

func main() {
	a := [5]int{1, 2, 3, 4, 5}
	b := a
	b[0] = 100
	s := a[1:3]
	t := append(s, 40)
	fmt.Println(a, b, s, t, len(s), cap(s), a == b)
	u := append(a[1:3:3], 50)
	fmt.Println(a, u)
	n := make([]int, 3)
	m := grow(n)
	m[1] = 7
	fmt.Println(n, m)
	copy(a[1:], a[:])
	fmt.Println(a, copy(n, m), n)
	grid := [3][3]rune{}
	for i := range grid {
		for j := range grid[i] {
			grid[i][j] = '.'
		}
		grid[i][i] = '\\'
	}
	for _, row := range grid {
		fmt.Println(string(row[:]))
	}
	fmt.Println(variadic("a"), variadic("b", 1, 2), variadic("c", n...))
	ages := map[string]int{"a": 1}
	alias := ages
	alias["b"]++
	delete(ages, "a")
	v, ok := ages["zzz"]
	fmt.Println(ages, len(alias), v, ok)
	places := map[key][]string{{"x", [2]int{1, 2}}: {"one"}}
	places[key{"x", [2]int{1, 2}}] = append(places[key{"x", [2]int{1, 2}}], "two")
	fmt.Println(places)
	var none map[string]int
	fmt.Println(none["a"], len(none), none == nil)
	for i, v := range [...]string{2: "c", 0: "a"} {
		fmt.Printf("%d%q ", i, v)
	}
	clear(ages)
	arr := [4]int(append(n, 1))
	p := &arr
	for i := range p {
		p[i] *= 2
	}
	fmt.Println(len(ages), arr, p[1:2], min(3, 1, 2), max(2.5, 1))
}
