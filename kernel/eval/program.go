package eval

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"go/ast"
	"strings"
)

// RunProgram runs an ordinary Go program, one file of package main, as
// "go run" would: it returns the exit status, and writes compile errors and an
// unrecovered panic to stderr in Go's words.
func (s *Session) RunProgram(ctx context.Context, name, source string, streams Streams) int {
	r := s.execute(ctx, Cell{Name: name, Source: source}, streams, true)
	if r.Err == nil {
		return 0
	}
	if p := r.Err.panicked; p != nil {
		fmt.Fprintf(streams.Stderr, "%s\n\ngoroutine 1 [running]:\n%s", panicWords(p), goFrames(p.Frames))
	} else if f := r.Err.fatal; f != nil {
		fmt.Fprintf(streams.Stderr, "fatal error: %s\n", f.Message)
		if len(f.Frames) > 0 {
			fmt.Fprintf(streams.Stderr, "\ngoroutine 1 [%s]:\n%s", f.State, goFrames(f.Frames))
		}
	} else if o := r.Err.overflow; o != nil {
		fmt.Fprintf(streams.Stderr, "runtime: goroutine stack exceeds 1000000000-byte limit\nfatal error: stack overflow\n\ngoroutine 1 [running]:\n%s...additional frames elided...\n", goFrames(o.Frames))
	} else if r.Err.Name != "exit" {
		for _, d := range r.Err.diagnostics {
			fmt.Fprintf(streams.Stderr, "%s:%d:%d: %s\n", name, d.At.Line, d.At.Column, d.Message)
		}
		if len(r.Err.diagnostics) == 0 {
			fmt.Fprintln(streams.Stderr, r.Err.Message)
		}
	}
	return r.Err.Exit
}

// goFrames lists frames as a Go traceback does.
func goFrames(frames []Frame) string {
	var b strings.Builder
	for _, f := range frames {
		if f.Function == "" {
			continue
		}
		fmt.Fprintf(&b, "%s.%s(...)\n\t%s:%d\n", cmp.Or(f.Package, "main"), f.Function, f.Position.Filename, f.Position.Line)
	}
	return b.String()
}

// addMainCall makes a program's cell call its main function.
func addMainCall(cell *parsed) {
	for _, d := range cell.decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "main" {
			call := &ast.CallExpr{Fun: &ast.Ident{Name: "main", NamePos: f.Name.Pos()}, Lparen: f.Name.Pos(), Rparen: f.Name.Pos()}
			cell.items = append(cell.items, item{stmt: &ast.ExprStmt{X: call}, hidden: true})
			return
		}
	}
}

// runInits gives init functions, of which there may be several, names of their
// own, and calls them once the variables are initialised.
func runInits(cell *parsed) {
	var calls []item
	for _, d := range cell.decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Recv != nil || f.Name.Name != "init" {
			continue
		}
		f.Name = &ast.Ident{Name: fmt.Sprint("init", mark, len(calls)), NamePos: f.Name.Pos()}
		at := f.Name.Pos()
		calls = append(calls, item{hidden: true, stmt: &ast.ExprStmt{X: &ast.CallExpr{Fun: &ast.Ident{Name: f.Name.Name, NamePos: at}, Lparen: at, Rparen: at}}})
	}
	if len(calls) == 0 {
		return
	}
	variables := 0
	for variables < len(cell.items) && cell.items[variables].decl != nil {
		variables++
	}
	rest := append(calls, cell.items[variables:]...)
	cell.items = append(cell.items[:variables:variables], rest...)
}

// exitStatus is what an ordinary program would exit with after err.
func exitStatus(err error) int {
	var exit *Exit
	switch {
	case errors.As(err, &exit):
		return exit.Status
	case errors.Is(err, context.Canceled):
		return 130
	}
	return 2
}
