package ssa

import (
	"fmt"
	"reflect"
	"strings"
)

var stringerType = reflect.TypeFor[fmt.Stringer]()

// checkAdaptable refuses values of type from as values of a compiled interface
// that nothing can give them the methods of.
func (e *Engine) checkAdaptable(from, to *typ) {
	if to.mem == mIface && !from.faithful && to.rt != errorType && to.rt != stringerType && e.symbols.wrapper(to.rt) == nil {
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
	switch wrapper := e.symbols.wrapper(rt); {
	case rt == errorType && b.can(canUnwrapAll):
		return reflect.ValueOf(boxedErrors{errorMethods{b}})
	case rt == errorType:
		return reflect.ValueOf(boxedError{errorMethods{b}})
	case rt == stringerType:
		return reflect.ValueOf(boxedText{b})
	case wrapper != nil:
		return b.wrapped(wrapper)
	}
	panic(unsupported("a " + typeName(b.typ.t) + " as " + rt.String()))
}

// wrapped puts b into a wrapper type.
func (b boxed) wrapped(wrapper reflect.Type) reflect.Value {
	w := reflect.New(wrapper).Elem()
	for i := range wrapper.NumField() {
		f := wrapper.Field(i)
		method, ok := strings.CutPrefix(f.Name, "W")
		switch {
		case f.Name == "IValue":
			w.Field(i).Set(reflect.ValueOf(b))
		case ok:
			w.Field(i).Set(b.method(method, f.Type))
		}
	}
	return w
}
