package ssa

import (
	"fmt"
	"go/types"
	"reflect"
	"strings"
)

// Format prints the value as package fmt would if it knew the type.
func (b boxed) Format(s fmt.State, verb rune) {
	f := formatter{State: s, verb: verb, eng: b.typ.eng}
	f.value(b.typ, reflect.ValueOf(b.v), 0, true)
}

// A holder is a value of a compiled type in which there may be values of
// interpreted ones.
type holder struct {
	eng *Engine
	v   any
}

// Format prints the value as package fmt would if it knew the types in it.
func (h holder) Format(s fmt.State, verb rune) {
	f := formatter{State: s, verb: verb, eng: h.eng}
	f.value(nil, reflect.ValueOf(h.v), 0, true)
}

// A formatter prints one operand. It walks where interpreted types are or may
// be, and leaves the rest to package fmt.
type formatter struct {
	fmt.State
	verb     rune
	eng      *Engine
	erroring bool // in a report of a bad verb: methods are not called
}

func (f *formatter) write(s string) { f.State.Write([]byte(s)) }

func (f *formatter) goSyntax() bool { return f.verb == 'v' && f.Flag('#') }

// value prints v, which is laid out as a t; nil or a faithful t says no more
// than v's own type. Of what is in an unexported field, fmt calls no methods.
func (f *formatter) value(t *typ, v reflect.Value, depth int, exported bool) {
	if v.Kind() == reflect.Interface {
		f.inInterface(t, v, depth, exported)
		return
	}
	if t != nil && t.faithful {
		t = nil
	}
	switch {
	case exported && f.method(t, v):
	case t == nil && !mayHold(v.Type()) && (depth == 0 || v.Kind() != reflect.Pointer):
		f.plain(v, exported)
	default:
		f.structured(t, v, depth, exported)
	}
}

func (f *formatter) structured(t *typ, v reflect.Value, depth int, exported bool) {
	switch v.Kind() {
	case reflect.Struct:
		f.structure(t, v, depth, exported)
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() == reflect.Uint8 && strings.ContainsRune("sqxX", f.verb) {
			f.plain(v, exported)
			return
		}
		f.list(t, v, depth, exported)
	case reflect.Map:
		f.mapping(t, v, depth, exported)
	case reflect.Pointer:
		f.pointer(t, v, depth, exported)
	case reflect.Func, reflect.Chan, reflect.UnsafePointer:
		f.address(t, v)
	default:
		if !strings.ContainsRune(verbs[v.Kind()], f.verb) {
			f.badVerb(t, v)
			return
		}
		f.plain(v, exported)
	}
}

// nameOf is the name of the type of v.
func nameOf(t *typ, v reflect.Value) string {
	if t != nil {
		return typeName(t.t)
	}
	return v.Type().String()
}

// element returns the type of what a t holds, nil where reflect knows it.
func (f *formatter) element(t *typ) *typ {
	if t == nil {
		return nil
	}
	return f.eng.lockedType(elemOf(t.t))
}

// part returns the variable v as a t; v may come from an unexported field.
func part(t *typ, v reflect.Value) reflect.Value {
	rt := v.Type()
	if t != nil {
		rt = t.rt
	}
	return reflect.NewAt(rt, v.Addr().UnsafePointer()).Elem()
}

// addressable returns v, copied to where it has an address.
func addressable(v reflect.Value) reflect.Value {
	if v.CanAddr() {
		return v
	}
	c := reflect.New(v.Type()).Elem()
	c.Set(v)
	return c
}

func (f *formatter) inInterface(t *typ, v reflect.Value, depth int, exported bool) {
	switch inner := f.eng.unwrap(v.Interface()).(type) {
	case boxed:
		f.value(inner.typ, reflect.ValueOf(inner.v), depth+1, exported)
	case nil:
		if f.goSyntax() {
			f.write(nameOf(t, v) + "(nil)")
			return
		}
		f.write("<nil>")
	default:
		f.value(nil, reflect.ValueOf(inner), depth+1, exported)
	}
}

func (f *formatter) structure(t *typ, v reflect.Value, depth int, exported bool) {
	v = addressable(v)
	open, sep := "{", " "
	if f.goSyntax() {
		open, sep = nameOf(t, v)+"{", ", "
	}
	f.write(open)
	for i := range v.NumField() {
		if i > 0 {
			f.write(sep)
		}
		field := v.Type().Field(i)
		if f.goSyntax() || f.verb == 'v' && f.Flag('+') {
			f.write(field.Name + ":")
		}
		var ft *typ
		if t != nil {
			ft = f.eng.lockedType(t.t.Underlying().(*types.Struct).Field(i).Type())
		}
		f.value(ft, part(ft, v.Field(i)), depth+1, exported && field.IsExported())
	}
	f.write("}")
}

func (f *formatter) list(t *typ, v reflect.Value, depth int, exported bool) {
	open, sep, end := "[", " ", "]"
	if f.goSyntax() {
		if v.Kind() == reflect.Slice && v.IsNil() {
			f.write(nameOf(t, v) + "(nil)")
			return
		}
		open, sep, end = nameOf(t, v)+"{", ", ", "}"
	}
	if v.Kind() == reflect.Array {
		v = addressable(v)
	}
	elem := f.element(t)
	f.write(open)
	for i := range v.Len() {
		if i > 0 {
			f.write(sep)
		}
		f.value(elem, part(elem, v.Index(i)), depth+1, exported)
	}
	f.write(end)
}

func (f *formatter) mapping(t *typ, v reflect.Value, depth int, exported bool) {
	open, sep, end := "map[", " ", "]"
	if f.goSyntax() {
		if v.IsNil() {
			f.write(nameOf(t, v) + "(nil)")
			return
		}
		open, sep, end = nameOf(t, v)+"{", ", ", "}"
	}
	elem, key := f.element(t), (*typ)(nil)
	if t != nil {
		key = f.eng.lockedType(t.t.Underlying().(*types.Map).Key())
	}
	f.write(open)
	for i, k := range sortedKeys(v) {
		if i > 0 {
			f.write(sep)
		}
		f.value(key, part(key, addressable(k)), depth+1, exported)
		f.write(":")
		f.value(elem, part(elem, addressable(v.MapIndex(k))), depth+1, exported)
	}
	f.write(end)
}

// pointer follows pointers to composite values, but not where they are inside
// others.
func (f *formatter) pointer(t *typ, v reflect.Value, depth int, exported bool) {
	if depth == 0 && !v.IsNil() {
		switch v.Type().Elem().Kind() {
		case reflect.Struct, reflect.Slice, reflect.Array, reflect.Map:
			f.write("&")
			elem := f.element(t)
			f.value(elem, part(elem, v.Elem()), depth+1, exported)
			return
		}
	}
	f.address(t, v)
}

func (f *formatter) address(t *typ, v reflect.Value) {
	switch {
	case f.goSyntax() && v.IsNil():
		f.write("(" + nameOf(t, v) + ")(nil)")
	case f.goSyntax():
		fmt.Fprintf(f, "(%s)(%#x)", nameOf(t, v), v.Pointer())
	case !strings.ContainsRune("vpbodxX", f.verb):
		f.badVerb(t, v)
	default:
		fmt.Fprintf(f, fmt.FormatString(f, f.verb), v.UnsafePointer())
	}
}
