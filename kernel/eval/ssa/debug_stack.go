package ssa

import (
	"fmt"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"gradus/kernel/eval"
)

// walk visits the calls of a stopped goroutine, innermost first: their frames,
// and the next instruction where a call has not left the loop.
func (t *task) walk(visit func(fp, pc ptr)) {
	pc := t.pc
	for _, th := range slices.Backward(t.threads) {
		for _, fp := range slices.Backward(th.visits) {
			for head(fp).body != nil { // the stub of its activation has none
				visit(fp, pc)
				h := head(fp)
				fp, pc = h.link, h.ret
			}
			pc = nil
		}
	}
}

// depth returns the number of calls and the serial number of the innermost.
func (t *task) depth() (depth int, serial int64) {
	t.walk(func(fp, _ ptr) {
		if depth++; depth == 1 {
			serial = *intAt(fp, head(fp).body.debug.serial)
		}
	})
	return depth, serial
}

// recovers reports whether a deferred call waits, which may recover a panic.
func (t *task) recovers() bool {
	waits := false
	t.walk(func(fp, _ ptr) {
		h := head(fp)
		waits = waits || h.body.defers && h.defers != nil && len(h.defers.calls) > 0
	})
	return waits
}

// at is the stop at which the call of a frame is, or was last.
func (d *debugBody) at(fp ptr) *stop {
	n := *intAt(fp, d.current)
	if n < 0 {
		return &stop{}
	}
	return d.stops[n].stop
}

func (d *debugger) stoppedTask(goroutine int64) (*task, error) {
	t := d.tasks[goroutine]
	if t == nil || t.stop == nil {
		return nil, fmt.Errorf("goroutine %d is not stopped", goroutine)
	}
	return t, nil
}

// Stack returns calls of a stopped goroutine.
func (e *Engine) Stack(goroutine int64, from, n int) ([]eval.StackFrame, int, error) {
	d := e.debugger
	d.mu.Lock()
	t, err := d.stoppedTask(goroutine)
	if err != nil {
		d.mu.Unlock()
		return nil, 0, err
	}
	var calls [][2]ptr
	total := 0
	t.walk(func(fp, pc ptr) {
		if head(fp).body.hidden {
			return
		}
		if from <= total && total < from+n {
			calls = append(calls, [2]ptr{fp, pc})
		}
		total++
	})
	d.mu.Unlock()
	var out []eval.StackFrame
	for _, c := range calls {
		out = append(out, d.frame(c[0], c[1]))
	}
	return out, total, nil
}

// frame describes a call. Where pc is nil, it is at its last stop.
func (d *debugger) frame(fp, pc ptr) eval.StackFrame {
	b := head(fp).body
	f := eval.StackFrame{Frame: eval.Frame{Function: b.name, Position: d.eng.position(b.start)}}
	if pc != nil {
		f.Frame = b.frameAt(pc)
	}
	if b.debug != nil {
		if pc == nil {
			f.Position = b.debug.at(fp).position
		}
		f.Locals = func() []eval.Variable { return b.debug.locals(fp) }
	}
	return f
}

// locals returns the variables that are in scope at the last stop.
func (d *debugBody) locals(fp ptr) (out []eval.Variable) {
	n := *intAt(fp, d.current)
	if n < 0 {
		return nil
	}
	s := &d.stops[n]
	for i, l := range s.variables {
		name := s.stop.variables[i]
		if strings.Contains(name.name, mark) {
			continue
		}
		p := *ptrAt(fp, l.place.off)
		if !l.pointer {
			p = l.typ.value(ptr(ptrAt(fp, l.place.off))).Addr().UnsafePointer()
		}
		v := d.debugger.eng.valueAt(l.typ.t, p).variable(name.name)
		v.Captured, v.Shadowed = name.captured, name.shadowed
		out = append(out, v)
	}
	return out
}

// CellVariables returns the variables that cells share.
func (e *Engine) CellVariables() []eval.Variable {
	e.mu.Lock()
	latest := map[string]*types.Var{}
	for v := range e.variables {
		if was := latest[v.Name()]; inCell(v) && !strings.Contains(v.Name(), mark) && (was == nil || was.Pos() < v.Pos()) {
			latest[v.Name()] = v
		}
	}
	type at struct {
		t types.Type
		p ptr
	}
	found := map[string]at{}
	for name, v := range latest {
		found[name] = at{v.Type(), e.variables[v]}
	}
	e.mu.Unlock()
	var out []eval.Variable
	for name, v := range found {
		out = append(out, e.valueAt(v.t, v.p).variable(name))
	}
	slices.SortFunc(out, func(a, b eval.Variable) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// valueAt is the value of type t at p.
func (e *Engine) valueAt(t types.Type, p ptr) value {
	return value{e, t, reflect.NewAt(e.lockedType(t).rt, p).Elem()}
}
