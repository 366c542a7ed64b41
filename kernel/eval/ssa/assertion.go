package ssa

import (
	"reflect"
	"runtime"
)

// An assertionError is a failed type assertion that concerns a type of a cell,
// or an interface without a name, which no *runtime.TypeAssertionError can name.
// To errors.As it is one.
type assertionError struct {
	words string
	real  *runtime.TypeAssertionError // with other names, or nil
}

func (e assertionError) Error() string { return e.words }
func (e assertionError) RuntimeError() {}

// As finds the runtime's own kind of error.
func (e assertionError) As(target any) bool {
	p, ok := target.(**runtime.TypeAssertionError)
	if ok = ok && e.real != nil; ok {
		*p = e.real
	}
	return ok
}

// assertionError is what the failed assertion v.(to) panics with; v is of the
// static type from.
func (e *Engine) assertionError(v any, from, to *typ) error {
	failed := failedAssertion{asserted: rtypeOf(to.rt)}
	if v != nil {
		failed.concrete = wordsOf(&v).typ
		if b, ok := v.(boxed); ok {
			failed.concrete = rtypeOf(b.typ.rt)
		}
	}
	switch {
	case to.class != cIface:
		failed.static = rtypeOf(from.rt)
	case v != nil:
		failed.missing = e.missing(v, to)
	}
	words := e.assertionWords(v, from, to)
	if !assertionLayout {
		return assertionError{words: words}
	}
	real := (*runtime.TypeAssertionError)(ptr(&failed))
	if real.Error() == words {
		return real
	}
	return assertionError{words, real}
}

// A failedAssertion has the layout of a runtime.TypeAssertionError, which only
// the runtime can fill in.
type failedAssertion struct {
	static, concrete, asserted ptr
	missing                    string
}

// assertionLayout reports whether that is so.
var assertionLayout = func() bool {
	have, want := reflect.TypeFor[runtime.TypeAssertionError](), reflect.TypeFor[failedAssertion]()
	if have.NumField() != want.NumField() || have.Size() != want.Size() {
		return false
	}
	for i, name := range []string{"_interface", "concrete", "asserted", "missingMethod"} {
		h, w := have.Field(i), want.Field(i)
		if h.Name != name || h.Offset != w.Offset || h.Type.Size() != w.Type.Size() || (h.Type.Kind() == reflect.String) != (w.Type.Kind() == reflect.String) {
			return false
		}
	}
	return rtypeOf(reflect.TypeFor[boxed]()) == boxedWord
}()

// rtypeOf is the word by which interfaces name a type.
func rtypeOf(rt reflect.Type) ptr {
	v := any(rt)
	return wordsOf(&v).data
}

// assertionWords are Go's for a failed type assertion.
func (e *Engine) assertionWords(v any, from, to *typ) string {
	iface, want := typeName(from.t), typeName(to.t)
	switch {
	case v == nil && to.class == cIface:
		return "interface conversion: interface is nil, not " + want
	case v == nil:
		return "interface conversion: " + iface + " is nil, not " + want
	case to.class == cIface:
		return "interface conversion: " + e.dynamicName(v) + " is not " + want + ": missing method " + e.missing(v, to)
	}
	have, scopes := e.dynamicName(v), ""
	if have == want {
		scopes = " (types from different scopes)"
	}
	return "interface conversion: " + iface + " is " + have + ", not " + want + scopes
}
