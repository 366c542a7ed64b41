// Package ssa runs checked cells on an engine of its own: go/ssa's form of
// them becomes bytecode for registers, which one loop executes.
//
// # The way of a cell
//
// The files in the order in which a cell meets them:
//
//   - sources.go has those packages built that are run from their source, and
//     generic functions of compiled ones; instances.go knows which of those are
//     compiled for some types;
//   - build.go makes ssa functions of a unit, late.go of methods that are added
//     to types of earlier cells;
//   - types.go finds for every type its class of register (class.go) and the
//     reflect type of the same layout (reflected.go): an interpreted []float64
//     is a []float64; unexported.go finds compiled types that no table names;
//   - fold.go leaves addresses and comparisons to the instructions that use
//     them, and with fuse.go, lists.go and appends.go makes one operation of
//     what belongs together, live.go lets each φ share a register with what flows into it;
//   - frame.go lays out registers, operands.go says which value is in which,
//     lower.go turns blocks into bytecode, with select.go, arith.go, address.go,
//     calls.go, compiled.go, builtins.go, collections.go, interfaces.go,
//     closures.go and channels.go; direct.go, maps.go and chanops.go do without
//     reflection what is frequent; edges.go moves φs, and link.go puts the
//     blocks in a row;
//   - function.go is what comes of it; program.go runs it, on a thread.go, in
//     the loop that gen makes of its table of operations; wordmap.go copies and
//     makes values of its own accord, and room.go gives it room for them;
//   - panics.go finds out where a panic was, defers.go makes deferred calls;
//   - box.go, adapt.go, format.go, trampolines.go and idle.go are for compiled
//     code that meets interpreted values, overrides.go for what would end the
//     process;
//   - grace.go waits for what an interrupt can't stop; debug.go and the files
//     beside it stop cells, step through them and look at their variables.
//
// # Values
//
// A value lies in memory as compiled Go lays it out. In an interface, a value
// of a type that no reflect type stands for alone (a type declared in a cell,
// or made of one) is a [boxed], which knows its type. All interfaces are any in
// registers; those of compiled packages have their own layout in memory.
//
// # Limits
//
// What the engine can't run it refuses in Compile with an *eval.Unsupported:
// generic types and functions of compiled packages of which there is no source
// (package weak, …); addresses that were numbers; a function with more than 64 KB
// of local values; an interpreted type as a compiled interface for which the
// tables have no wrapper; interpreted types in packages that look inside
// values (templates, gob, xml, …). Package reflect refuses them as it runs, and
//
// Where the words of Go's runtime name a type of a cell (a map key that can't
// be hashed, values that can't be compared) they name its underlying type.
package ssa

import (
	"go/token"
	"go/types"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/tools/go/ssa"

	"gradus/kernel/eval"
	"gradus/kernel/eval/quota"
)

//go:generate go run ./gen

// Engine is an [eval.Engine] on go/ssa.
type Engine struct {
	fset        *token.FileSet
	program     *ssa.Program
	trampolines map[string]uintptr
	symbols     symbolTables
	instead     map[compiledMethod]reflect.Value
	gobbed      gobTypes
	choices     sync.Map // choice → chosen
	made        madeWrappers
	limit       quota.Limit

	mu            sync.RWMutex // guards what Compile extends
	types         *typeTable
	functions     map[*ssa.Function]*function // of this era's program
	declared      map[*types.Func]*function   // those that cells declare, from all programs
	literals      []*ssa.Function             // function literals among functions
	pending       []*function                 // to be compiled
	variables     map[*types.Var]ptr
	marks         map[*ssa.Global]*atomic.Bool // set when the variable is assigned
	starts        map[token.Pos]token.Pos      // of expressions, by the position that ssa gives them
	sources       map[*types.Package]*sourcePackage
	syntax        map[*types.Package]*syntax
	generic       map[*types.Func][]types.Object // what generic functions use
	cells         int                            // in this era
	poolsMu       sync.Mutex
	freePools     []uint32 // of functions that are gone
	functionCount atomic.Int32
	units         atomic.Int64 // compiled so far

	sleepers   sleepers
	trails     sync.Map // goroutine → *trail
	trailCount atomic.Int32
	reentries  atomic.Int32 // threads that serve calls from compiled code, idle ones included
	debugger   *debugger
	current    atomic.Pointer[run]
	atHand     atomic.Pointer[thread]
	idleMu     sync.Mutex
	idle       []*thread
}

