package ssa

import (
	"bytes"
	"errors"
	"go/token"
	"runtime"
	"strconv"
	"strings"
	"unsafe"

	"gradus/kernel/eval"
)

// fatal is the panic that ends a cell without running deferred calls: an
// interrupt, os.Exit, a stack overflow. The cell can't recover it.
type fatal struct {
	err   error
	state string // of a goroutine that waited
}

func (f fatal) Error() string { return f.err.Error() }

var errInterrupted = errors.New("interrupted")

// goexit is the panic by which runtime.Goexit ends a goroutine: it makes the
// deferred calls, and nothing recovers it.
type goexit struct{}

// A panicking is a panic on its way up.
type panicking struct {
	value     any
	frames    []eval.Frame
	recovered bool
	below     *panicking // the one that was under way when this began
}

// exits reports whether p is, or interrupted, a runtime.Goexit.
func (p *panicking) exits() bool {
	for ; p != nil; p = p.below {
		if _, ok := p.value.(goexit); ok {
			return true
		}
	}
	return false
}

// during notes that p began during another panic.
func (p *panicking) during(other *panicking) {
	for p.below != nil {
		p = p.below
	}
	p.below = other
}

// reported makes of p what a session shows.
func (e *Engine) reported(p *panicking) *eval.Panic {
	r := &eval.Panic{Value: e.namedInPanic(p.value), Frames: p.frames, Recovered: p.recovered}
	if p.below != nil {
		r.Below = e.reported(p.below)
	}
	return r
}

// namedInPanic dresses the value of a panic, whose type is told where it is a
// number or text.
func (e *Engine) namedInPanic(v any) any {
	d := e.dressed(v)
	if b, ok := d.(boxed); ok && info(b.typ.t) != 0 {
		return boxedBasic{b}
	}
	return d
}

// A boxedBasic is a value of a type like type celsius float64, in a panic.
type boxedBasic struct{ boxed }

func (b boxedBasic) PanicText() string {
	text := eval.PanicText(b.v)
	if s, ok := b.v.(string); ok {
		text = "\"" + s + "\""
	}
	return typeName(b.typ.t) + "(" + text + ")"
}

// fault panics as Go does, by repeating in Go what the loop found impossible.
func fault(why exit, in *ins, fp ptr) {
	switch why {
	case xNil:
		panicNil()
	case xDivide:
		zero := 0
		_ = 1 / zero
	case xIndex:
		i := *intAt(fp, in.b)
		if list := slcAt(fp, in.a); in.op.inRow() && uint64(i) < uint64(list.len) {
			row := (*slice)(unsafe.Add(list.p, i*int64(unsafe.Sizeof(slice{}))))
			panicIndex(*intAt(fp, in.c), row.len)
		}
		if in.op.inMemory() {
			panicIndex(i, (*slice)(unsafe.Add(*ptrAt(fp, in.a), in.c)).len)
		}
		if in.op == oIndexA {
			panicIndex(i, int(*intAt(fp, in.c)))
		}
		panicIndex(i, slcAt(fp, in.a).len) // a string has its length in the same place
	}
}

func (o op) inRow() bool {
	return o == oElemRow || o == oPutRow || o == oElemRowF32 || o == oPutRowF32
}

func panicNil() {
	var p *int
	_ = *p
}

// panicIndex panics with the words of Go for s[i] with length n.
func panicIndex(i int64, n int) { _ = make([]struct{}, n)[i] }

// manyFrames is more than a person reads.
const manyFrames = 100

// abandon notes where the active calls are when a panic leaves the loop, and
// frees their frames but the first.
func (th *thread) abandon(fp, pc, base ptr) {
	if th.run.overflow.Load() != 0 {
		th.deepest(fp, pc, base)
		return
	}
	t := th.eng.trace(th.goroutine())
	for {
		h := head(fp)
		if !h.body.hidden {
			t.frames = append(t.frames, h.body.frameAt(pc))
		}
		if fp == base || len(t.frames) > manyFrames && th.run.stop.Load() != 0 {
			return // of what was interrupted, nobody asks for millions of frames
		}
		caller := h.link
		pc = h.ret
		release(fp)
		fp = caller
	}
}

// frameAt is the call of b that is before instruction pc.
func (b *body) frameAt(pc ptr) eval.Frame {
	i := int(uintptr(pc)-uintptr(ptr(unsafe.SliceData(b.code))))/insSize - 1
	at := token.NoPos
	if i >= 0 && i < len(b.pos) {
		at = b.pos[i]
	}
	return eval.Frame{Package: b.pkg, Function: b.name, Position: b.fn.eng.position(at)}
}

// position is the start of the expression that ssa places at at.
func (e *Engine) position(at token.Pos) token.Position {
	if !at.IsValid() {
		return token.Position{}
	}
	e.mu.RLock()
	defer e.mu.RUnlock()
	if start, ok := e.starts[at]; ok {
		at = start
	}
	return e.fset.Position(at)
}

// A trail is where a goroutine's panic has passed.
type trail struct {
	frames []eval.Frame
	below  *panicking
}

// trace returns the trail of a goroutine.
func (e *Engine) trace(id int64) *trail {
	t, known := e.trails.LoadOrStore(id, &trail{})
	if !known {
		e.trailCount.Add(1)
	}
	return t.(*trail)
}

// take returns the trail of a goroutine, which then has none.
func (e *Engine) take(id int64) *trail {
	t, known := e.trails.LoadAndDelete(id)
	if !known {
		return &trail{}
	}
	e.trailCount.Add(-1)
	return t.(*trail)
}

// forgetTrail forgets a panic that compiled code, which has returned, recovered:
// it is no part of the next one.
func (th *thread) forgetTrail() {
	if th.eng.trailCount.Load() != 0 {
		th.eng.take(th.goroutine())
	}
}

// caught takes the trail of a panic that has been recovered in Go.
func (e *Engine) caught(value any, goroutine int64) *panicking {
	t := e.take(goroutine)
	return &panicking{value: e.unwrap(value), frames: t.frames, below: t.below}
}

// again panics with p once more.
func (th *thread) again(p *panicking) {
	t := th.eng.trace(th.goroutine())
	t.frames, t.below = p.frames, p.below
	panic(p.value)
}

// goroutine is the number of the goroutine that the thread serves. To ask costs
// more the deeper the calls are.
func (th *thread) goroutine() int64 {
	if th.id == 0 {
		th.id = goroutineID()
	}
	return th.id
}

// goroutineID is the number of the running goroutine, which Go tells only in
// the text of a stack trace. It is asked for when something panics.
func goroutineID() int64 {
	var buf [64]byte
	text := bytes.TrimPrefix(buf[:runtime.Stack(buf[:], false)], []byte("goroutine "))
	digits, _, _ := strings.Cut(string(text), " ")
	id, _ := strconv.ParseInt(digits, 10, 64)
	return id
}
