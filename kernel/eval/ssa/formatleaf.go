package ssa

import (
	"fmt"
	"reflect"
	"sort"
	"strings"
	"sync"
)

// verbs are those that fmt has for values of a kind.
var verbs = map[reflect.Kind]string{
	reflect.Bool: "tv", reflect.String: "vsxXq",
	reflect.Int: integerVerbs, reflect.Int8: integerVerbs, reflect.Int16: integerVerbs, reflect.Int32: integerVerbs, reflect.Int64: integerVerbs,
	reflect.Uint: integerVerbs, reflect.Uint8: integerVerbs, reflect.Uint16: integerVerbs, reflect.Uint32: integerVerbs, reflect.Uint64: integerVerbs,
	reflect.Uintptr: integerVerbs,
	reflect.Float32: floatVerbs, reflect.Float64: floatVerbs, reflect.Complex64: floatVerbs, reflect.Complex128: floatVerbs,
}

const (
	integerVerbs = "vdboOxXqcU"
	floatVerbs   = "vbgGxXfFeE"
)

func isBasicKind(k reflect.Kind) bool {
	return k >= reflect.Bool && k <= reflect.Complex128 || k == reflect.String
}

// hidden makes of a value one that fmt takes for the content of an unexported
// field.
type hidden struct{ v any }

// plain has fmt print what needs no names.
func (f *formatter) plain(v reflect.Value, exported bool) {
	if !exported || f.erroring {
		fmt.Fprintf(f, fmt.FormatString(f, f.verb), reflect.ValueOf(hidden{v.Interface()}).Field(0).Elem())
		return
	}
	fmt.Fprintf(f, fmt.FormatString(f, f.verb), v.Interface())
}

// badVerb reports a verb that values of this type don't have.
func (f *formatter) badVerb(t *typ, v reflect.Value) {
	f.write("%!" + string(f.verb) + "(" + nameOf(t, v) + "=")
	as := formatter{f.State, 'v', f.eng, true}
	as.value(t, v, 0, false)
	f.write(")")
}

// method prints by a method, as fmt does.
func (f *formatter) method(t *typ, v reflect.Value) bool {
	text := strings.ContainsRune("vsxXq", f.verb)
	switch {
	case f.erroring:
	case t == nil:
		switch v.Interface().(type) {
		case fmt.Formatter:
		case fmt.GoStringer:
			if !f.goSyntax() && !text {
				return false
			}
		case error, fmt.Stringer:
			if f.goSyntax() || !text {
				return false
			}
		default:
			return false
		}
		f.plain(v, true)
		return true
	case t.can(canFormat):
		b := boxed{t, v.Interface()}
		f.calling(b, "Format", func() { b.call("Format", []reflect.Value{reflect.ValueOf(&f.State).Elem(), reflect.ValueOf(f.verb)}) })
		return true
	case f.goSyntax():
		if t.can(canGoString) {
			f.text(boxed{t, v.Interface()}, "GoString", 's')
			return true
		}
	case !text:
	case t.can(canError):
		f.text(boxed{t, v.Interface()}, "Error", f.verb)
		return true
	case t.can(canString):
		f.text(boxed{t, v.Interface()}, "String", f.verb)
		return true
	}
	return false
}

// text prints what a method says of b.
func (f *formatter) text(b boxed, method string, verb rune) {
	f.calling(b, method, func() { fmt.Fprintf(f, fmt.FormatString(f, verb), b.text(method)) })
}

// calling calls a method; where it panics, that is printed.
func (f *formatter) calling(b boxed, method string, call func()) {
	finished := false
	defer func() {
		if finished {
			return
		}
		v := recover()
		if stop, ok := v.(fatal); ok {
			panic(stop)
		}
		p := f.eng.caught(v, goroutineID())
		if rv := reflect.ValueOf(b.v); rv.Kind() == reflect.Pointer && rv.IsNil() {
			f.write("<nil>")
			return
		}
		f.write(fmt.Sprintf("%%!%c(PANIC=%s method: %v)", f.verb, method, f.eng.dressed(p.value)))
	}()
	call()
	finished = true
}

// holding remembers which reflect types have an interface in them.
var holding sync.Map

// mayHold reports whether a value of type rt, which is not an interface, can
// have an interpreted value in it that fmt would print.
func mayHold(rt reflect.Type) bool {
	if known, ok := holding.Load(rt); ok {
		return known.(bool)
	}
	holds := holdsInterface(rt, map[reflect.Type]bool{})
	holding.Store(rt, holds)
	return holds
}

func holdsInterface(rt reflect.Type, seen map[reflect.Type]bool) bool {
	if seen[rt] {
		return false
	}
	seen[rt] = true
	switch rt.Kind() {
	case reflect.Interface:
		return true
	case reflect.Map:
		return holdsInterface(rt.Key(), seen) || holdsInterface(rt.Elem(), seen)
	case reflect.Slice, reflect.Array, reflect.Pointer:
		return holdsInterface(rt.Elem(), seen)
	case reflect.Struct:
		for i := range rt.NumField() {
			if holdsInterface(rt.Field(i).Type, seen) {
				return true
			}
		}
	}
	return false
}

// sortedKeys returns the keys of a map in the order in which fmt prints them.
func sortedKeys(m reflect.Value) []reflect.Value {
	keys := m.MapKeys()
	sort.SliceStable(keys, func(i, j int) bool { return less(keys[i], keys[j]) })
	return keys
}

func less(a, b reflect.Value) bool {
	switch {
	case a.CanInt():
		return a.Int() < b.Int()
	case a.CanUint():
		return a.Uint() < b.Uint()
	case a.CanFloat():
		return a.Float() < b.Float() || a.Float() != a.Float() && b.Float() == b.Float()
	case a.CanComplex():
		x, y := a.Complex(), b.Complex()
		return real(x) < real(y) || real(x) == real(y) && imag(x) < imag(y)
	case a.Kind() == reflect.String:
		return a.String() < b.String()
	case a.Kind() == reflect.Bool:
		return !a.Bool() && b.Bool()
	case isPointerKind(a.Kind()):
		return a.Pointer() < b.Pointer()
	case a.Kind() == reflect.Struct:
		return lessPart(a.NumField(), func(i int) (x, y reflect.Value) { return a.Field(i), b.Field(i) })
	case a.Kind() == reflect.Array:
		return lessPart(a.Len(), func(i int) (x, y reflect.Value) { return a.Index(i), b.Index(i) })
	case a.Kind() == reflect.Interface:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() && !b.IsNil()
		}
		return a.Elem().Type() == b.Elem().Type() && less(a.Elem(), b.Elem())
	}
	return false
}

// lessPart compares by the first of n parts that differ.
func lessPart(n int, part func(int) (x, y reflect.Value)) bool {
	for i := range n {
		x, y := part(i)
		if less(x, y) {
			return true
		}
		if less(y, x) {
			return false
		}
	}
	return false
}
