package ssa

import (
	"fmt"
	"go/types"
	"reflect"
	"sort"
	"strings"
)

// Format prints the value as package fmt would if it knew the type.
func (b boxed) Format(s fmt.State, verb rune) {
	f := formatter{s, verb, b.typ.eng}
	f.value(b.typ, reflect.ValueOf(b.v), 0)
}

type formatter struct {
	fmt.State
	verb rune
	eng  *Engine
}

func (f *formatter) write(s string) { f.State.Write([]byte(s)) }

// value prints v, which is laid out as a t.
func (f *formatter) value(t *typ, v reflect.Value, depth int) {
	if t.class == cIface {
		f.inInterface(t, v, depth)
		return
	}
	if f.method(t, v) {
		return
	}
	goSyntax := f.verb == 'v' && f.Flag('#')
	name := ""
	if goSyntax {
		name = typeName(t.t)
	}
	if t.faithful {
		f.plain(v)
		return
	}
	switch u := t.t.Underlying().(type) {
	case *types.Struct:
		f.write(name)
		f.structure(u, v, depth, goSyntax)
	case *types.Slice:
		switch {
		case goSyntax && v.IsNil():
			f.write(name + "(nil)")
		case basic(u.Elem()) == types.Uint8 && f.verb != 'v' && f.verb != 'd':
			f.plain(v)
		default:
			f.list(name, u.Elem(), v, depth, goSyntax)
		}
	case *types.Array:
		f.list(name, u.Elem(), v, depth, goSyntax)
	case *types.Map:
		f.mapping(name, u, v, depth, goSyntax)
	case *types.Pointer:
		f.pointer(name, u, v, depth, goSyntax)
	default:
		if goSyntax && !isBasicKind(v.Kind()) {
			fmt.Fprintf(f, "(%s)(%#x)", name, v.Pointer())
			return
		}
		f.plain(v)
	}
}

func isBasicKind(k reflect.Kind) bool {
	return k >= reflect.Bool && k <= reflect.Complex128 || k == reflect.String
}

// plain has fmt print what needs no names.
func (f *formatter) plain(v reflect.Value) {
	fmt.Fprintf(f, fmt.FormatString(f, f.verb), v.Interface())
}

// method prints by the Error or String method, as fmt does.
func (f *formatter) method(t *typ, v reflect.Value) bool {
	if f.verb == 'v' && f.Flag('#') || !strings.ContainsRune("vsxXq", f.verb) || t.faithful {
		return false
	}
	b := boxed{t, v.Interface()}
	name := ""
	switch {
	case b.has(errorInterface):
		name = "Error"
	case b.has(stringer):
		name = "String"
	default:
		return false
	}
	if v.Kind() == reflect.Pointer && v.IsNil() {
		f.write("<nil>")
		return true
	}
	fmt.Fprintf(f, fmt.FormatString(f, f.verb), f.called(b, name))
	return true
}

// called calls a method; fmt says so when it panics.
func (f *formatter) called(b boxed, method string) (text string) {
	finished := false
	defer func() {
		if finished {
			return
		}
		v := recover()
		if stop, ok := v.(fatal); ok {
			panic(stop)
		}
		p := b.typ.eng.caught(v, goroutineID())
		text = fmt.Sprintf("%%!%c(PANIC=%s method: %v)", f.verb, method, p.value)
	}()
	text = b.text(method)
	finished = true
	return text
}

func (f *formatter) inInterface(t *typ, v reflect.Value, depth int) {
	inner := f.eng.unwrap(v.Interface())
	switch b, ok := inner.(boxed); {
	case ok:
		f.value(b.typ, reflect.ValueOf(b.v), depth)
	case inner == nil && f.verb == 'v' && f.Flag('#'):
		f.write(typeName(t.t) + "(nil)")
	case inner == nil:
		f.write("<nil>")
	default:
		fmt.Fprintf(f, fmt.FormatString(f, f.verb), inner)
	}
}

// part prints a field or element, which may be unexported.
func (f *formatter) part(t types.Type, v reflect.Value, depth int) {
	k := f.eng.lockedType(t)
	f.value(k, reflect.NewAt(k.rt, v.Addr().UnsafePointer()).Elem(), depth+1)
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

func (f *formatter) structure(u *types.Struct, v reflect.Value, depth int, goSyntax bool) {
	v = addressable(v)
	f.write("{")
	for i := range u.NumFields() {
		if i > 0 {
			f.write(map[bool]string{true: ", ", false: " "}[goSyntax])
		}
		if goSyntax || f.verb == 'v' && f.Flag('+') {
			f.write(u.Field(i).Name() + ":")
		}
		f.part(u.Field(i).Type(), v.Field(i), depth)
	}
	f.write("}")
}

func (f *formatter) list(name string, elem types.Type, v reflect.Value, depth int, goSyntax bool) {
	open, sep, end := "[", " ", "]"
	if goSyntax {
		open, sep, end = name+"{", ", ", "}"
	}
	if v.Kind() == reflect.Array {
		v = addressable(v)
	}
	f.write(open)
	for i := range v.Len() {
		if i > 0 {
			f.write(sep)
		}
		f.part(elem, v.Index(i), depth)
	}
	f.write(end)
}

func (f *formatter) mapping(name string, u *types.Map, v reflect.Value, depth int, goSyntax bool) {
	open, sep, end := "map[", " ", "]"
	if goSyntax {
		if v.IsNil() {
			f.write(name + "(nil)")
			return
		}
		open, sep, end = name+"{", ", ", "}"
	}
	f.write(open)
	for i, k := range sortedKeys(v) {
		if i > 0 {
			f.write(sep)
		}
		f.part(u.Key(), addressable(k), depth)
		f.write(":")
		f.part(u.Elem(), addressable(v.MapIndex(k)), depth)
	}
	f.write(end)
}

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
	case a.Kind() == reflect.String:
		return a.String() < b.String()
	case a.Kind() == reflect.Bool:
		return !a.Bool() && b.Bool()
	case a.Kind() == reflect.Struct:
		for i := range a.NumField() {
			if less(a.Field(i), b.Field(i)) {
				return true
			}
			if less(b.Field(i), a.Field(i)) {
				return false
			}
		}
	case a.Kind() == reflect.Array:
		for i := range a.Len() {
			if less(a.Index(i), b.Index(i)) {
				return true
			}
			if less(b.Index(i), a.Index(i)) {
				return false
			}
		}
	case a.Kind() == reflect.Interface && !a.IsNil() && !b.IsNil() && a.Elem().Type() == b.Elem().Type():
		return less(a.Elem(), b.Elem())
	}
	return false
}

func (f *formatter) pointer(name string, u *types.Pointer, v reflect.Value, depth int, goSyntax bool) {
	switch u.Elem().Underlying().(type) {
	case *types.Struct, *types.Slice, *types.Array, *types.Map:
		if depth == 0 && v.Pointer() != 0 && f.verb != 'p' {
			f.write("&")
			k := f.eng.lockedType(u.Elem())
			f.value(k, reflect.NewAt(k.rt, v.UnsafePointer()).Elem(), depth+1)
			return
		}
	}
	switch {
	case goSyntax && v.Pointer() == 0:
		f.write("(" + name + ")(nil)")
	case goSyntax:
		fmt.Fprintf(f, "(%s)(%#x)", name, v.Pointer())
	default:
		fmt.Fprintf(f, fmt.FormatString(f, f.verb), v.UnsafePointer())
	}
}
