package notebook

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"gradus/kernel/wire"
)

// A Kernel runs cells; kernel.Client is one.
type Kernel interface {
	// Execute runs a cell, passes each what it publishes, and returns the
	// reply. When ctx ends it interrupts the cell.
	Execute(ctx context.Context, q wire.ExecuteRequest, each func(wire.Channel, *wire.Message)) (wire.ExecuteReply, error)
}

// A CellError says which cell of a notebook failed, where and why.
type CellError struct {
	Number int // the cell's execution count
	Line   int // in the cell; 0 when it is not known
	wire.Failure
}

func (e *CellError) Error() string {
	where := fmt.Sprintf("cell [%d]", e.Number)
	if e.Line > 0 {
		where += fmt.Sprintf(", line %d", e.Line)
	}
	return fmt.Sprintf("%s: %s: %s", where, e.Name, e.Value)
}

// Run runs the code cells of a notebook from first to last and replaces their
// outputs. It stops with a *[CellError] at the first that fails, unless the
// cell has the tag raises-exception; cells after it are left without outputs.
// After each cell, done (if not nil) is called with it.
func Run(ctx context.Context, nb *Notebook, k Kernel, done func(*Cell)) error {
	var r Recorder
	for _, c := range nb.Cells {
		if c.Type == Code {
			r.Begin(c)
		}
	}
	for _, c := range nb.Cells {
		if c.Type != Code || strings.TrimSpace(c.Source) == "" {
			continue
		}
		err := r.run(ctx, c, k)
		if done != nil {
			done(c)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *Recorder) run(ctx context.Context, c *Cell, k Kernel) error {
	r.Begin(c)
	var broken error
	reply, err := k.Execute(ctx, wire.ExecuteRequest{Code: c.Source, StoreHistory: true, StopOnError: true},
		func(channel wire.Channel, m *wire.Message) {
			if channel != wire.IOPub {
				return
			}
			if err := r.Add(m); err != nil && broken == nil {
				broken = err
			}
		})
	c.ExecutionCount = reply.ExecutionCount
	switch {
	case err != nil:
		return err
	case broken != nil:
		return broken
	case reply.Status == wire.OK || c.HasTag("raises-exception"):
		return nil
	case reply.Failure == nil:
		return &CellError{Number: reply.ExecutionCount, Failure: wire.Failure{Name: string(reply.Status), Value: "the cell was not run"}}
	}
	return &CellError{Number: reply.ExecutionCount, Line: lineOf(reply), Failure: *reply.Failure}
}

// position is how the kernel writes a place in a cell: cell[7]:3:14.
var position = regexp.MustCompile(`cell\[(\d+)\]:(\d+)`)

// lineOf is the first line of the failed cell that its error names.
func lineOf(reply wire.ExecuteReply) int {
	text := reply.Value + "\n" + strings.Join(reply.Traceback, "\n")
	for _, found := range position.FindAllStringSubmatch(text, -1) {
		if found[1] == strconv.Itoa(reply.ExecutionCount) {
			line, _ := strconv.Atoi(found[2])
			return line
		}
	}
	return 0
}
