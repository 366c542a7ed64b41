package ssa

import (
	"go/types"
	"reflect"
	"strconv"
	"unsafe"

	"golang.org/x/tools/go/ssa"
)

// A closure is an interpreted func value: a Go func value as compiled code
// calls it. Its first word is the code of a compiled closure that captures one
// pointer, which is the second word and points back to the object: see
// trampolines.go. The free variables follow.
type closure struct {
	code uintptr
	self *closure
	fn   *function
}

// closureLayout returns the type of fn's closures and where the free variables
// are in them.
func (e *Engine) closureLayout(fn *ssa.Function) (reflect.Type, []uintptr) {
	fields := []reflect.StructField{{Name: "Head", Type: reflect.TypeFor[closure]()}}
	for i, v := range fn.FreeVars {
		fields = append(fields, reflect.StructField{Name: "V" + strconv.Itoa(i), Type: registerType(e.types.of(v.Type()))})
	}
	t := reflect.StructOf(fields)
	var offsets []uintptr
	for i := range fn.FreeVars {
		offsets = append(offsets, t.Field(i+1).Offset)
	}
	return t, offsets
}

func (lw *lowering) makeClosure(v *ssa.MakeClosure) {
	fn := v.Fn.(*ssa.Function)
	f := lw.eng.function(fn)
	t, offsets := lw.eng.closureLayout(fn)
	var from []place
	for _, b := range v.Bindings {
		from = append(from, lw.at(b))
	}
	sig := lw.signature(fn.Signature)
	layout := wordMapOf(t)
	code, d := lw.eng.trampolines[sig.shape()], lw.off(v)
	lw.slow(func(fp ptr) {
		p := layout.new()
		c := (*closure)(p)
		c.fn = f
		for i, b := range from {
			moveRegister(b.typ, unsafe.Add(p, offsets[i]), ptr(ptrAt(fp, b.off)))
		}
		*ptrAt(fp, d) = c.asFunc(code, sig)
	})
}

// asFunc finishes c as a Go func value of type sig.
func (c *closure) asFunc(code uintptr, sig *signature) ptr {
	if code != 0 {
		c.code, c.self = code, c
		return ptr(c)
	}
	f := reflect.MakeFunc(sig.rt, func(args []reflect.Value) []reflect.Value { return c.invoke(args, sig.rt) })
	p := reflect.New(sig.rt)
	p.Elem().Set(f)
	return *(*ptr)(p.UnsafePointer())
}

// asValue returns the function as a func value without free variables.
func (f *function) asValue() ptr {
	c := f.value.Load()
	if c == nil {
		c = &closure{fn: f}
		if !f.value.CompareAndSwap(nil, c) {
			c = f.value.Load()
		}
	}
	if p := f.pointer.Load(); p != nil {
		return *p
	}
	sig := f.signature
	p := c.asFunc(f.eng.trampolines[sig.shape()], sig)
	f.pointer.Store(&p)
	return p
}

func (lw *lowering) signature(s *types.Signature) *signature { return lw.eng.signature(s) }

// signature returns what calls need to know of s, the receiver left out.
func (e *Engine) signature(s *types.Signature) *signature {
	sig := &signature{variadic: s.Variadic(), rt: e.types.of(types.NewSignatureType(nil, nil, nil, s.Params(), s.Results(), s.Variadic())).rt}
	for v := range s.Params().Variables() {
		sig.params = append(sig.params, e.types.of(v.Type()))
	}
	for v := range s.Results().Variables() {
		sig.results = append(sig.results, e.types.of(v.Type()))
	}
	return sig
}

// begin makes the frame of a closure that compiled code calls.
func (c *closure) begin() ptr {
	th := c.fn.eng.idleThread()
	nf := th.take(c.fn)
	*ptrAt(nf, contextOff) = ptr(c)
	return nf
}

// run executes the frame. What compares or computes hardly ever leaves the hot
// loop, in which nothing panics: only what does leave it is guarded.
func (c *closure) run(fp ptr) {
	h := head(fp)
	if th := h.th; h.body.defers {
		th.guarded(func() { th.activate(fp, nil) })
	} else {
		th.nesting = 1
		th.stub.below(fp)
		at, pc, why := hot(fp, h.code, th)
		if why != xHalt {
			th.guarded(func() { th.loop(fp, at, pc, why) })
		}
		th.stub.deliver(fp)
		th.nesting = 0
	}
}

// guarded calls f for compiled code. A thread whose code panics is not used
// again.
func (th *thread) guarded(f func()) {
	finished := false
	defer func() {
		if finished {
			return
		}
		th.eng.atHand.CompareAndSwap(th, nil)
		th.eng.debugger.lost(th)
		if th.eng.lost() {
			th.eng.leave(recover())
		}
	}()
	f()
	finished = true
}

// end frees the frame once its results have been read.
func (c *closure) end(fp ptr) {
	th := head(fp).th
	release(fp)
	c.fn.eng.park(th)
}

// invoke is a call, as of a func of type rt, with arguments of any type.
func (c *closure) invoke(args []reflect.Value, rt reflect.Type) []reflect.Value {
	fp := c.begin()
	b := head(fp).body
	for i, p := range b.params {
		p.typ.set(ptr(ptrAt(fp, p.off)), args[i])
	}
	c.run(fp)
	out := make([]reflect.Value, len(b.results))
	for i, r := range b.results {
		out[i] = as(r.typ.value(ptr(ptrAt(fp, r.off))), rt.Out(i))
	}
	c.end(fp)
	return out
}
