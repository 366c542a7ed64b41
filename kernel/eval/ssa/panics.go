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
type fatal struct{ err error }

func (f fatal) Error() string { return f.err.Error() }

var (
	errInterrupted   = errors.New("interrupted")
	errStackOverflow = eval.ErrStackOverflow
)

// A panicking is a panic on its way up.
type panicking struct {
	value     any
	frames    []eval.Frame
	recovered bool
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
		if in.op == oIndexA {
			panicIndex(i, int(*intAt(fp, in.c)))
		}
		panicIndex(i, slcAt(fp, in.a).len) // a string has its length in the same place
	}
}

func panicNil() {
	var p *int
	_ = *p
}

// panicIndex panics with the words of Go for s[i] with length n.
func panicIndex(i int64, n int) { _ = make([]struct{}, n)[i] }

// abandon notes where the active calls are when a panic leaves the loop, and
// frees their frames but the first.
func (th *thread) abandon(fp, pc, base ptr) {
	if th.run.overflow.Load() {
		return // frames are not reported then
	}
	t := th.eng.trace(th.goroutine())
	for {
		h := head(fp)
		if !h.body.hidden {
			t.frames = append(t.frames, h.body.frameAt(pc))
		}
		if fp == base {
			return
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
type trail struct{ frames []eval.Frame }

// trace returns the trail of a goroutine.
func (e *Engine) trace(id int64) *trail {
	t, ok := e.trails.Load(id)
	if !ok {
		t, _ = e.trails.LoadOrStore(id, &trail{})
	}
	return t.(*trail)
}

// caught takes the trail of a panic that has been recovered in Go.
func (e *Engine) caught(value any, goroutine int64) *panicking {
	t := e.trace(goroutine)
	e.trails.Delete(goroutine)
	return &panicking{value: e.unwrap(value), frames: t.frames}
}

// again panics with p once more.
func (th *thread) again(p *panicking) {
	th.eng.trace(th.goroutine()).frames = p.frames
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
