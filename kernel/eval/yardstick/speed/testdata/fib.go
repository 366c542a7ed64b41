package main

import (
	"fmt"
	"os"
	"time"
)

func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}

func main() {
	start := time.Now()
	fmt.Println(fib(29))
	fmt.Fprintln(os.Stderr, "elapsed", time.Since(start).Seconds())
}
