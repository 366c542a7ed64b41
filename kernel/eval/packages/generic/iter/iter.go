// Package iter has the functions of package iter that Go makes of coroutines,
// made of goroutines that hand over to one another.
package iter

import "iter"

// A coroutine runs an iterator in a goroutine of its own, one step at a time.
// The goroutine begins with the first step; it is gone when the iterator is done.
type coroutine struct {
	resume, yielded chan struct{}
	begun, done     bool
	stopping        bool
	panicked        any
}

// step lets the iterator run until it yields or is done.
func (c *coroutine) step(run func(yield func() bool)) {
	if !c.begun {
		c.begun = true
		c.resume, c.yielded = make(chan struct{}), make(chan struct{})
		go c.body(run)
	} else {
		c.resume <- struct{}{}
	}
	<-c.yielded
	if p := c.panicked; p != nil {
		c.panicked = nil
		panic(p)
	}
}

func (c *coroutine) body(run func(yield func() bool)) {
	defer func() {
		c.panicked = recover()
		c.done = true
		c.yielded <- struct{}{}
	}()
	run(func() bool {
		if c.done {
			panic("iter.Pull: yield called after the iterator returned")
		}
		c.yielded <- struct{}{}
		<-c.resume
		return !c.stopping
	})
}

// stop ends the iterator: the yield that it waits in returns false.
func (c *coroutine) stop(run func(yield func() bool)) {
	if c.done {
		return
	}
	if !c.begun {
		c.done = true
		return
	}
	c.stopping = true
	c.step(run)
}

// Pull is iter.Pull.
func Pull[V any](seq iter.Seq[V]) (next func() (V, bool), stop func()) {
	c := &coroutine{}
	var value V
	var ok bool
	run := func(yield func() bool) {
		seq(func(v V) bool {
			value, ok = v, true
			return yield()
		})
	}
	next = func() (V, bool) {
		var none V
		if c.done {
			return none, false
		}
		value, ok = none, false
		c.step(run)
		if c.done {
			return none, false
		}
		return value, ok
	}
	return next, func() { c.stop(run) }
}

// Pull2 is iter.Pull2.
func Pull2[K, V any](seq iter.Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	type pair struct {
		key   K
		value V
	}
	pairs, stop := Pull(func(yield func(pair) bool) {
		seq(func(k K, v V) bool { return yield(pair{k, v}) })
	})
	next = func() (K, V, bool) {
		p, ok := pairs()
		return p.key, p.value, ok
	}
	return next, stop
}
