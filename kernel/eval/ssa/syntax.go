package ssa

import (
	"fmt"
	"go/types"
	"image"
	"reflect"

	"gradus/kernel/display"
)

// A goSyntax is a variable that is shown as Go source would write its value.
type goSyntax struct {
	typ *typ
	p   ptr
}

// String returns the value as Go syntax.
func (g goSyntax) String() string {
	return display.ResolvedGoSyntax(g.typ.variable(g.p), g.typ.t, g.typ.eng.resolved)
}

// saysItself reports whether a value has a method by which it is shown.
func saysItself(v any) bool {
	switch v.(type) {
	case error, fmt.Stringer, display.MIMEBundler, image.Image:
		return true
	}
	return false
}

// resolved is a [display.Resolver]: it takes values out of boxes, and follows
// the edges at which the reflect type of a recursive type ends.
func (e *Engine) resolved(v reflect.Value, t types.Type) (reflect.Value, types.Type) {
	for v.Kind() == reflect.Struct && v.Type().PkgPath() == boxedType.PkgPath() && v.NumField() > 0 && v.Type().Field(0).Anonymous {
		v = v.Field(0) // a boxedError or such
	}
	if v.Type() == boxedType {
		return v.Field(1).Elem(), (*typ)(v.Field(0).UnsafePointer()).t
	}
	if t == nil || types.IsInterface(t) || !v.IsValid() {
		return v, t
	}
	rt := e.lockedType(t).rt
	if rt == v.Type() {
		return v, t
	}
	switch {
	case v.Kind() == reflect.UnsafePointer && isPointerKind(rt.Kind()):
		whole := reflect.New(rt)
		*(*ptr)(whole.UnsafePointer()) = v.UnsafePointer()
		return whole.Elem(), t
	case v.Kind() == reflect.Slice && rt.Kind() == reflect.Slice:
		whole := reflect.New(rt)
		*(*slice)(whole.UnsafePointer()) = slice{v.UnsafePointer(), v.Len(), v.Cap()}
		return whole.Elem(), t
	}
	return v, t
}

var boxedType = reflect.TypeFor[boxed]()
