// The most frequent words of a text.
package main

import (
	"bufio"
	"fmt"
	"sort"
	"strings"
	"unicode"
)

const text = `It was the best of times, it was the worst of times,
it was the age of wisdom, it was the age of foolishness,
it was the epoch of belief, it was the epoch of incredulity,
it was the season of Light, it was the season of Darkness.`

type count struct {
	word string
	n    int
}

func main() {
	counts := make(map[string]int)
	scanner := bufio.NewScanner(strings.NewReader(text))
	scanner.Split(bufio.ScanWords)
	for scanner.Scan() {
		word := strings.TrimFunc(strings.ToLower(scanner.Text()), unicode.IsPunct)
		counts[word]++
	}
	var list []count
	for w, n := range counts {
		list = append(list, count{w, n})
	}
	sort.Slice(list, func(i, j int) bool {
		if list[i].n != list[j].n {
			return list[i].n > list[j].n
		}
		return list[i].word < list[j].word
	})
	for _, c := range list[:8] {
		fmt.Printf("%-6s %2d %s\n", c.word, c.n, strings.Repeat("*", c.n))
	}
	fmt.Println(len(list), "different words")
}
