package ssa

import (
	"go/types"
	"reflect"

	"golang.org/x/tools/go/ssa"
)

// A compiledCall is a call of a compiled function or method.
type compiledCall struct {
	eng      *Engine
	fn       reflect.Value
	from     []place
	variadic bool
}

func (lw *lowering) compiled(c *ssa.CallCommon, fn *ssa.Function) *compiledCall {
	call := &compiledCall{eng: lw.eng, fn: lw.eng.compiledFunction(fn), variadic: c.Signature().Variadic()}
	checkMirrors(call.fn.Type(), fn.String())
	for _, a := range c.Args {
		call.from = append(call.from, lw.at(a))
	}
	return call
}

func (c *compiledCall) args(fp ptr) []reflect.Value {
	out := make([]reflect.Value, len(c.from))
	for i, p := range c.from {
		out[i] = forCompiled(p.typ, ptr(ptrAt(fp, p.off)), c.variadic && i == len(c.from)-1)
	}
	return out
}

func (c *compiledCall) make(args []reflect.Value) []reflect.Value {
	return callReflected(c.fn, args)
}

// callReflected calls a compiled function; a variadic one gets its slice.
func callReflected(f reflect.Value, args []reflect.Value) []reflect.Value {
	rt := f.Type()
	for i, a := range args {
		args[i] = as(a, rt.In(i))
	}
	if rt.IsVariadic() {
		return f.CallSlice(args)
	}
	return f.Call(args)
}

// forCompiled returns a register as an argument of a compiled function. Values
// of interpreted types that go there as any keep their String and Error
// methods; so do those in a variadic slice of them.
func forCompiled(t *typ, reg ptr, variadic bool) reflect.Value {
	switch {
	case t.mem == mAny && t.rt == anyType:
		v := t.eng.dressed(*(*any)(reg))
		return reflect.ValueOf(&v).Elem()
	case variadic && t.rt == reflect.TypeFor[[]any]():
		return reflect.ValueOf(t.eng.variadic(*(*[]any)(reg)))
	case t.sameInRegister():
		return reflect.NewAt(t.rt, reg).Elem()
	}
	return t.value(reg)
}

// compiledCall emits the call. Signatures that are frequent are called
// directly, the others by reflection.
func (lw *lowering) compiledCall(c *ssa.CallCommon, fn *ssa.Function, results []place) {
	if fn.Name() == "init" && fn.Signature.Recv() == nil && fn.Synthetic != "" {
		return
	}
	call := lw.compiled(c, fn)
	lw.wakingLater(fn, call)
	if !lw.synchronizing(fn, call) && !lw.ofOwnRun(fn, call, results) && !lw.direct(call, results) {
		lw.slow(func(fp ptr) {
			for i, r := range call.make(call.args(fp)) {
				results[i].typ.set(ptr(ptrAt(fp, results[i].off)), r)
			}
		})
	}
	if recovers(fn) {
		lw.slow(func(fp ptr) { head(fp).th.forgetTrail() })
	}
}

// callMethod calls a compiled method through an interface.
func (e *Engine) callMethod(v any, site *callSite, fp ptr) {
	if len(site.args) == 0 && len(site.results) == 1 && site.results[0].class == cString {
		d := strAt(fp, site.results[0].to)
		switch v := v.(type) {
		case error:
			if site.method == "Error" {
				*d = v.Error()
				return
			}
		case interface{ String() string }:
			if site.method == "String" {
				*d = v.String()
				return
			}
		}
	}
	e.callValue(e.compiledMethod(v, site.method), site, fp)
}

// callValue calls a compiled func value.
func (e *Engine) callValue(f reflect.Value, site *callSite, fp ptr) {
	for i, r := range callReflected(f, site.values(fp)) {
		if m := site.results; i < len(m) {
			m[i].typ.set(ptr(ptrAt(fp, m[i].to)), r)
		}
	}
}

// compiledFunction returns the function or method fn of a compiled package.
func (e *Engine) compiledFunction(fn *ssa.Function) reflect.Value {
	name := fn.Name()
	if v, ok := e.instance(fn); ok {
		return v
	}
	if fn.Origin() != nil || fn.Signature.TypeParams() != nil {
		panic(unsupported("the generic function " + fn.String() + " of a compiled package"))
	}
	if recv := fn.Signature.Recv(); recv != nil {
		rt := e.types.of(recv.Type()).rt
		m, ok := rt.MethodByName(name)
		if !ok || rt.Kind() == reflect.Interface {
			panic(unsupported("the method " + fn.String()))
		}
		if f, ok := e.instead[compiledMethod{rt, name}]; ok {
			return f
		}
		return m.Func
	}
	if fn.Pkg == nil {
		panic(unsupported("the function " + fn.String()))
	}
	v, ok := e.symbol(fn.Pkg.Pkg.Path(), name)
	if !ok || v.Kind() != reflect.Func {
		panic(unsupported(fn.Pkg.Pkg.Name() + "." + name))
	}
	return v
}

// compiledType returns the type t of a compiled package.
func (e *Engine) compiledType(t *types.Named) reflect.Type {
	obj := t.Obj()
	if obj.Pkg() == nil {
		switch obj.Name() {
		case "error":
			return errorType
		case "any":
			return anyType
		}
		panic(unsupported("the type " + t.String()))
	}
	if t.TypeArgs() != nil {
		panic(unsupported("the generic type " + t.String() + " of a compiled package"))
	}
	if !obj.Exported() {
		return e.types.unexportedType(t)
	}
	v, ok := e.symbol(obj.Pkg().Path(), obj.Name())
	if !ok || v.Kind() != reflect.Pointer || !v.IsNil() {
		panic(unsupported("the type " + t.String()))
	}
	return v.Type().Elem()
}
