// Publish and subscribe, each subscriber in its own goroutine.
package main

import (
	"fmt"
	"sync"
)

type Topic[T any] struct {
	mu   sync.Mutex
	subs []chan T
}

func (t *Topic[T]) Subscribe(buffer int) <-chan T {
	c := make(chan T, buffer)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.subs = append(t.subs, c)
	return c
}

func (t *Topic[T]) Publish(v T) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, c := range t.subs {
		c <- v
	}
}

func (t *Topic[T]) Close() {
	for _, c := range t.subs {
		close(c)
	}
}

func main() {
	var topic Topic[string]
	logs := make([][]string, 3)
	var wg sync.WaitGroup
	for i := range logs {
		c := topic.Subscribe(1)
		wg.Add(1)
		go func() {
			defer wg.Done()
			for s := range c {
				logs[i] = append(logs[i], fmt.Sprintf("%d:%s", i, s))
			}
		}()
	}
	for _, s := range []string{"begin", "epoch", "end"} {
		topic.Publish(s)
	}
	topic.Close()
	wg.Wait()
	for _, l := range logs {
		fmt.Println(l)
	}
}
