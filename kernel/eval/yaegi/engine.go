// Package yaegi runs checked cells on the yaegi interpreter.
//
// yaegi was made for files, not for cells that redefine what earlier ones
// declared. So the syntax of each cell is rewritten before yaegi sees it, in
// the order of these files: names.go gives every declaration a name of its
// own, positions.go notes which statement is running, lower.go, loops.go,
// assignments.go, methodvalue.go and interfaces.go replace what yaegi lacks or gets wrong,
// goroutines.go keeps a panic in a goroutine from ending the process,
// functions.go keeps functions in variables and results.go hands the cell's
// value over. stack.go watches for recursion without end.
//
// # What stays wrong
//
// A value of an interpreted type loses its methods where compiled code takes
// it as any: fmt prints a []T of it without T's String method, an error type
// without fields as {}, and %T as a type of yaegi's; errors.As does not find it;
// json sees unexported fields. There is no range over functions, and of the
// packages slices, maps and cmp only what yaegi carries as source. An index out
// of range does not say which index. Such limits are reported where the engine
// notices ("not available on the yaegi engine"), but it does not notice all.
package yaegi

import (
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/traefik/yaegi/interp"
	"github.com/traefik/yaegi/stdlib/generic"

	"gradus/kernel/eval"
)

// mark separates a name from what the engine adds to it, as in package eval.
const mark = "ʹ"

// Engine is an [eval.Engine] on yaegi.
type Engine struct {
	interp  *interp.Interpreter
	exports interp.Exports
	streams *switchboard
	trace   *trace

	mu      sync.Mutex
	serial  int
	names   map[types.Object]string // session-level objects → their names in yaegi
	methods map[*types.Func]string  // methods → the variables that hold their bodies
	run     *run                    // the cell that is running

	marked   bool    // the position variable is declared
	places   []place // what its values mean
	calls    map[call][]token.Position
	imported map[[2]string]bool // unit and path
}

// Exports are compiled packages: "import/path/name" → what makes the table of
// its exported names, in the form in which "yaegi extract" has it.
type Exports = map[string]func() map[string]reflect.Value

// New returns an engine whose cells may import the packages in exports.
func New(exports Exports) (*Engine, error) {
	e := &Engine{
		exports: interp.Exports{},
		streams: newSwitchboard(), trace: newTrace(),
		names: map[types.Object]string{}, methods: map[*types.Func]string{},
		calls: map[call][]token.Position{}, imported: map[[2]string]bool{},
	}
	e.interp = interp.New(interp.Options{
		Stdin:        e.streams.stdin(),
		Stdout:       e.streams.stdout(),
		Stderr:       e.trace.filter(e.streams.stderr()),
		Unrestricted: true,
	})
	for key, make := range exports {
		e.exports[key] = make()
	}
	for _, x := range []interp.Exports{special(), e.exports, e.runtime()} {
		if err := e.interp.Use(x); err != nil {
			return nil, fmt.Errorf("yaegi: %w", err)
		}
	}
	if err := e.interp.Use(e.fatal()); err != nil {
		return nil, fmt.Errorf("yaegi: %w", err)
	}
	return e, nil
}

// Name returns "yaegi".
func (e *Engine) Name() string { return "yaegi" }

// FileSet holds the positions of all units.
func (e *Engine) FileSet() *token.FileSet { return e.interp.FileSet() }

// RunsSource reports false.
func (e *Engine) RunsSource() bool { return false }

// sourceNames are the names of the generic packages that yaegi carries as
// source, by import path.
var sourceNames = sync.OnceValue(func() map[string]map[string]bool {
	names := map[string]map[string]bool{}
	for _, source := range generic.Sources {
		f, err := parser.ParseFile(token.NewFileSet(), "", source, parser.SkipObjectResolution)
		if err != nil {
			continue
		}
		own := map[string]bool{"": true}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok {
				own[fn.Name.Name] = true
			}
		}
		names[f.Name.Name] = own
	}
	return names
})

// Supports reports whether the symbol tables have the name.
func (e *Engine) Supports(path, name string) bool {
	if symbols := e.packageNames(path); symbols != nil && (name == "" || symbols[name].IsValid()) {
		return true
	}
	return sourceNames()[path][name]
}

// packageNames returns the table of a package, whose name need not be the last
// element of its path.
func (e *Engine) packageNames(path string) map[string]reflect.Value {
	if symbols := e.exports[path+"/"+path[strings.LastIndexByte(path, '/')+1:]]; symbols != nil {
		return symbols
	}
	for key, symbols := range e.exports {
		if i := strings.LastIndexByte(key, '/'); i >= 0 && key[:i] == path {
			return symbols
		}
	}
	return nil
}

// Compile rewrites the unit and hands it to yaegi.
func (e *Engine) Compile(u *eval.Unit) (p eval.Program, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	rewritten, err := e.rewrite(u)
	if err != nil {
		return nil, err
	}
	defer func() {
		if r := recover(); r != nil {
			p, err = nil, unsupported(fmt.Sprint(r))
		}
	}()
	program, err := e.interp.CompileAST(rewritten)
	if err != nil {
		return nil, unsupported(err.Error())
	}
	return &cell{e, program, len(u.Results)}, nil
}

// rewrite runs the passes over the unit's file.
func (e *Engine) rewrite(u *eval.Unit) (*ast.File, error) {
	e.serial++
	r := &rewriter{engine: e, unit: u, info: u.Info}
	r.declare()
	r.markPositions()
	r.lower()
	r.goStatements()
	r.rename()
	r.functions()
	r.results()
	r.variables()
	if r.err != nil {
		return nil, r.err
	}
	return r.file(), nil
}

// unsupported makes an error of what yaegi says: "cell[3]:2:5: words".
func unsupported(text string) error {
	at, words := parsePosition(text)
	return &eval.Unsupported{Position: at, Reason: strings.ReplaceAll(words, mark, "")}
}

// A cell is a compiled unit.
type cell struct {
	engine  *Engine
	program *interp.Program
	results int
}

// run is one run of a cell.
type run struct {
	values  []any
	entered atomic.Bool
	strayed atomic.Bool   // a goroutine of the cell has panicked
	done    chan struct{} // closed when the cell's own goroutine has left it

	interrupted <-chan struct{}
	cancel      context.CancelCauseFunc // ends the run, with an error to report
}

// Run executes the cell. When ctx is cancelled it waits for interpreted code
// to stop, so that nothing of the cell runs on while the next one does.
func (c *cell) Run(ctx context.Context, s eval.Streams) ([]any, error) {
	e := c.engine
	e.streams.connect(s)
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	r := &run{values: make([]any, 0, c.results), done: make(chan struct{}), cancel: cancel, interrupted: ctx.Done()}
	e.setRun(r)
	defer e.setRun(nil)
	e.trace.reset()
	go watchStacks(ctx, cancel)
	_, err := e.interp.ExecuteWithContext(ctx, c.program)
	if ctx.Err() != nil {
		cause := context.Cause(ctx)
		if _, exited := cause.(*eval.Exit); !exited {
			e.waitFor(r)
		}
		return nil, cause
	}
	if err != nil {
		return nil, e.failure(err)
	}
	if len(r.values) < c.results {
		return nil, nil
	}
	return r.values, nil
}

func (e *Engine) setRun(r *run) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.run = r
}

func (e *Engine) currentRun() *run {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.run
}
