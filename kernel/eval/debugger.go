package eval

import (
	"go/ast"
	"go/token"
	"slices"
)

// A Debugger is an [Engine] that can stop cells between statements. Its methods
// are those that the Debug Adapter Protocol's requests come down to; they may
// be called at any time, from any goroutine, also while a cell runs.
//
// Cells that are compiled while debugging is on can be stopped and looked into.
// Functions of cells compiled before, and of packages interpreted from source,
// can't: they are on the call stack, without variables, and steps go past them.
//
// When one goroutine stops, every other one stops before its next statement,
// until Resume. A goroutine that waits (for a channel, a lock, compiled code)
// goes on waiting, and has no call stack meanwhile. An interrupt of the cell
// ends its goroutines where they stand, and lets those of other cells go on.
type Debugger interface {
	// Debug turns debugging on and has stopped called, by the goroutine that
	// stops, each time that the goroutines stop; nil turns it off and resumes
	// what is stopped.
	Debug(stopped func(Stop))
	// SetBreakpoints replaces the breakpoints of the cell with that name, which
	// may be compiled later, and returns the lines on which they stop: the next
	// ones on which a statement starts, or 0 where the cell has none.
	SetBreakpoints(cell string, breakpoints []Breakpoint) []int
	// StopOnPanic says which panics stop a goroutine where they happen.
	StopOnPanic(PanicFilter)
	// Pause stops at the next statement of any goroutine.
	Pause()
	// Resume lets all goroutines go on; after a step of the given one they stop
	// again. It fails when none is stopped.
	Resume(goroutine int64, step Step) error
	// Goroutines returns the goroutines that are in cells compiled for debugging
	// and that are stopped, or at work in what their statement calls.
	Goroutines() []Goroutine
	// Stack returns n calls of a stopped goroutine's stack, innermost first and
	// from the one with index from, and how many there are.
	Stack(goroutine int64, from, n int) ([]StackFrame, int, error)
	// CellVariables returns the variables that cells share. Their values may be
	// asked for while all goroutines are stopped or no cell runs.
	CellVariables() []Variable
}

// A Breakpoint stops a goroutine that comes to a line.
type Breakpoint struct {
	Line int
	// Condition, if any, decides whether to stop. The goroutine that asks it is
	// at the frame; others run on.
	Condition func(StackFrame) bool
}

// A PanicFilter says which panics stop a goroutine.
type PanicFilter int

const (
	NoPanics       PanicFilter = iota
	UncaughtPanics             // while no deferred call that could recover it waits
	AllPanics
)

// A Step is how far to go on.
type Step int

const (
	Continue Step = iota
	StepOver      // to the next line of this function, or of a caller
	StepIn        // to the next line, also in a function that is called
	StepOut       // to the caller's next statement
)

// A Stop says why goroutines have stopped.
type Stop struct {
	Reason    StopReason
	Goroutine int64
	Position  token.Position
	Panic     any // the value of the panic
}

// A StopReason has the words of the Debug Adapter Protocol.
type StopReason string

const (
	AtBreakpoint StopReason = "breakpoint"
	AfterStep    StopReason = "step"
	AfterPause   StopReason = "pause"
	AtPanic      StopReason = "exception"
)

// A Goroutine is one that a debugger knows.
type Goroutine struct {
	ID      int64
	Stopped bool
}

// A StackFrame is an active call of a stopped goroutine. It and its variables
// are to be used until the goroutine is resumed.
type StackFrame struct {
	Frame
	// Locals returns the variables that are in scope, outermost first, those of
	// enclosing functions among them. It is nil in functions without debugging.
	Locals func() []Variable
}

// A Variable is a named value: a variable, a field, an element, an entry of a
// map, or what a pointer points to.
type Variable struct {
	Name     string
	Type     string
	Value    string // as one line, shortened
	Captured bool   // of an enclosing function
	Shadowed bool   // another variable of the name is nearer
	// Len is how many parts the value has, Indexed that they are elements.
	Len     int
	Indexed bool
	// Parts returns n of them from index from on; nil when there are none.
	Parts func(from, n int) []Variable
}

// Lookup returns the innermost variable of the name that is in scope.
func (f StackFrame) Lookup(name string) (Variable, bool) {
	if f.Locals == nil {
		return Variable{}, false
	}
	for _, v := range slices.Backward(f.Locals()) {
		if v.Name == name {
			return v, true
		}
	}
	return Variable{}, false
}

// BreakLines returns the lines of a cell on which a statement starts, where
// breakpoints can be, before the cell is compiled.
func BreakLines(source string) []int {
	fset := token.NewFileSet()
	cell, _ := parse(fset, "cell", source)
	var lines []int
	add := func(list []ast.Stmt) {
		for _, s := range list {
			switch s.(type) {
			case *ast.CaseClause, *ast.CommClause:
				continue
			}
			lines = append(lines, fset.Position(s.Pos()).Line)
		}
	}
	visit := func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BlockStmt:
			add(n.List)
		case *ast.CaseClause:
			add(n.Body)
		case *ast.CommClause:
			add(n.Body)
		}
		return true
	}
	for _, d := range cell.decls {
		ast.Inspect(d, visit)
	}
	for _, it := range cell.items {
		switch {
		case it.stmt != nil:
			add([]ast.Stmt{it.stmt})
			ast.Inspect(it.stmt, visit)
		case it.decl != nil:
			add([]ast.Stmt{&ast.DeclStmt{Decl: it.decl}})
			ast.Inspect(it.decl, visit)
		}
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}
