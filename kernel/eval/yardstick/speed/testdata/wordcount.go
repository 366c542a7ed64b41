package main

import (
	"fmt"
	"os"
	"strings"
	"time"
)

func text(n int) string {
	var words []string
	seed := 1
	for i := 0; i < n; i++ {
		seed = (seed*1103515245 + 12345) % 2147483648
		words = append(words, "Word"+string(rune('a'+seed/65536%26))+string(rune('a'+seed/4096%26)))
	}
	return strings.Join(words, ", ")
}

func main() {
	start := time.Now()
	counts := map[string]int{}
	for _, w := range strings.Fields(text(150000)) {
		counts[strings.ToLower(strings.Trim(w, ",."))]++
	}
	best := ""
	for w, n := range counts {
		if n > counts[best] || n == counts[best] && w < best {
			best = w
		}
	}
	fmt.Println(len(counts), best, counts[best])
	fmt.Fprintln(os.Stderr, "elapsed", time.Since(start).Seconds())
}
