package main

import (
	"fmt"
	"sort"
	"sync"
	"time"
)

type number interface{ ~int | ~float64 }

func sum[T number](values []T) (total T) {
	for _, v := range values {
		total += v
	}
	return total
}

func main() {
	jobs, results := make(chan int), make(chan int, 100)
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := range jobs {
				results <- n * n
			}
		}()
	}
	for n := range 10 {
		jobs <- n
	}
	close(jobs)
	wg.Wait()
	close(results)
	var squares []int
	for r := range results {
		squares = append(squares, r)
	}
	sort.Ints(squares)
	fmt.Println(squares, sum(squares), sum([]float64{0.5, 0.25}))
	select {
	case <-time.After(time.Millisecond):
		fmt.Println("timed out")
	case <-results: // closed: always ready
		fmt.Println("closed")
	}
}
