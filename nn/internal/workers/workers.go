// Package workers shares the iterations of a loop among a few goroutines that
// stay alive between loops, so that a loop of some tens of microseconds is
// worth sharing.
//
// A training step is made of many short loops with little between them. A
// worker that has run out of work therefore polls for a moment before it goes
// to sleep: one that polls takes up work within a fraction of a microsecond,
// one that sleeps within some microseconds. The caller takes iterations too,
// and waits for nothing but iterations that a worker has already taken.
package workers

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// A Task is the body of a loop. The iterations run in any order and at the
// same time, so each must write memory of its own.
//
// Do allocates nothing if the Task is a pointer that the caller keeps.
type Task interface {
	Run(i int)
}

// N returns how many goroutines take part in a Do at most: GOMAXPROCS.
func N() int { return runtime.GOMAXPROCS(0) }

// Do calls t.Run(0), …, t.Run(n-1) once each and returns when all have
// returned. A Do inside another one's Run, or at the same time as another,
// runs serially in its caller.
//
// When a Run panics, iterations that have not begun are left out and Do panics
// with the same value.
func Do(n int, t Task) {
	if n > 1 {
		if others := min(N(), n) - 1; others > 0 && busy.CompareAndSwap(false, true) {
			share(n, others, t)
			return
		}
	}
	for i := range n {
		t.Run(i)
	}
}

// The current loop. Its fields are written by the goroutine that holds busy,
// before it publishes the loop in state; they are valid for whoever has
// claimed an iteration until that iteration is counted as finished.
var (
	busy    atomic.Bool // a loop is being shared
	current struct {
		task Task
		n    uint32
	}
	failure struct { // the first panic of the loop
		sync.Mutex
		happened bool
		value    any
	}
	generation uint32

	_ [64]byte // what follows is written by all, each on a cache line of its own

	// state is the loop's number in the high half, and in the low half how
	// many of its iterations nobody has claimed. The number keeps a worker
	// that was long asleep from claiming from a later loop by mistake.
	state atomic.Uint64
	_     [56]byte

	finished atomic.Uint32 // iterations that have returned, or were left out
	_        [60]byte
)

func share(n, others int, t Task) {
	summon(others)
	current.task, current.n = t, uint32(n)
	finished.Store(0)
	generation++
	state.Store(uint64(generation)<<32 | uint64(n))
	wake(others)
	defer conclude(uint32(n))
	work()
}

// conclude waits for the iterations that others have taken, makes way for the
// next loop, and passes on a panic.
func conclude(n uint32) {
	for i := 1; finished.Load() < n; i++ {
		relax(i)
	}
	current.task = nil
	failed, value := failure.happened, failure.value
	failure.happened, failure.value = false, nil
	busy.Store(false)
	if failed {
		panic(value)
	}
}

// work runs iterations of the current loop until none is left to claim.
func work() {
	returned := true
	defer settle(&returned)
	for {
		s := state.Load()
		left := uint32(s)
		if left == 0 {
			return
		}
		if !state.CompareAndSwap(s, s-1) {
			continue
		}
		returned = false
		current.task.Run(int(current.n - left))
		returned = true
		finished.Add(1)
	}
}

// settle records why an iteration did not return, if one did not, and counts
// it as finished together with those that have not begun.
func settle(returned *bool) {
	if *returned {
		return
	}
	value := recover()
	if value == nil {
		value = "workers: Run ended its goroutine (runtime.Goexit)"
	}
	failure.Lock()
	if !failure.happened {
		failure.happened, failure.value = true, value
	}
	failure.Unlock()
	for {
		s := state.Load()
		if state.CompareAndSwap(s, s&^(1<<32-1)) {
			finished.Add(1 + uint32(s))
			return
		}
	}
}
