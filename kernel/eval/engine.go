package eval

import (
	"context"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"gradus/kernel/eval/source"
)

// An Engine executes checked cells. It never sees source text or errors of the
// learner's: only syntax that go/types has accepted.
type Engine interface {
	// Name is how people choose it.
	Name() string
	// FileSet holds the positions of all units.
	FileSet() *token.FileSet
	// Supports reports whether cells may use the name of a compiled package.
	// An empty name asks for the package itself.
	Supports(path, name string) bool
	// RunsSource reports whether the engine runs packages from their source.
	RunsSource() bool
	// Compile makes u ready to run, or says why this engine can't. Nothing of
	// the session changes before Run.
	Compile(u *Unit) (Program, error)
}

// A Program is a compiled unit.
type Program interface {
	// Run executes the unit's Entry once and returns the values of its Results,
	// or nil when a return statement left the cell before they were computed.
	// A value whose static type has a text or MIME method satisfies the
	// compiled interface of that method. The error is a *[Panic], an *[Exit],
	// or ctx.Err().
	Run(ctx context.Context, s Streams) ([]any, error)
}

// A Unit is a checked cell.
type Unit struct {
	Name string
	// Position is a place in the cell, for what has no other.
	Position token.Pos
	Package  *types.Package
	Info     *types.Info
	// Sources are the packages that the cell imports, directly or through one
	// another, and that are run from their source: each after those that it
	// imports. Before Entry those are initialised that have not been.
	Sources []*source.Package
	// File holds the imports, types, constants and functions of the cell. Its
	// last declaration is Entry.
	File *ast.File
	// Entry runs the cell's statements. Variables of the cell are assigned
	// there, in order; no declaration of them stands anywhere.
	Entry *ast.FuncDecl
	// Vars are the cell's new variables, to be created with their zero value.
	Vars []*types.Var
	// Results are the variables, among Vars, that hold the cell's final value.
	Results []*types.Var
	// Replaces maps a function to the one of an earlier cell with the same name
	// and signature, whose callers are to reach the new one from now on.
	Replaces map[*types.Func]*types.Func
	// Methods maps a function to the method whose body it is. Such a function
	// takes the receiver as its first parameter; the method belongs to a type
	// of an earlier cell.
	Methods map[*types.Func]*types.Func
}

// A Frame is one active call of the learner's code.
type Frame struct {
	Package  string // name of the imported package that it is in; empty for a cell
	Function string // empty for the cell itself
	Position token.Position
}

// Panic is an unrecovered panic in a cell.
type Panic struct {
	Value     any
	Frames    []Frame // innermost first
	Goroutine bool    // in a goroutine that the cell started
	// Below is the panic that was under way when this one began, Recovered
	// whether that had been recovered by then.
	Below     *Panic
	Recovered bool
}

func (p *Panic) Error() string { return "panic: " + PanicText(p.Value) }

// Fatal is what ends a program and can't be recovered, such as a deadlock.
type Fatal struct {
	Message string
	State   string  // of the program's own goroutine, as in "chan receive"
	Frames  []Frame // innermost first
}

func (f *Fatal) Error() string { return "fatal error: " + f.Message }

// Exit is a call of os.Exit.
type Exit struct{ Status int }

func (e *Exit) Error() string { return fmt.Sprintf("exit status %d", e.Status) }

// A StackOverflow is what an engine returns for recursion without end.
type StackOverflow struct {
	Frames []Frame // innermost first, up to where they repeat themselves
}

func (*StackOverflow) Error() string {
	return "stack overflow: calls nested too deep; does a recursion never end?"
}

// Unsupported says that an engine can't run correct Go.
type Unsupported struct {
	Position token.Position
	Reason   string
}

func (u *Unsupported) Error() string { return u.Reason }

// PanicText formats the value of a panic as the Go runtime does.
func PanicText(v any) (text string) {
	defer func() {
		if r := recover(); r != nil {
			text = fmt.Sprintf("panic while printing panic value: %v", r)
		}
	}()
	switch v := v.(type) {
	case nil:
		return "nil"
	case interface{ PanicText() string }:
		return v.PanicText()
	case error:
		return v.Error()
	case fmt.Stringer:
		return v.String()
	case string, bool, int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64, uintptr, float32, float64:
		return fmt.Sprint(v)
	}
	return fmt.Sprintf("%#v", v)
}
