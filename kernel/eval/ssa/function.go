package ssa

import (
	"go/token"
	"go/types"
	"reflect"
	"sync/atomic"
	"unsafe"

	"golang.org/x/tools/go/ssa"
)

// ins is an instruction: an operation, registers, and a number (a jump's
// distance, a field's offset, an element's size, an index of body.slow).
type ins struct {
	op            op
	a, b, c, d, e off
	t             int32
}

const insSize = int(unsafe.Sizeof(ins{}))

// A function is something that interpreted code calls. Its identity outlives
// its body: a function that is declared again redirects its callers.
type function struct {
	eng    *Engine
	ssa    *ssa.Function // nil when compiled
	object *types.Func   // of functions and methods that a cell declares
	pool   uint32        // offset of its free frames in a thread's table
	body   *body         // nil until compiled
	// lineage is shared by functions of which each has replaced another.
	lineage   atomic.Pointer[lineage]
	value     atomic.Pointer[closure] // the function as a value, once needed
	pointer   atomic.Pointer[ptr]     // what represents that
	signature *signature
}

// current is the function that calls of f are to reach.
func (f *function) current() *function {
	if l := f.lineage.Load(); l != nil {
		return l.latest.Load()
	}
	return f
}

// A lineage knows only the latest of its functions, so that those between the
// one that old code calls and that are free to go.
type lineage struct{ latest atomic.Pointer[function] }

// replace has now called in place of f.
func (f *function) replace(now *function) {
	l := f.lineage.Load()
	if l == nil {
		l = &lineage{}
	}
	l.latest.Store(now)
	now.lineage.Store(l)
	f.lineage.Store(l)
}

// A body is the code of a function.
type body struct {
	fn      *function
	name    string // as tracebacks show it
	pkg     string // its package as tracebacks show it, "" for cells
	hidden  bool   // made by the compiler: not in tracebacks
	wrapper bool   // makes of one call another one, of a method
	code    []ins
	pos     []token.Pos // by instruction
	slow    []func(fp ptr)
	frame   reflect.Type
	beside  uintptr        // bytes of variables that a frame has beside it
	setup   []func(fp ptr) // constants, written once into a new frame
	params  []place
	results []place
	single  class // of the only result, if that is a word or pointer; else cAgg
	defers  bool
	recover int // instruction that continues after a recovered panic, or -1
	debug   *debugBody
	start   token.Pos // of the function
}

// A callSite describes a call to the instruction that makes it.
type callSite struct {
	fn      *function // static calls
	method  string    // calls through an interface
	code    uintptr   // calls of func values: the code word of interpreted ones
	args    []move    // to the callee's frame; of calls through an interface, without the receiver
	wide    bool      // some arguments are structs or arrays
	results []move    // from the callee's frame
	sig     *signature
	cache   [methodsCached]atomic.Pointer[methodCache] // by number of the type
}

// A move copies a register of one frame to one of another.
type move struct {
	class    class
	from, to off
	typ      *typ
}

func (m *move) do(to, from ptr) {
	moveRegister(m.typ, unsafe.Add(to, uintptr(m.to)), unsafe.Add(from, uintptr(m.from)))
}

// moveRegister copies a register of type t.
func moveRegister(t *typ, to, from ptr) {
	switch t.class {
	case cWord:
		*(*uint64)(to) = *(*uint64)(from)
	case cPtr:
		*(*ptr)(to) = *(*ptr)(from)
	case cString:
		*(*string)(to) = *(*string)(from)
	case cSlice:
		*(*slice)(to) = *(*slice)(from)
	case cIface:
		*(*any)(to) = *(*any)(from)
	default:
		if t.mem == mFar {
			*(*ptr)(to) = *(*ptr)(from)
			return
		}
		t.words.copy(to, from)
	}
}

// A signature is the types of a function's parameters (without receiver) and
// results.
type signature struct {
	params, results []*typ
	variadic        bool
	rt              reflect.Type
}

// places returns where a callee's frame has its parameters and results: after
// the context word, one after the other.
func places(params, results []*typ) (in, out []place, l *frameLayout) {
	l = newFrameLayout()
	l.add(pointerType) // the context
	for _, t := range params {
		in = append(in, l.fixed(t))
	}
	for _, t := range results {
		out = append(out, l.fixed(t))
	}
	return in, out, l
}
