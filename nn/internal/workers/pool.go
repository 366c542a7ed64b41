package workers

import (
	"runtime"
	"sync/atomic"
)

// polls is how often a worker without work looks for some before it sleeps:
// about 0.4 ms, longer than what lies between two loops of a training step. (To wake
// one that sleeps takes up to 50 µs.)
const polls = 8000

var (
	started  int          // workers that exist; the holder of busy counts them
	sleepers atomic.Int32 // workers that sleep, or are about to
	bell     = make(chan struct{}, 1024)
)

// summon sees to it that there are n workers.
func summon(n int) {
	for ; started < n; started++ {
		go worker()
	}
}

// wake rouses up to n workers that sleep.
func wake(n int) {
	for range n {
		asleep := sleepers.Load()
		if asleep <= 0 || !sleepers.CompareAndSwap(asleep, asleep-1) {
			return // nobody sleeps, or one has just found the work by itself
		}
		bell <- struct{}{}
	}
}

func worker() {
	defer func() { go worker() }() // only a Goexit in Run comes here
	for {
		for i := 1; uint32(state.Load()) == 0; i++ {
			if i == polls {
				sleep()
				i = 0
			}
			relax(i)
		}
		work()
	}
}

// sleep blocks until wake rings, unless there is work after all.
func sleep() {
	sleepers.Add(1)
	for uint32(state.Load()) != 0 {
		// Work came in between. Whoever counted this worker as a sleeper
		// already has rung, or is about to: then the ring is taken below.
		asleep := sleepers.Load()
		if asleep <= 0 {
			break
		}
		if sleepers.CompareAndSwap(asleep, asleep-1) {
			return
		}
	}
	<-bell
}

// relax waits a moment: the i-th of a series.
func relax(i int) {
	if i%64 == 0 {
		runtime.Gosched() // others may need the processor more
		return
	}
	pause()
}
