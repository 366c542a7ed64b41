// Periodic work, stopped after some ticks; a debounced event.
package main

import (
	"fmt"
	"sync"
	"time"
)

func every(d time.Duration, n int, f func(i int)) {
	t := time.NewTicker(d)
	defer t.Stop()
	for i := range n {
		<-t.C
		f(i)
	}
}

type debouncer struct {
	mu    sync.Mutex
	timer *time.Timer
	wait  time.Duration
}

func (d *debouncer) call(f func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.timer != nil {
		d.timer.Stop()
	}
	d.timer = time.AfterFunc(d.wait, f)
}

func main() {
	start := time.Now()
	every(time.Millisecond, 4, func(i int) { fmt.Println("tick", i) })
	fmt.Println(time.Since(start) >= 4*time.Millisecond)

	d := &debouncer{wait: 80 * time.Millisecond}
	saved := make(chan int, 10)
	for i := range 5 {
		d.call(func() { saved <- i })
	}
	fmt.Println("saved", <-saved, len(saved))
}
