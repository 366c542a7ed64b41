package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"gradus/kernel/display"
	"gradus/kernel/eval"
)

// fake is a session for which "say X" prints X, "fail" fails in line 2, and
// any program prints its arguments and exits with 3.
type fake struct{}

func (fake) Execute(_ context.Context, c eval.Cell, s eval.Streams) eval.Result {
	if what, ok := strings.CutPrefix(c.Source, "say "); ok {
		fmt.Fprintln(s.Stdout, what)
		return eval.Result{}
	}
	return eval.Result{Err: &eval.Error{Name: "panic", Message: "oops",
		Traceback: []string{"\x1b[31mpanic\x1b[0m: oops", fmt.Sprintf("cell[%d]:2:1", c.Number)}}}
}

func (fake) Evaluate(context.Context, string) (display.Bundle, *eval.Error) {
	return display.Bundle{}, nil
}
func (fake) Complete(string, int) eval.Completion      { return eval.Completion{} }
func (fake) Inspect(string, int, int) eval.Inspection  { return eval.Inspection{} }
func (fake) IsComplete(string) (status, indent string) { return "unknown", "" }

func (fake) CaptureFiles() (restore func(), err error) { return func() {}, nil }

func (fake) RunProgram(_ context.Context, name, source string, s eval.Streams) int {
	input, _ := io.ReadAll(s.Stdin)
	fmt.Fprintf(s.Stdout, "%s %q %s", source, os.Args, input)
	return 3
}

// useFake makes the commands run on a fake session, with a data folder of the
// test's own.
func useFake(t *testing.T) {
	t.Helper()
	session0, prepare0 := newSession, prepare
	t.Cleanup(func() { newSession, prepare = session0, prepare0 })
	newSession = func(context.Context, string) (session, error) { return fake{}, nil }
	prepare = func(context.Context) func(string, io.Writer) error {
		return func(string, io.Writer) error { return nil }
	}
	t.Setenv("GRADUS_DATA", t.TempDir())
}

// gradus runs a command line.
func gradus(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	status = execute(t.Context(), args, strings.NewReader("input"), &out, &err)
	return status, out.String(), err.String()
}
