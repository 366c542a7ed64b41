package ssa

import (
	"reflect"
	"sync/atomic"
	"unsafe"
)

const (
	// maxFrameBytes bounds the frames of a thread, and so the depth of calls: a
	// call that is deeper than any before it needs a new frame.
	maxFrameBytes = 256 << 20
	// maxNesting bounds activations inside one another, which take Go stack.
	maxNesting = 100_000
	// maxReentries bounds calls from compiled code that are under way, which take
	// more of it: Go ends the process at 512 MB.
	maxReentries = 20_000
	// spare is how many functions may be compiled while a thread lives.
	spare = 256
)

// A thread is what one goroutine of interpreted code needs.
type thread struct {
	eng      *Engine
	run      *run
	stop     *atomic.Uint32 // not 0: leave the loop
	pools    ptr            // table of free frames, by function
	poolSize uint32
	bytes    uintptr
	nesting  int
	table    []ptr
	id       int64 // of the goroutine, once known
	unpooled ptr
	stub     stub          // of the first activation
	task     *task         // the goroutine, in functions compiled for debugging
	busy     atomic.Uint32 // it is at hand, but serves a call
	visits   []ptr         // frames of calls that have left the loop, as far as debugging needs them
}

func (e *Engine) newThread(r *run) *thread {
	th := &thread{eng: e, run: r, stop: &r.stop, table: make([]ptr, e.functionCount.Load()+spare)}
	th.pools = ptr(unsafe.SliceData(th.table))
	th.poolSize = uint32(len(th.table) * 8)
	return th
}

// take returns a free frame of the function, its link pointing to the next
// one; the frame is the caller's until it is released.
func (th *thread) take(f *function) ptr {
	if f.pool < th.poolSize {
		pool := (*ptr)(unsafe.Add(th.pools, uintptr(f.pool)))
		if fp := *pool; fp != nil {
			*pool = head(fp).link
			return fp
		}
	}
	fp := th.newFrame(f)
	if h := head(fp); h.pool == &th.unpooled {
		th.unpooled = nil
	}
	return fp
}

func release(fp ptr) {
	h := head(fp)
	h.link = *h.pool
	*h.pool = fp
}

func (th *thread) newFrame(f *function) ptr {
	b := f.current().ready()
	pooled := f.pool < th.poolSize && !b.defers // the loop must not find a function with defers
	if pooled {
		if th.bytes += b.frame.Size() + b.beside; th.bytes > maxFrameBytes {
			th.run.overflows()
		}
	}
	fp := reflect.New(b.frame).UnsafePointer()
	h := head(fp)
	h.body, h.th, h.code = b, th, ptr(unsafe.SliceData(b.code))
	if h.pool = &th.unpooled; pooled {
		h.pool = (*ptr)(unsafe.Add(th.pools, uintptr(f.pool)))
	}
	for _, set := range b.setup {
		set(fp)
	}
	return fp
}

// A stub is the frame below an activation's first. It receives a result of one
// word; the two instructions before halt say where.
type stub struct {
	header
	word uint64
	ptr  ptr
}

var (
	haltWord = []ins{{op: oCall, d: off(unsafe.Offsetof(stub{}.word))}, {op: oHalt}, {op: oHalt}}
	haltPtr  = []ins{{op: oCall, d: off(unsafe.Offsetof(stub{}.ptr))}, {op: oHalt}, {op: oHalt}}
)

// execute runs a prepared frame from instruction start. Its results are left
// in it, and it stays the caller's.
func (th *thread) execute(fp ptr, start int) {
	s := &th.stub
	if th.nesting > 1 {
		s = &stub{}
	}
	s.below(fp)
	at, pc, why := hot(fp, unsafe.Add(head(fp).code, start*insSize), th)
	if why != xHalt {
		th.loop(fp, at, pc, why)
	}
	s.deliver(fp)
}

// below has fp return to the stub.
func (s *stub) below(fp ptr) {
	h := head(fp)
	h.link, h.ret = ptr(s), ptr(&haltWord[1])
	if h.body.single == cPtr {
		h.ret = ptr(&haltPtr[1])
	}
}

