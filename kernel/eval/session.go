package eval

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
	"sync"
	"time"

	"gradus/kernel/display"
	"gradus/kernel/eval/quota"
)

// A Session is what a notebook's cells share: names, imports and the engine
// that holds the values. One cell runs at a time; completion and inspection
// may be asked for meanwhile.
type Session struct {
	engine    Engine
	catalogue Catalogue
	importer  types.Importer
	fset      *token.FileSet
	limit     quota.Limit
	rest      *time.Timer // runs settle's work
	held      uint64      // memory that was in use when it ran
	running   sync.Mutex  // held while a cell is compiled and run
	captures  []*capture  // of os.Stdout and os.Stderr, if any

	mu      sync.RWMutex // guards what follows, never held while a cell runs
	live    map[string]types.Object
	imports importScope
	sources map[string]string // cell name → source, for error reports
	docs    map[types.Object]string
	unread  map[string]bool // calls whose errors nobody reads
	order   int             // cells so far, for those without a number

	cells    []record // whose sources are kept
	lasting  int      // how many of them forgetSources left the last time
	replaced bool     // a name has lost its object since forget
}

// NewSession returns an empty session on an engine, whose cells may import
// what the catalogue has.
func NewSession(e Engine, c Catalogue) *Session {
	return &Session{
		engine: e, catalogue: c, importer: c, fset: e.FileSet(),
		live: map[string]types.Object{}, sources: map[string]string{}, unread: map[string]bool{}, docs: map[types.Object]string{},
	}
}

// Execute checks and runs one cell. Cancelling ctx interrupts it.
func (s *Session) Execute(ctx context.Context, c Cell, streams Streams) Result {
	return s.execute(ctx, c, streams, false)
}

func (s *Session) execute(ctx context.Context, c Cell, streams Streams, program bool) Result {
	s.running.Lock()
	defer s.running.Unlock()
	defer s.settle()
	defer s.forget()
	name := s.register(c)
	if !program {
		rest, failure := s.runMagics(ctx, name, c.Source, streams)
		if failure != nil {
			return Result{Err: failure}
		}
		c.Source = rest
	}
	if failure := s.loadImports(ctx, name, c.Source); failure != nil {
		return Result{Err: failure}
	}
	unit, code, failure := s.compile(name, c.Source, program)
	if failure != nil || unit == nil {
		return Result{Err: failure}
	}
	flush := s.connectFiles(streams)
	values, err := s.run(ctx, code, streams)
	flush()
	if err != nil {
		return Result{Err: s.runtimeError(name, err)}
	}
	return s.result(unit, values)
}

// Evaluate returns the value of an expression, for an execute request's
// user_expressions.
func (s *Session) Evaluate(ctx context.Context, expr string) (display.Bundle, *Error) {
	var discard strings.Builder
	r := s.Execute(ctx, Cell{Name: "expression", Source: expr, Silent: true}, Streams{Stdout: &discard, Stderr: &discard, Stdin: strings.NewReader("")})
	switch {
	case r.Err != nil:
		return display.Bundle{}, r.Err
	case r.Value == nil:
		return display.Bundle{}, &Error{Name: "CheckError", Message: "the expression has no value", Traceback: []string{expr}}
	}
	return *r.Value, nil
}

// register remembers the cell's source for error reports, and names it.
func (s *Session) register(c Cell) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.order++
	name := c.Name
	if name == "" {
		name = fmt.Sprintf("cell[%d]", c.Number)
	}
	s.sources[name] = c.Source
	return name
}

// compile takes a cell from source to a program that is ready to run, and
// makes its names live. A cell that fails here changes nothing but imports.
func (s *Session) compile(name, source string, program bool) (*Unit, Program, *Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	from := token.Pos(s.fset.Base())
	cell, syntax := parse(s.fset, name, source)
	s.cells = append(s.cells, record{name, from, token.Pos(s.fset.Base())})
	if len(syntax) > 0 {
		return nil, nil, s.compileError("SyntaxError", name, syntaxDiagnostics(syntax))
	}
	if program {
		addMainCall(cell)
	}
	imports, errs := s.imports.with(cell.imports, s.catalogue)
	if len(errs) > 0 {
		return nil, nil, s.compileError("ImportError", name, place(s.fset, errs))
	}
	s.imports = importScope{imports.names, imports.dots, nil}
	if len(cell.decls) == 0 && len(cell.items) == 0 {
		return nil, nil, nil
	}
	runInits(cell)
	c := &checker{s: s, fset: s.fset, name: name, cell: cell, imports: imports, program: program}
	unit, errs := c.check()
	if len(errs) > 0 {
		return nil, nil, s.compileError("CheckError", name, errs)
	}
	code, err := s.engine.Compile(unit)
	if err != nil {
		c.late.rollback()
		return nil, nil, s.engineError(name, err)
	}
	s.commit(unit, cell, imports, c.unread)
	return unit, code, nil
}

func (s *Session) engineError(name string, err error) *Error {
	var unsupported *Unsupported
	if !errors.As(err, &unsupported) {
		unsupported = &Unsupported{Reason: err.Error()}
	}
	message := fmt.Sprintf("the %s engine can't run this: %s", s.engine.Name(), unsupported.Reason)
	return s.compileError("EngineError", name, []Diagnostic{{At: unsupported.Position, Message: message}})
}

// commit makes the names that the unit declares live.
func (s *Session) commit(u *Unit, cell *parsed, imports importScope, unread map[ast.Stmt]int) {
	for name := range s.live {
		if imports.declares(name) {
			delete(s.live, name)
			s.replaced = true
		}
	}
	scope := u.Package.Scope()
	for _, name := range scope.Names() {
		if strings.Contains(name, mark) {
			continue
		}
		obj := scope.Lookup(name)
		if v, ok := obj.(*types.Var); ok {
			if was, ok := s.live[name].(*types.Var); ok && types.Identical(was.Type(), v.Type()) {
				continue
			}
		}
		s.replaced = s.replaced || s.live[name] != nil && s.live[name] != obj
		s.live[name] = obj
	}
	ownNames(u.Package)
	for call := range unread {
		s.unread[s.fset.Position(call.Pos()).String()] = true
	}
	s.rememberDocs(u, cell)
}

// rememberDocs keeps the doc comments of the cell's declarations.
func (s *Session) rememberDocs(u *Unit, cell *parsed) {
	remember := func(id *ast.Ident, doc *ast.CommentGroup) {
		if obj := u.Info.Defs[id]; obj != nil && doc != nil {
			s.docs[obj] = doc.Text()
		}
	}
	for _, d := range cell.decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			remember(d.Name, d.Doc)
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if t, ok := spec.(*ast.TypeSpec); ok {
					doc := t.Doc
					if doc == nil {
						doc = d.Doc
					}
					remember(t.Name, doc)
				}
			}
		}
	}
}
