package eval

import (
	"io"

	"gradus/kernel/display"
)

// A Cell is the code of one execute request.
type Cell struct {
	Number int    // the execution count that the user sees
	Name   string // what errors call it; "cell[Number]" when empty
	Source string
	Silent bool // the user did not ask for output (execute request's silent)
}

// Streams are what a cell reads and writes. A goroutine that outlives its cell
// goes on writing to that cell's streams.
type Streams struct {
	Stdout, Stderr io.Writer
	Stdin          io.Reader
}

// Result is what became of a cell.
type Result struct {
	Value *display.Bundle // nil when the cell has no value to show
	Err   *Error
}

// Error is a cell's failure, ready to be shown.
type Error struct {
	Name      string   // "SyntaxError", "CheckError", "panic", "error", "Interrupted"
	Message   string   // one line
	Traceback []string // lines for a terminal, ANSI colours allowed
	Exit      int      // the status that an ordinary program would exit with

	diagnostics []Diagnostic // of a cell that was not run
	panicked    *Panic       // of one that was
	fatal       *Fatal       // of what can't be recovered
	overflow    *StackOverflow
}

// Error returns name and message.
func (e *Error) Error() string { return e.Name + ": " + e.Message }

// Completion lists what may stand at the cursor. Start and End are the byte
// offsets in the code of what a match replaces.
type Completion struct {
	Matches    []Match
	Start, End int
}

// Match is one completion.
type Match struct {
	Text      string // what is inserted
	Kind      string // "function", "type", "var", "const", "field", "method", "module", "keyword"
	Signature string // its type, for people
}

// Inspection documents the name at the cursor as a MIME bundle.
type Inspection struct {
	Found bool
	Data  map[string]any
}
