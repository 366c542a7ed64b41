// A sum split among goroutines, each with its own part of the slice.
package main

import (
	"fmt"
	"sync"
)

func parallelSum(values []int, parts int) int {
	sums := make(chan int, parts)
	size := (len(values) + parts - 1) / parts
	started := 0
	for ; len(values) > 0; started++ {
		part := values[:min(size, len(values))]
		values = values[len(part):]
		go func() {
			s := 0
			for _, v := range part {
				s += v
			}
			sums <- s
		}()
	}
	total := 0
	for range started {
		total += <-sums
	}
	return total
}

func parallelMap(in []float64, f func(float64) float64) []float64 {
	out := make([]float64, len(in))
	var wg sync.WaitGroup
	for i, x := range in {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out[i] = f(x)
		}()
	}
	wg.Wait()
	return out
}

func main() {
	values := make([]int, 1000)
	for i := range values {
		values[i] = i + 1
	}
	for _, parts := range []int{1, 3, 7, 1000} {
		fmt.Println(parts, parallelSum(values, parts))
	}
	fmt.Println(parallelMap([]float64{1, 2, 3}, func(x float64) float64 { return x * x / 2 }))
}
