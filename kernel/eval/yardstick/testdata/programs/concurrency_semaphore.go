// At most three at a time, by a buffered channel.
package main

import (
	"fmt"
	"sync"
	"time"
)

type semaphore chan struct{}

func (s semaphore) acquire() { s <- struct{}{} }
func (s semaphore) release() { <-s }

type gauge struct {
	sync.Mutex
	now, most int
}

func (g *gauge) enter() {
	g.Lock()
	g.now++
	g.most = max(g.most, g.now)
	g.Unlock()
}

func (g *gauge) leave() {
	g.Lock()
	g.now--
	g.Unlock()
}

func main() {
	limit := make(semaphore, 3)
	var g gauge
	var wg sync.WaitGroup
	squares := make([]int, 12)
	for i := range squares {
		limit.acquire()
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer limit.release()
			g.enter()
			defer g.leave()
			time.Sleep(100 * time.Microsecond)
			squares[i] = i * i
		}()
	}
	wg.Wait()
	fmt.Println(squares, g.now, g.most <= 3)
}
