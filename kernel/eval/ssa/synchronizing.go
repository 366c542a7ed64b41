package ssa

import (
	"reflect"
	"sync"

	"golang.org/x/tools/go/ssa"
)

// synchronizing emits a call of a method of package sync that may wait: the
// wait can be interrupted, and seen to be for ever.
func (lw *lowering) synchronizing(fn *ssa.Function, call *compiledCall) bool {
	wait := waiting[fn.String()]
	if wait == nil {
		return false
	}
	x := call.from[0].off
	lw.slow(func(fp ptr) {
		p := *ptrAt(fp, x)
		if p == nil {
			panicNil()
		}
		wait(head(fp).th.run, p)
	})
	return true
}

// waiting are those methods, by what their receivers point to.
var waiting = map[string]func(r *run, p ptr){
	"(*sync.Mutex).Lock": func(r *run, p ptr) {
		if m := (*sync.Mutex)(p); !m.TryLock() {
			r.outOfLine("sync.Mutex.Lock", m.Lock, m.Unlock)
		}
	},
	"(*sync.RWMutex).Lock": func(r *run, p ptr) {
		if m := (*sync.RWMutex)(p); !m.TryLock() {
			r.outOfLine("sync.RWMutex.Lock", m.Lock, m.Unlock)
		}
	},
	"(*sync.RWMutex).RLock": func(r *run, p ptr) {
		if m := (*sync.RWMutex)(p); !m.TryRLock() {
			r.outOfLine("sync.RWMutex.RLock", m.RLock, m.RUnlock)
		}
	},
	"(*sync.WaitGroup).Wait": func(r *run, p ptr) { r.outOfLine("sync.WaitGroup.Wait", (*sync.WaitGroup)(p).Wait, func() {}) },
	"(*sync.Cond).Wait": func(r *run, p ptr) {
		c := (*sync.Cond)(p)
		r.outOfLine("sync.Cond.Wait", c.Wait, func() { c.L.Unlock() })
	},
}

// outOfLine waits for a call that blocks, in a goroutine of its own. When the
// run ends before it does, undo follows it.
func (r *run) outOfLine(state string, wait, undo func()) {
	done := make(chan struct{})
	go func() {
		wait()
		select {
		case done <- struct{}{}:
		case <-r.interrupted:
			undo()
		}
	}()
	defer func() {
		if v := recover(); v != nil {
			panic(fatal{errInterrupted, state})
		}
	}()
	r.wait([]reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(done)}}, true)
}
