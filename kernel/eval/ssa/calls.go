package ssa

import (
	"go/types"
	"reflect"

	"golang.org/x/tools/go/ssa"
)

func (lw *lowering) call(v *ssa.Call) {
	c := &v.Call
	if lw.stop(c) {
		return
	}
	var results []place
	switch n := c.Signature().Results().Len(); {
	case n == 1:
		results = []place{lw.at(v)}
	case n > 1:
		results = lw.components(v)
	}
	if b, ok := c.Value.(*ssa.Builtin); ok {
		lw.builtin(v, b)
		return
	}
	if fn, ok := c.Value.(*ssa.Function); ok && lw.eng.isCompiled(fn) {
		lw.compiledCall(c, fn, results)
		return
	}
	site := lw.site(c)
	in := ins{op: oCallX, c: lw.pointerConstant(ptr(site))}
	_, from, _ := places(lw.calleeParams(c), site.sig.results)
	for i, r := range results {
		site.results = append(site.results, move{r.typ.class, from[i].off, r.off, r.typ})
	}
	if len(results) == 1 {
		in.d = results[0].off
	}
	switch {
	case c.IsInvoke():
		in.e = lw.off(c.Value)
		if !site.wide {
			in.op = oCallI
		}
	case site.fn != nil:
		in.t = int32(site.fn.pool)
		switch {
		case site.wide:
		case len(site.args) == 1 && site.args[0].class == cWord:
			in.op, in.a = oCallW, site.args[0].from
		default:
			in.op = oCall
		}
	default:
		in.e = lw.off(c.Value)
		if !site.wide {
			in.op = oCallF
		}
	}
	lw.emit(in)
}

// calleeParams returns the types of the callee's parameters as its frame has
// them: a method called through an interface gets a pointer first.
func (lw *lowering) calleeParams(c *ssa.CallCommon) (out []*typ) {
	if c.IsInvoke() {
		out = append(out, lw.typ(types.Typ[types.UnsafePointer]))
	}
	for _, a := range c.Args {
		out = append(out, lw.typ(a.Type()))
	}
	return out
}

// site describes a call of something that may be interpreted.
func (lw *lowering) site(c *ssa.CallCommon) *callSite {
	site := &callSite{sig: lw.signature(c.Signature())}
	params := lw.calleeParams(c)
	to, _, _ := places(params, nil)
	if c.IsInvoke() {
		site.method = c.Method.Name()
		to = to[1:]
	} else if fn, ok := c.Value.(*ssa.Function); ok {
		site.fn = lw.eng.function(fn)
	} else {
		site.code = lw.eng.trampolines[site.sig.shape()]
	}
	for i, a := range c.Args {
		from := lw.at(a)
		site.args = append(site.args, move{from.typ.class, from.off, to[i].off, from.typ})
		site.wide = site.wide || from.typ.class == cAgg
	}
	return site
}

// A later is a call whose function and arguments are known, on a thread.
type later func(p *panicking)

// prepared returns what evaluates a call now, to be made later on the owner's
// thread.
func (lw *lowering) prepared(c *ssa.CallCommon) func(owner *thread, fp ptr) later {
	if b, ok := c.Value.(*ssa.Builtin); ok {
		return lw.laterBuiltin(c, b)
	}
	if fn, ok := c.Value.(*ssa.Function); ok && lw.eng.isCompiled(fn) {
		call := lw.compiled(c, fn)
		return func(_ *thread, fp ptr) later {
			args := detached(call.args(fp))
			return func(*panicking) { call.make(args) }
		}
	}
	site, callee := lw.site(c), off(0)
	if site.fn == nil {
		callee = lw.off(c.Value)
	}
	return func(owner *thread, fp ptr) later {
		if f := lw.eng.compiledCallee(site, fp, callee); f.IsValid() {
			args := detached(site.values(fp))
			return func(*panicking) { callReflected(f, args) }
		}
		if site.fn == nil && site.method == "" && *ptrAt(fp, callee) == nil {
			return func(*panicking) { panicNil() }
		}
		nf := owner.prepare(owner, site, fp, callee)
		return func(p *panicking) { owner.deferred(nf, p) }
	}
}

// compiledCallee returns the compiled function that a call through an
// interface or a func value means, if it means one.
func (e *Engine) compiledCallee(site *callSite, fp ptr, callee off) (f reflect.Value) {
	switch {
	case site.fn != nil:
	case site.method != "":
		v := *anyAt(fp, callee)
		if _, ok := v.(boxed); !ok && v != nil {
			return e.compiledMethod(v, site.method)
		}
	default:
		if v := *ptrAt(fp, callee); v != nil && *(*uintptr)(v) != site.code {
			return reflect.NewAt(site.sig.rt, ptr(ptrAt(fp, callee))).Elem()
		}
	}
	return f
}

// values returns the arguments of a call for compiled code.
func (s *callSite) values(fp ptr) []reflect.Value {
	args := make([]reflect.Value, len(s.args))
	for i, a := range s.args {
		args[i] = forCompiled(a.typ, ptr(ptrAt(fp, a.from)), s.sig.variadic && i == len(s.args)-1)
	}
	return args
}

func (lw *lowering) deferStatement(v *ssa.Defer) {
	make := lw.prepared(&v.Call)
	if v.DeferStack == nil {
		lw.slow(func(fp ptr) {
			h := head(fp)
			h.defers.calls = append(h.defers.calls, make(h.th, fp))
		})
		return
	}
	list := lw.off(v.DeferStack)
	lw.slow(func(fp ptr) {
		l := (*deferList)(*ptrAt(fp, list))
		l.calls = append(l.calls, make(head(fp).th, fp))
	})
}

func (lw *lowering) goStatement(v *ssa.Go) {
	make := lw.prepared(&v.Call)
	lw.slow(func(fp ptr) {
		th := head(fp).th
		owner := th.eng.newThread(th.run)
		call := make(owner, fp)
		th.eng.start(owner, func() { call(nil) })
	})
}

// detached copies arguments that are still registers: the call is made later.
func detached(args []reflect.Value) []reflect.Value {
	for i, a := range args {
		if a.CanAddr() {
			c := reflect.New(a.Type()).Elem()
			c.Set(a)
			args[i] = c
		}
	}
	return args
}
