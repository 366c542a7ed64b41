package ssa

import (
	"bytes"
	"runtime"
	"strings"
	"time"
)

// An interrupted cell's goroutines end at their next instruction. One that is
// in compiled code, which can't be stopped, ends when it comes out of there.
//
// Run waits for the cell's own goroutine, so that a training that polls its
// context ends before the next cell begins: for at most grace while compiled
// code computes, and no longer than it takes to see that it only waits (for the
// network, for a lock) and that nothing computes what it may be waiting for.
const (
	grace      = time.Second
	firstLook  = 2 * time.Millisecond
	lastPause  = 50 * time.Millisecond
	enoughLook = 3 // times in a row
)

// settle waits for an interrupted cell's end.
func settle(done <-chan error) {
	deadline := time.Now().Add(grace)
	idle := 0
	for pause := firstLook; time.Now().Before(deadline); {
		select {
		case <-done:
			return
		case <-time.After(pause):
		}
		if computing(goroutineStacks()) {
			idle = 0
			pause = min(2*pause, lastPause)
		} else if idle++; idle == enoughLook {
			return
		}
	}
}

// goroutineStacks returns the stacks of all goroutines, as Go prints them. The
// first is the caller's.
func goroutineStacks() []byte {
	buf := make([]byte, 1<<16)
	for {
		if n := runtime.Stack(buf, true); n < len(buf) {
			return buf[:n]
		}
		buf = make([]byte, 2*len(buf))
	}
}

// computing reports whether a goroutine, other than the first, runs compiled
// code. One that runs bytecode is about to end, or another cell's.
func computing(stacks []byte) bool {
	_, others, _ := bytes.Cut(stacks, []byte("\n\n"))
	for goroutine := range bytes.SplitSeq(others, []byte("\n\n")) {
		head, calls, _ := bytes.Cut(goroutine, []byte("\n"))
		_, state, _ := bytes.Cut(head, []byte("["))
		if busy(string(state)) && !bytes.HasPrefix(calls, []byte("gradus/kernel/eval/ssa.hot(")) {
			return true
		}
	}
	return false
}

// busy reports whether a goroutine in a state, as Go prints it, computes: it is
// running or runnable, preempted, or collects garbage for its own allocation.
func busy(state string) bool {
	return strings.HasPrefix(state, "run") || strings.HasPrefix(state, "GC") || strings.HasPrefix(state, "preempted")
}
