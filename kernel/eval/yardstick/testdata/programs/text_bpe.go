// Byte-pair encoding: learn merges, then tokenize with them.
package main

import (
	"fmt"
	"strings"
)

type pair struct{ left, right string }

func mostFrequent(words [][]string) (best pair, count int) {
	counts := map[pair]int{}
	for _, w := range words {
		for i := 0; i+1 < len(w); i++ {
			counts[pair{w[i], w[i+1]}]++
		}
	}
	for p, n := range counts {
		if n > count || n == count && (p.left+" "+p.right) < (best.left+" "+best.right) {
			best, count = p, n
		}
	}
	return best, count
}

func merge(word []string, p pair) []string {
	out := word[:0:0]
	for i := 0; i < len(word); i++ {
		if i+1 < len(word) && word[i] == p.left && word[i+1] == p.right {
			out = append(out, p.left+p.right)
			i++
		} else {
			out = append(out, word[i])
		}
	}
	return out
}

func main() {
	var words [][]string
	for _, w := range strings.Fields("low low low lower lower newest newest newest widest widest") {
		words = append(words, strings.Split(w+"_", ""))
	}
	var merges []pair
	for len(merges) < 8 {
		p, n := mostFrequent(words)
		if n < 2 {
			break
		}
		merges = append(merges, p)
		fmt.Printf("%d × %q + %q\n", n, p.left, p.right)
		for i, w := range words {
			words[i] = merge(w, p)
		}
	}
	for _, w := range []string{"lowest_", "wider_"} {
		tokens := strings.Split(w, "")
		for _, p := range merges {
			tokens = merge(tokens, p)
		}
		fmt.Println(strings.Join(tokens, "|"))
	}
}
