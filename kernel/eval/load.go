package eval

import (
	"context"
	"go/parser"
	"go/token"
	"strconv"
)

// A Loader is a [Catalogue] that must be told which packages a cell imports
// before they can be imported: it finds them outside of what is compiled in.
type Loader interface {
	// Load makes a package ready, and reads it again if its source has changed.
	Load(ctx context.Context, path string) error
}

// loadImports has the packages loaded that the cell's import declarations name.
func (s *Session) loadImports(ctx context.Context, name, text string) *Error {
	loader, ok := s.catalogue.(Loader)
	if !ok || !s.engine.RunsSource() {
		return nil
	}
	var errs []Diagnostic
	lines := lineStarts(text)
	for _, c := range split(text) {
		if c.kind != importDecl {
			continue
		}
		prefix := "package main\n"
		file, _ := parser.ParseFile(token.NewFileSet(), name, prefix+text[c.start:c.end], parser.ImportsOnly)
		if file == nil {
			continue // a syntax error, to be reported by compile
		}
		for _, spec := range file.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				continue
			}
			if err := loader.Load(ctx, path); err != nil {
				at := position(lines, c.start+int(spec.Path.Pos())-1-len(prefix))
				at.Filename = name
				errs = append(errs, Diagnostic{At: at, Message: err.Error()})
			}
		}
	}
	if ctx.Err() != nil {
		return s.runtimeError(name, ctx.Err())
	}
	if len(errs) > 0 {
		return s.compileError("ImportError", name, errs)
	}
	return nil
}
