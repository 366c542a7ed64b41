package ssa

import (
	"fmt"
	"iter"
	"reflect"
)

var (
	mirrorValueType  = reflect.TypeFor[mirrorValue]()
	mirrorMethodType = reflect.TypeFor[mirrorMethod]()
	realValueType    = reflect.TypeFor[reflect.Value]()
	realMethodType   = reflect.TypeFor[reflect.Method]()
)

// mirrorName is the name of what v mirrors, or "".
func mirrorName(v any) string {
	switch v.(type) {
	case mirrorValue:
		return "reflect.Value"
	case *mirrorType:
		return "*reflect.rtype"
	case mirrorMethod:
		return "reflect.Method"
	}
	return ""
}

// mirrored returns what compiled code returned as a cell has it.
func (e *Engine) mirrored(v reflect.Value) reflect.Value {
	switch v.Type() {
	case realValueType:
		return reflect.ValueOf(e.mirrorOf(v.Interface().(reflect.Value)))
	case realMethodType:
		return reflect.ValueOf(e.mirrorOfMethod(v.Interface().(reflect.Method)))
	}
	return v
}

// mirrorOf returns a Value of compiled code as a cell has it.
func (e *Engine) mirrorOf(v reflect.Value) mirrorValue {
	if !v.IsValid() {
		return mirrorValue{}
	}
	flags := mirrorFlags(0)
	if !v.CanInterface() {
		flags |= isHidden
	}
	switch {
	case v.CanAddr():
		return e.located(v.Type(), v.Addr().UnsafePointer(), flags|isAddressable)
	case v.CanInterface():
		return e.hold(v.Type(), v, flags)
	}
	return mirrorValue{e, v.Type(), v, flags}
}

// real returns v as compiled code has it, an interpreted type as its layout.
func (v mirrorValue) real() reflect.Value {
	switch {
	case v.t == nil:
		return reflect.Value{}
	case v.CanAddr() || v.Kind() == reflect.Interface:
		return v.v
	}
	return reflect.ValueOf(v.v.Interface())
}

// A shownValue is a mirrorValue on its way to compiled code that may print it:
// package fmt prints what a reflect.Value contains.
type shownValue struct{ mirrorValue }

// Format prints the value.
func (s shownValue) Format(state fmt.State, verb rune) {
	if !s.IsValid() {
		fmt.Fprintf(state, fmt.FormatString(state, verb), reflect.Value{})
		return
	}
	f := formatter{State: state, verb: verb, eng: s.e}
	var t *typ
	if m, ok := s.t.(*mirrorType); ok {
		t = m.typ
	}
	f.value(t, s.v, 0, s.sticky() == 0)
}

// compiledMethod returns the method of a compiled value that a cell calls. Of a
// reflect.Type those are replaced that would not know interpreted types.
func (e *Engine) compiledMethod(v any, name string) reflect.Value {
	if t, ok := v.(reflect.Type); ok {
		switch name {
		case "Implements":
			return reflect.ValueOf(func(u reflect.Type) bool { return e.checkedImplements(t, u) })
		case "AssignableTo":
			return reflect.ValueOf(func(u reflect.Type) bool { return e.checkedAssignable(t, u) })
		case "ConvertibleTo":
			return reflect.ValueOf(func(u reflect.Type) bool { return e.checkedConvertible(t, u) })
		case "Methods":
			return reflect.ValueOf(func() iter.Seq[mirrorMethod] { return e.methodsOf(t) })
		}
	}
	rv := reflect.ValueOf(v)
	if f, ok := e.insteadOf(rv, name); ok {
		return f
	}
	return rv.MethodByName(name)
}

// checkMirrors refuses a compiled function that exchanges other than single
// reflect.Values with its callers.
func checkMirrors(f reflect.Type, name string) {
	for i := range f.NumIn() {
		if t := f.In(i); t != realValueType && hasRealValue(t, 3) {
			panic(unsupported("the function " + name + ", for its parameter of type " + t.String() + ","))
		}
	}
	for i := range f.NumOut() {
		if t := f.Out(i); t != realValueType && t != realMethodType && hasRealValue(t, 3) {
			panic(unsupported("the function " + name + ", for its result of type " + t.String() + ","))
		}
	}
}

// hasRealValue reports whether t is made of reflect.Value, other than as a
// struct that has such a field.
func hasRealValue(t reflect.Type, depth int) bool {
	if t == realValueType || t == realMethodType {
		return true
	}
	if depth == 0 {
		return false
	}
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Chan:
		return hasRealValue(t.Elem(), depth-1)
	case reflect.Map:
		return hasRealValue(t.Key(), depth-1) || hasRealValue(t.Elem(), depth-1)
	case reflect.Func:
		for i := range t.NumIn() {
			if hasRealValue(t.In(i), depth-1) {
				return true
			}
		}
		for i := range t.NumOut() {
			if hasRealValue(t.Out(i), depth-1) {
				return true
			}
		}
	}
	return false
}
