package main

import (
	"fmt"
	"os"
	"time"
)

func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 0; i < len(a); i++ {
		diagonal := row[0]
		row[0] = i + 1
		for j := 0; j < len(b); j++ {
			best := diagonal
			if a[i] != b[j] {
				best++
			}
			if row[j]+1 < best {
				best = row[j] + 1
			}
			if row[j+1]+1 < best {
				best = row[j+1] + 1
			}
			diagonal = row[j+1]
			row[j+1] = best
		}
	}
	return row[len(b)]
}

func text(n, seed int) string {
	b := make([]byte, n)
	for i := range b {
		seed = (seed*1103515245 + 12345) % 2147483648
		b[i] = byte('a' + seed/65536%4)
	}
	return string(b)
}

func main() {
	start := time.Now()
	fmt.Println(distance(text(900, 1), text(1000, 2)))
	fmt.Fprintln(os.Stderr, "elapsed", time.Since(start).Seconds())
}
