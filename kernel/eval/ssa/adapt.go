package ssa

import (
	"fmt"
	"go/types"
	"reflect"
)

var stringerType = reflect.TypeFor[fmt.Stringer]()

// checkAdaptable refuses values of type from as values of a compiled interface
// that nothing can give them the methods of.
func (e *Engine) checkAdaptable(from, to *typ) {
	if to.mem == mIface && !from.faithful && to.rt != errorType && to.rt != stringerType && len(e.symbols.wrappers(to.rt)) == 0 {
		panic(unsupported("a " + typeName(from.t) + " as " + typeName(to.t)))
	}
}

// adapt returns the value in an interface as one of the compiled interface
// type rt.
func (e *Engine) adapt(v any, rt reflect.Type) reflect.Value {
	if v == nil {
		return reflect.Zero(rt)
	}
	b, ok := v.(boxed)
	if !ok {
		return reflect.ValueOf(v)
	}
	switch {
	case rt == errorType && b.can(canUnwrapAll):
		return reflect.ValueOf(boxedErrors{errorMethods{b}})
	case rt == errorType:
		return reflect.ValueOf(boxedError{errorMethods{b}})
	case rt == stringerType:
		return reflect.ValueOf(boxedText{b})
	}
	if wrapper := e.wrapperFor(b.typ, rt); wrapper != nil {
		return e.made.wrap(b, wrapper)
	}
	panic(unsupported("a " + typeName(b.typ.t) + " as " + rt.String()))
}

// A choice is of a wrapper for values of a type as an interface.
type choice struct {
	typ   *typ
	iface reflect.Type
}

// A chosen wrapper was right after so many units: a later cell may add methods.
type chosen struct {
	units   int64
	wrapper reflect.Type
}

// wrapperFor returns the wrapper type for values of type t as an interface rt,
// nil if there is none. Compiled code may ask for further methods (a flag.Value
// for IsBoolFlag, an fs.File for ReadDir): the wrapper has as many as any.
func (e *Engine) wrapperFor(t *typ, rt reflect.Type) reflect.Type {
	units, key := e.units.Load(), choice{t, rt}
	if known, ok := e.choices.Load(key); ok && known.(chosen).units == units {
		return known.(chosen).wrapper
	}
	var found reflect.Type
	for _, w := range e.symbols.wrappers(rt) {
		if e.hasMethods(t, w.iface) {
			found = w.typ
			break
		}
	}
	e.choices.Store(key, chosen{units, found})
	return found
}

// hasMethods reports whether values of type t have the methods of a compiled
// interface.
func (e *Engine) hasMethods(t *typ, iface reflect.Type) bool {
	for i := range iface.NumMethod() {
		m := iface.Method(i)
		e.mu.RLock()
		obj, _, _ := types.LookupFieldOrMethod(t.t, false, nil, m.Name)
		e.mu.RUnlock()
		f, ok := obj.(*types.Func)
		if !ok || e.layoutOf(f.Signature(), nil) != m.Type {
			return false
		}
	}
	return true
}