// deliver moves the result that the stub has received to where the frame has
// its results, and takes the frame, which the return released, back.
func (s *stub) deliver(fp ptr) {
	h := head(fp)
	*h.pool = h.link
	switch b := h.body; b.single {
	case cWord:
		*at[uint64](fp, b.results[0].off) = s.word
	case cPtr:
		*ptrAt(fp, b.results[0].off) = s.ptr
	}
}

// An exit is why the loop stopped.
type exit int

const (
	xSlow exit = iota
	xHalt
	xStop
	xNil
	xDivide
	xIndex
	xCall
	xReturn
)

// loop does what needs a Go call and goes on with the hot loop, which stopped
// for it. When something panics, the position of every frame down to the first
// is known.
func (th *thread) loop(base, fp, pc ptr, why exit) {
	finished := false
	defer func() {
		if !finished {
			if d := th.eng.debugger; d.panics.Load() != 0 {
				v := recover()
				d.panicked(th, fp, pc, v)
				defer panicAgain(v)
			}
			th.abandon(fp, pc, base)
		}
	}()
	for why != xHalt {
		switch why {
		case xSlow:
			in := (*ins)(unsafe.Add(pc, -insSize))
			head(fp).body.slow[in.t](fp)
			th.poll() // compiled code may have waited long
		case xCall:
			fp, pc = th.call(fp, pc)
		case xReturn:
			fp, pc = th.results(fp)
		case xStop:
			panic(fatal{err: errInterrupted})
		default:
			fault(why, (*ins)(unsafe.Add(pc, -insSize)), fp)
		}
		fp, pc, why = hot(fp, pc, th)
	}
	finished = true
}

// poll ends the goroutine if its run is over.
func (th *thread) poll() {
	if th.stop.Load() != 0 {
		panic(fatal{err: errInterrupted})
	}
}

// call does a call that the loop could not.
func (th *thread) call(fp, pc ptr) (ptr, ptr) {
	th.poll()
	in := (*ins)(unsafe.Add(pc, -insSize))
	site := (*callSite)(*ptrAt(fp, in.c))
	nf := th.prepare(th, site, fp, in.e)
	if nf == nil { // a compiled function, and it has been called
		th.poll()
		return fp, pc
	}
	h := head(nf)
	if h.body.defers {
		var p *panicking
		if head(fp).body.wrapper {
			p = inherited(fp)
		}
		th.visits = append(th.visits, fp)
		th.activate(nf, p)
		th.visits = th.visits[:len(th.visits)-1]
		site.receive(fp, nf)
		release(nf)
		return fp, pc
	}
	h.link, h.ret = fp, pc
	return nf, h.code
}

// prepare makes the frame of a call, on thread owner, with its arguments. A
// compiled function it calls at once and returns nil.
func (th *thread) prepare(owner *thread, site *callSite, fp ptr, callee off) ptr {
	switch {
	case site.fn != nil:
		nf := owner.take(site.fn)
		site.pass(nf, fp)
		return nf
	case site.method != "":
		f, receiver := th.eng.methodOf(*anyAt(fp, callee), site)
		if f == nil {
			th.eng.callMethod(*anyAt(fp, callee), site, fp)
			return nil
		}
		nf := owner.take(f)
		*ptrAt(nf, contextOff+8) = receiver
		site.pass(nf, fp)
		return nf
	}
	v := *ptrAt(fp, callee)
	if v == nil {
		panicNil()
	}
	if *(*uintptr)(v) != site.code {
		th.eng.callValue(reflect.NewAt(site.sig.rt, ptr(ptrAt(fp, callee))).Elem(), site, fp)
		return nil
	}
	nf := owner.take((*closure)(v).fn)
	*ptrAt(nf, contextOff) = v
	site.pass(nf, fp)
	return nf
}

func (s *callSite) pass(nf, fp ptr) {
	for i := range s.args {
		s.args[i].do(nf, fp)
	}
}

func (s *callSite) receive(fp, nf ptr) {
	for i := range s.results {
		s.results[i].do(fp, nf)
	}
}

// results returns from a function whose results are in its frame.
func (th *thread) results(fp ptr) (ptr, ptr) {
	h := head(fp)
	caller, pc := h.link, h.ret
	if head(caller).body != nil {
		in := (*ins)(unsafe.Add(pc, -insSize))
		(*callSite)(*ptrAt(caller, in.c)).receive(caller, fp)
	}
	release(fp)
	return caller, pc
}
