// A pool of workers whose results come in any order.
package main

import (
	"fmt"
	"sort"
	"sync"
)

type job struct{ id, n int }

type result struct {
	job
	steps int
}

func collatz(n int) (steps int) {
	for ; n != 1; steps++ {
		if n%2 == 0 {
			n /= 2
		} else {
			n = 3*n + 1
		}
	}
	return steps
}

func main() {
	jobs, results := make(chan job), make(chan result)
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range jobs {
				results <- result{j, collatz(j.n)}
			}
		}()
	}
	go func() {
		for i, n := range []int{27, 97, 871, 6171, 1, 1024} {
			jobs <- job{i, n}
		}
		close(jobs)
		wg.Wait()
		close(results)
	}()
	var all []result
	for r := range results {
		all = append(all, r)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].id < all[j].id })
	for _, r := range all {
		fmt.Printf("%d: %d takes %d steps\n", r.id, r.n, r.steps)
	}
}
