package main

import (
	"fmt"
	"os"
	"time"
)

func main() {
	start := time.Now()
	jobs, results := make(chan int, 100), make(chan int, 100)
	for w := 0; w < 3; w++ {
		go func() {
			sum := 0
			for n := range jobs {
				results <- n * n % 7
				sum += n
			}
			results <- -sum
		}()
	}
	const n = 120000
	go func() {
		for i := 0; i < n; i++ {
			jobs <- i
		}
		close(jobs)
	}()
	total := 0
	for i := 0; i < n+3; i++ {
		total += <-results
	}
	fmt.Println(total)
	fmt.Fprintln(os.Stderr, "elapsed", time.Since(start).Seconds())
}
