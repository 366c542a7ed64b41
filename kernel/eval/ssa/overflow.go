package ssa

import (
	"slices"

	"gradus/kernel/eval"
)

// deepestCalls is how many of the innermost calls are looked at when calls are
// nested too deep.
const deepestCalls = 16

// overflows ends what called too deep, on the goroutine that does.
func (r *run) overflows() {
	r.overflow.CompareAndSwap(0, goroutineID())
	panic(fatal{err: &eval.StackOverflow{}})
}

// deepest notes calls of the goroutine whose stack overflows, the innermost
// first, and then ends the run: compiled code may recover the panic.
func (th *thread) deepest(fp, pc, base ptr) {
	r := th.run
	r.mu.Lock()
	noted := len(r.calls)
	r.mu.Unlock()
	if noted >= deepestCalls || th.goroutine() != r.overflow.Load() {
		return
	}
	var calls []eval.Frame
	for noted+len(calls) < deepestCalls {
		h := head(fp)
		if !h.body.hidden {
			calls = append(calls, h.body.frameAt(pc))
		}
		if fp == base {
			break
		}
		fp, pc = h.link, h.ret
	}
	r.mu.Lock()
	r.calls = append(r.calls, calls...)
	r.mu.Unlock()
	r.end(&eval.StackOverflow{})
}

// untilRepeated cuts calls off where they begin to repeat themselves.
func untilRepeated(calls []eval.Frame) []eval.Frame {
	for end := 1; end < len(calls); end++ {
		for n := 1; n <= end && end+n <= len(calls); n++ {
			if from := end - n; slices.Equal(calls[from:len(calls)-n], calls[end:]) {
				return calls[:end]
			}
		}
	}
	return calls
}
