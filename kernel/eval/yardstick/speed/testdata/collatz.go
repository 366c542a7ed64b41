package main

import (
	"fmt"
	"os"
	"time"
)

func longest(limit int) (steps, at int) {
	for i := 1; i < limit; i++ {
		count := 0
		for n := i; n != 1; count++ {
			if n%2 == 0 {
				n /= 2
			} else {
				n = 3*n + 1
			}
		}
		if count > steps {
			steps, at = count, i
		}
	}
	return steps, at
}

func main() {
	start := time.Now()
	fmt.Println(longest(30000))
	fmt.Fprintln(os.Stderr, "elapsed", time.Since(start).Seconds())
}
