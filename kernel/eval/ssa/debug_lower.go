package ssa

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// A debugBody is what a body compiled for debugging has besides.
type debugBody struct {
	debugger *debugger
	serial   off // tells this call from others that use the same frame
	current  off // number of the last stop that was reached
	stops    []debugStop
}

// A debugStop is a stop in one body: an instance of a generic function has its
// own.
type debugStop struct {
	*stop
	variables []location
}

// A location is where a variable is: in a register, or where a register points.
type location struct {
	place   place
	typ     *typ
	pointer bool
}

// debug prepares the function for debugging if it has stops.
func (lw *lowering) debug() {
	for _, b := range lw.fn.Blocks {
		for _, in := range b.Instrs {
			if call, ok := in.(*ssa.Call); ok && stopNumber(&call.Call) != nil {
				lw.body.debug = &debugBody{debugger: lw.eng.debugger, serial: lw.layout.newWord(), current: lw.layout.newWord()}
				return
			}
		}
	}
}

// begin numbers the call. The function's own code starts after it.
func (d *debugBody) begin(fp ptr) {
	*intAt(fp, d.serial) = d.debugger.calls.Add(1)
	*intAt(fp, d.current) = -1
}

// stopNumber returns the number of a stop, if c is one.
func stopNumber(c *ssa.CallCommon) *ssa.Const {
	if len(c.Args) > 0 && c.Args[0].Type() == stopType {
		n, _ := c.Args[0].(*ssa.Const)
		return n
	}
	return nil
}

// stop emits a stop, if c is one.
func (lw *lowering) stop(c *ssa.CallCommon) bool {
	n := stopNumber(c)
	if n == nil {
		return false
	}
	d := lw.body.debug
	s := debugStop{stop: d.debugger.stops[n.Int64()]}
	for i, arg := range c.Args[1:] {
		s.variables = append(s.variables, lw.location(arg, s.stop.variables[i].byAddress))
	}
	number := int64(len(d.stops))
	d.stops = append(d.stops, s)
	arrive := visiting(d.debugger, func(fp ptr) { d.debugger.arrive(fp, s.stop) })
	lw.emit(ins{op: oSlow, t: int32(len(lw.body.slow))})
	lw.body.slow = append(lw.body.slow, func(fp ptr) {
		*intAt(fp, d.current) = number
		if d.debugger.attention.Load() != 0 || s.wanted.Load() != nil {
			arrive(fp)
		}
	})
	return true
}

func (lw *lowering) location(arg ssa.Value, byAddress bool) location {
	if byAddress {
		p := lw.at(arg)
		return location{p, lw.typ(elemOf(arg.Type())), true}
	}
	if load, ok := arg.(*ssa.UnOp); ok && load.Op == token.MUL && isVariable(load.X) {
		return location{lw.at(load.X), lw.typ(arg.Type()), true}
	}
	p := lw.at(arg)
	return location{p, p.typ, false}
}

// isVariable reports whether v is the address of a variable for as long as that
// is in scope.
func isVariable(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.FreeVar:
		return true
	case *ssa.Alloc:
		return v.Heap
	}
	return false
}

// visiting has f, which may call interpreted code, seen on the call stack. A
// panic of f leaves that as it is, for whoever recovers or ends the thread.
func visiting(d *debugger, f func(fp ptr)) func(fp ptr) {
	return func(fp ptr) {
		th := head(fp).th
		outermost := th.task == nil
		if outermost {
			d.enter(th)
		}
		n := len(th.visits)
		th.visits = append(th.visits, fp)
		f(fp)
		th.visits = th.visits[:n]
		if outermost {
			d.leave(th)
		}
	}
}
