package ssa

import (
	"go/ast"
	"slices"
	"sync"
	"sync/atomic"

	"gradus/kernel/eval"
)

// A debugger stops goroutines at the stops of functions that were compiled for
// debugging: debug_stops.go writes them, debug_lower.go compiles them,
// debug_control.go stops and resumes, debug_stack.go and debug_value.go say
// where goroutines are and what their variables hold. Other functions have no
// trace of it.
type debugger struct {
	eng       *Engine
	calls     atomic.Int64 // of functions compiled for debugging
	attention atomic.Int32 // not 0: goroutines ask at every stop what to do
	panics    atomic.Int32 // an eval.PanicFilter
	stops     []*stop      // by number; guarded by eng.mu

	mu      sync.Mutex
	stopped func(eval.Stop) // nil: debugging is off
	cells   map[string][]*stop
	wanted  map[string][]eval.Breakpoint
	tasks   map[int64]*task
	pausing bool
	step    *step
	halt    chan struct{} // not nil: goroutines stop until it is closed
}

var _ eval.Debugger = (*Engine)(nil)

func newDebugger(e *Engine) *debugger {
	return &debugger{eng: e, cells: map[string][]*stop{}, wanted: map[string][]eval.Breakpoint{}, tasks: map[int64]*task{}}
}

// Debug turns debugging on or off.
func (e *Engine) Debug(stopped func(eval.Stop)) {
	d := e.debugger
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.stopped = stopped; stopped == nil {
		for cell := range d.wanted {
			delete(d.wanted, cell)
			d.place(cell)
		}
		d.panics.Store(0)
		d.pausing = false
		d.release(nil)
	}
}

// SetBreakpoints replaces the breakpoints of a cell.
func (e *Engine) SetBreakpoints(cell string, breakpoints []eval.Breakpoint) []int {
	d := e.debugger
	d.mu.Lock()
	defer d.mu.Unlock()
	d.wanted[cell] = slices.Clone(breakpoints)
	return d.place(cell)
}

// place gives a cell's breakpoints to its stops and returns their lines.
func (d *debugger) place(cell string) []int {
	stops := d.cells[cell]
	for _, s := range stops {
		s.wanted.Store(nil)
	}
	lines := make([]int, len(d.wanted[cell]))
	for i := range lines {
		b := &d.wanted[cell][i]
		for _, s := range stops {
			if at := s.position.Line; s.leading && at >= b.Line && (lines[i] == 0 || at < lines[i]) {
				lines[i] = at
			}
		}
		for _, s := range stops {
			if s.leading && s.position.Line == lines[i] {
				s.wanted.Store(b)
			}
		}
	}
	return lines
}

// StopOnPanic says which panics stop a goroutine.
func (e *Engine) StopOnPanic(f eval.PanicFilter) { e.debugger.panics.Store(int32(f)) }

// addStops adds stops to the functions of a unit if debugging is on.
func (d *debugger) addStops(u *eval.Unit) {
	d.mu.Lock()
	on := d.stopped != nil
	d.mu.Unlock()
	if !on {
		return
	}
	var stops []*stop
	w := stopWriter{debugger: d, unit: u, made: map[ast.Stmt]bool{}, stops: &stops}
	ast.Walk(w, u.File)
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, s := range d.cells[u.Name] { // of a cell that had the name before
		s.wanted.Store(nil)
	}
	d.cells[u.Name] = stops
	d.place(u.Name)
}

// add numbers a stop.
func (d *debugger) add(s *stop) int64 {
	d.stops = append(d.stops, s)
	return int64(len(d.stops) - 1)
}