// New returns an engine whose cells may import the packages of the tables.
func New(exports ...Exports) *Engine {
	e := &Engine{
		fset: token.NewFileSet(), trampolines: newTrampolines(),
		functions: map[*ssa.Function]*function{}, declared: map[*types.Func]*function{}, variables: map[*types.Var]ptr{},
		marks: map[*ssa.Global]*atomic.Bool{}, starts: map[token.Pos]token.Pos{}, sources: map[*types.Package]*sourcePackage{},
		syntax: map[*types.Package]*syntax{}, generic: map[*types.Func][]types.Object{},
	}
	e.types = &typeTable{eng: e, known: map[types.Type]*typ{}, busy: map[*types.Named]bool{}}
	e.debugger = newDebugger(e)
	e.program = newProgram(e.fset)
	e.sleepers.eng = e
	e.current.Store(newRun(e, eval.Streams{}))
	e.symbols.use(exports, e.overrides())
	e.instead = e.methodOverrides()
	return e
}

// Name returns "ssa".
func (e *Engine) Name() string { return "ssa" }

// FileSet holds the positions of all units.
func (e *Engine) FileSet() *token.FileSet { return e.fset }

// Supports reports whether the symbol tables have the name.
func (e *Engine) Supports(path, name string) bool {
	if name == "" {
		return e.symbols.has(path)
	}
	_, ok := e.symbol(path, name)
	return ok
}

func (e *Engine) symbol(path, name string) (reflect.Value, bool) {
	v, ok := e.symbols.of(path)[name]
	return v, ok
}

// Compile builds the unit and all that it can reach.
func (e *Engine) Compile(u *eval.Unit) (p eval.Program, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *unsupportedError:
			e.pending = nil
			at := r.at
			if !at.IsValid() {
				at = u.Position
			}
			err = &eval.Unsupported{Position: e.fset.Position(at), Reason: r.reason}
		default:
			panic(r)
		}
	}()
	e.units.Add(1)
	c := e.build(u)
	e.compilePending()
	for _, fn := range e.literals {
		delete(e.functions, fn)
	}
	e.literals = nil
	clear(e.marks)
	return c, nil
}

// compilePending compiles functions until none needs another.
func (e *Engine) compilePending() {
	for len(e.pending) > 0 {
		f := e.pending[len(e.pending)-1]
		e.pending = e.pending[:len(e.pending)-1]
		if f.body == nil {
			f.body = e.compile(f)
			f.ssa = nil
		}
	}
	e.pending = nil // the array remembers them
}

// function returns what fn is here, and has it compiled.
func (e *Engine) function(fn *ssa.Function) *function {
	f := e.functions[fn]
	object := e.declares(fn)
	if f == nil && object != nil {
		f = e.declared[object]
	}
	if f == nil {
		if fn.Blocks == nil && fn.Pkg != nil {
			fn.Pkg.Build() // made anew for this era
		}
		if object != nil && fn.Blocks == nil {
			panic(unsupported("the function " + fn.Name() + " of a cell that is gone"))
		}
		f = &function{eng: e, ssa: fn, object: object}
		e.givePool(f)
		f.signature = e.signature(fn.Signature)
	}
	e.functions[fn] = f
	if object != nil {
		e.declared[object] = f
	}
	if fn.Parent() != nil {
		e.literals = append(e.literals, fn)
	}
	if f.body == nil {
		e.pending = append(e.pending, f)
	}
	return f
}

// ready returns the function's code. Methods that only compiled code can call
// may be compiled as late as here.
func (f *function) ready() *body {
	f.eng.mu.RLock()
	b := f.body
	f.eng.mu.RUnlock()
	if b == nil {
		f.eng.mu.Lock()
		defer f.eng.mu.Unlock()
		f.eng.pending = append(f.eng.pending, f)
		f.eng.compilePending()
		b = f.body
	}
	return b
}

// An unsupportedError is on its way to Compile.
type unsupportedError struct {
	reason string
	at     token.Pos
}

func (u *unsupportedError) Error() string { return u.reason }

func unsupported(what string) *unsupportedError {
	return &unsupportedError{reason: what + " is not supported"}
}

// mark separates a learner's name from what the front end adds to it.
const mark = "ʹ"

// plainName is a function's name as tracebacks show it: "" for the cell.
func plainName(name string) string {
	if base, method, ok := strings.Cut(name, mark); ok {
		if base == "cell" {
			return ""
		}
		return base + "." + method
	}
	if strings.HasPrefix(name, "init#") {
		return "init"
	}
	return name
}
