// Edit distance, and a spelling corrector made of it.
package main

import (
	"fmt"
	"slices"
)

func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	row := make([]int, len(t)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range s {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range t {
			cost := 1
			if x == y {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j]+1, row[j+1]+1, diagonal+cost)
		}
	}
	return row[len(t)]
}

func suggest(word string, dictionary []string) []string {
	best := slices.Clone(dictionary)
	slices.SortStableFunc(best, func(a, b string) int { return distance(word, a) - distance(word, b) })
	return best[:2]
}

func main() {
	pairs := [][2]string{{"kitten", "sitting"}, {"", "abc"}, {"flaw", "lawn"}, {"gradient", "gradient"}, {"naïve", "naive"}}
	for _, p := range pairs {
		fmt.Printf("%q %q %d\n", p[0], p[1], distance(p[0], p[1]))
	}
	dictionary := []string{"tensor", "matrix", "vector", "gradient", "layer", "kernel"}
	for _, w := range []string{"tensro", "gradeint", "vektor"} {
		fmt.Println(w, suggest(w, dictionary))
	}
}
