// Two goroutines hand a ball to and fro; a third keeps time by condition variable.
package main

import (
	"fmt"
	"sync"
)

type ball struct{ hits int }

func player(name string, in <-chan *ball, out chan<- *ball, log *[]string, last int) {
	defer close(out)
	for b := range in {
		b.hits++
		*log = append(*log, fmt.Sprint(name, b.hits))
		if b.hits == last {
			return
		}
		out <- b
	}
}

type barrier struct {
	mu      sync.Mutex
	cond    *sync.Cond
	waiting int
	size    int
	round   int
}

func (b *barrier) wait() {
	b.mu.Lock()
	defer b.mu.Unlock()
	round := b.round
	if b.waiting++; b.waiting == b.size {
		b.waiting, b.round = 0, b.round+1
		b.cond.Broadcast()
		return
	}
	for round == b.round {
		b.cond.Wait()
	}
}

func main() {
	a, b := make(chan *ball), make(chan *ball)
	var log []string
	go func() { a <- new(ball) }()
	go player("ping", a, b, &log, -1)
	player("pong", b, a, &log, 6)
	fmt.Println(log)

	bar := &barrier{size: 3}
	bar.cond = sync.NewCond(&bar.mu)
	var wg sync.WaitGroup
	var mu sync.Mutex
	sums := make([]int, 4)
	for id := 1; id <= 3; id++ {
		wg.Add(1)
		go func(id int) {
			defer wg.Done()
			for step := range sums {
				mu.Lock()
				sums[step] += id * (step + 1)
				mu.Unlock()
				bar.wait()
			}
		}(id)
	}
	wg.Wait()
	fmt.Println(sums, bar.round)
}
