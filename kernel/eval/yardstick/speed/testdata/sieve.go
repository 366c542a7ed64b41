package main

import (
	"fmt"
	"os"
	"time"
)

func primes(n int) int {
	composite := make([]bool, n+1)
	count := 0
	for i := 2; i <= n; i++ {
		if composite[i] {
			continue
		}
		count++
		for j := i * i; j <= n; j += i {
			composite[j] = true
		}
	}
	return count
}

func main() {
	start := time.Now()
	fmt.Println(primes(1000000))
	fmt.Fprintln(os.Stderr, "elapsed", time.Since(start).Seconds())
}
