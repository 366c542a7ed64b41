package ssa

// A deferList holds the deferred calls of a function, in the order in which
// they were deferred.
type deferList struct{ calls []func(*panicking) }

func (l *deferList) pop() func(*panicking) {
	n := len(l.calls) - 1
	f := l.calls[n]
	l.calls = l.calls[:n]
	return f
}

// activate runs a prepared frame to its end, its deferred calls included. p is
// the panic during which the frame's function is called as a deferred one.
func (th *thread) activate(fp ptr, p *panicking) {
	if th.nesting++; th.nesting > maxNesting {
		th.nesting = 0
		th.run.overflows()
	}
	h := head(fp)
	h.deferred = p
	if !h.body.defers {
		th.execute(fp, 0)
		th.nesting--
		return
	}
	defer func(n int) { th.nesting = n }(th.nesting - 1)
	h.defers = &deferList{}
	q := th.protect(func() { th.execute(fp, 0) })
	if q == nil {
		return
	}
	th.visits = append(th.visits, fp)
	if q = th.unwind(h.defers, q); q != nil {
		th.again(q)
	}
	th.visits = th.visits[:len(th.visits)-1]
	if h.body.recover >= 0 {
		th.execute(fp, h.body.recover)
		return
	}
	for _, r := range h.body.results {
		r.typ.zero(ptr(ptrAt(fp, r.off)))
	}
}

// deferred runs a prepared frame during the panic p, and frees it also when it
// panics itself.
func (th *thread) deferred(fp ptr, p *panicking) {
	defer func() {
		head(fp).deferred = nil
		release(fp)
	}()
	th.activate(fp, p)
}

// protect calls f and returns its panic, unless the run is over: then nothing
// recovers it.
func (th *thread) protect(f func()) (p *panicking) {
	finished := false
	nesting, visits := th.nesting, len(th.visits)
	defer func() {
		if finished || th.run.stop.Load() != 0 {
			return
		}
		v := recover()
		th.nesting, th.visits = nesting, th.visits[:visits]
		p = th.eng.caught(v, th.goroutine())
	}()
	f()
	finished = true
	return nil
}

// unwind makes the deferred calls that are left when p passes, and returns the
// panic that then goes on: p, a later one, or none.
func (th *thread) unwind(l *deferList, p *panicking) *panicking {
	for len(l.calls) > 0 {
		f := l.pop()
		if later := th.protect(func() { f(p) }); later != nil {
			if p != nil {
				later.during(p)
			}
			p = later
		} else if p.exits() {
			p = &panicking{value: goexit{}} // also when a later panic was recovered
		} else if p != nil && p.recovered {
			p = nil
		}
	}
	return p
}

// runDefers makes the deferred calls of a function that ends normally. A panic
// in one of them is the function's: activate makes the others.
func runDefers(fp ptr) {
	for l := head(fp).defers; len(l.calls) > 0; {
		l.pop()(nil)
	}
}

// recovered is the builtin recover, called by the function of frame fp.
func recovered(fp ptr) any {
	p := inherited(fp)
	if p == nil || p.recovered {
		return nil
	}
	if _, ok := p.value.(goexit); ok {
		return nil
	}
	p.recovered = true
	return p.value
}

// inherited is the panic during which the function of frame fp was deferred,
// itself or by way of a method's wrapper.
func inherited(fp ptr) *panicking {
	h := head(fp)
	for h.deferred == nil && h.link != nil && head(h.link).body != nil && head(h.link).body.wrapper {
		h = head(h.link)
	}
	return h.deferred
}
