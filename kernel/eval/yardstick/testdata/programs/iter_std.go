// The iterators of slices, maps and strings.
package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

func main() {
	ages := map[string]int{"ada": 36, "grace": 85, "alan": 41}
	fmt.Println(slices.Sorted(maps.Keys(ages)), slices.Sorted(maps.Values(ages)))
	for _, name := range slices.SortedFunc(maps.Keys(ages), func(a, b string) int { return ages[a] - ages[b] }) {
		fmt.Print(name, " ")
	}
	fmt.Println()
	for i, v := range slices.Backward([]string{"a", "b", "c"}) {
		fmt.Print(i, v, " ")
	}
	fmt.Println()
	for chunk := range slices.Chunk([]int{1, 2, 3, 4, 5, 6, 7}, 3) {
		fmt.Print(chunk, len(chunk), cap(chunk), " ")
	}
	fmt.Println()
	for line := range strings.Lines("one\ntwo\nthree") {
		fmt.Printf("%q ", line)
	}
	for field := range strings.FieldsSeq("  a  b c ") {
		fmt.Printf("%q ", field)
	}
	fmt.Println()
	inverted := maps.Collect(func(yield func(int, string) bool) {
		for k, v := range ages {
			if !yield(v, k) {
				return
			}
		}
	})
	fmt.Println(inverted)
	fmt.Println(slices.AppendSeq([]int{0}, slices.Values([]int{1, 2})), slices.Repeat([]string{"x"}, 3))
	total := 0
	for i := range 10 {
		total += i
	}
	for range 3 {
		total *= 2
	}
	fmt.Println(total)
}
