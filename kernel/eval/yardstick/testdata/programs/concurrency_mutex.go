// Shared state under a mutex, read-write locks, once, atomic counters.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type Counter struct {
	mu     sync.Mutex
	counts map[string]int
}

func (c *Counter) Add(key string, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.counts == nil {
		c.counts = map[string]int{}
	}
	c.counts[key] += n
}

type Cache struct {
	sync.RWMutex
	values map[int]int
	misses atomic.Int64
}

func (c *Cache) Square(n int) int {
	c.RLock()
	v, ok := c.values[n]
	c.RUnlock()
	if ok {
		return v
	}
	c.Lock()
	defer c.Unlock()
	if v, ok := c.values[n]; ok {
		return v
	}
	c.misses.Add(1)
	c.values[n] = n * n
	return n * n
}

func main() {
	var c Counter
	var wg sync.WaitGroup
	for i := 0; i < 50; i++ {
		wg.Add(1)
		go func(i int) {
			defer wg.Done()
			c.Add([]string{"even", "odd"}[i%2], i)
		}(i)
	}
	wg.Wait()
	fmt.Println(c.counts)

	cache := &Cache{values: map[int]int{}}
	var sum atomic.Int64
	for i := range 40 {
		wg.Go(func() { sum.Add(int64(cache.Square(i % 5))) })
	}
	wg.Wait()
	fmt.Println(sum.Load(), cache.misses.Load())

	var once sync.Once
	for range 3 {
		once.Do(func() { fmt.Println("once") })
	}
}
