package ssa

import "gradus/kernel/eval"

// Calls from compiled code run on threads that no goroutine uses. One of them
// is at hand without a lock; the others, of calls within calls and of several
// goroutines, lie on a stack.

// idleThread returns a thread for a call from compiled code.
func (e *Engine) idleThread() *thread {
	r := e.current.Load()
	th := e.atHand.Load()
	if th == nil || !th.busy.CompareAndSwap(0, 1) {
		th = e.stackedThread(r)
	}
	for th.run != r { // left by an earlier cell
		e.atHand.CompareAndSwap(th, nil)
		e.reentries.Add(-1)
		th = e.stackedThread(r)
	}
	th.id = 0 // whose goroutine it is now, nobody has asked
	return th
}

func (e *Engine) stackedThread(r *run) *thread {
	e.idleMu.Lock()
	defer e.idleMu.Unlock()
	if n := len(e.idle); n > 0 {
		th := e.idle[n-1]
		e.idle = e.idle[:n-1]
		return th
	}
	if e.reentries.Add(1) > maxReentries {
		e.reentries.Add(-1)
		r.end(&eval.StackOverflow{}) // compiled code may recover the panic
		r.overflows()
	}
	return e.newThread(r)
}

// park takes a thread back.
func (e *Engine) park(th *thread) {
	if th.run != e.current.Load() {
		e.reentries.Add(-1)
		return
	}
	if e.atHand.Load() == th {
		th.busy.Store(0)
		return
	}
	th.busy.Store(1) // nobody else's, should it be at hand at once
	if e.atHand.CompareAndSwap(nil, th) {
		th.busy.Store(0)
		return
	}
	e.idleMu.Lock()
	defer e.idleMu.Unlock()
	e.idle = append(e.idle, th)
}

// dropThreads forgets the frames of the last cell's calls, and what they hold.
// A thread that is busy leaves when it is parked.
func (e *Engine) dropThreads() {
	e.idleMu.Lock()
	defer e.idleMu.Unlock()
	e.reentries.Add(-int32(len(e.idle)))
	e.idle = nil
	if th := e.atHand.Swap(nil); th != nil && th.busy.CompareAndSwap(0, 1) {
		e.reentries.Add(-1)
	}
}
