package ssa

import (
	"reflect"
	"unsafe"
)

// settable returns what to set, or panics with package reflect's words.
func (v mirrorValue) settable(method string) reflect.Value {
	v.mustShow("reflect.Value." + method)
	if !v.CanAddr() {
		panic("reflect: reflect.Value." + method + " using unaddressable value")
	}
	return v.v
}

// assigned returns v, laid out as a t to which it is assigned.
func (v mirrorValue) assigned(context string, t reflect.Type) reflect.Value {
	rt := layoutOf(t)
	switch {
	case v.t == t:
		return v.v
	case t.Kind() == reflect.Interface && v.e.implementsType(v.t, t):
		return v.inInterface(rt)
	case t.Kind() != reflect.Interface && v.e.assignable(v.t, t):
		return as(v.v, rt)
	}
	panic(context + ": value of type " + v.t.String() + " is not assignable to type " + t.String())
}

// inInterface returns v in an interface of type rt.
func (v mirrorValue) inInterface(rt reflect.Type) reflect.Value {
	to := reflect.New(rt).Elem()
	switch x := v.dynamic(); {
	case x == nil:
	case rt == anyType:
		to.Set(reflect.ValueOf(x))
	default:
		to.Set(v.e.adapt(x, rt))
	}
	return to
}

func (v mirrorValue) Set(x mirrorValue) {
	to := v.settable("Set")
	x.mustShow("reflect.Set")
	to.Set(x.assigned("reflect.Set", v.t))
}

func (v mirrorValue) SetZero()                    { v.settable("SetZero").SetZero() }
func (v mirrorValue) SetBool(x bool)              { v.settable("SetBool").SetBool(x) }
func (v mirrorValue) SetInt(x int64)              { v.settable("SetInt").SetInt(x) }
func (v mirrorValue) SetUint(x uint64)            { v.settable("SetUint").SetUint(x) }
func (v mirrorValue) SetFloat(x float64)          { v.settable("SetFloat").SetFloat(x) }
func (v mirrorValue) SetComplex(x complex128)     { v.settable("SetComplex").SetComplex(x) }
func (v mirrorValue) SetString(x string)          { v.settable("SetString").SetString(x) }
func (v mirrorValue) SetBytes(x []byte)           { v.settable("SetBytes").SetBytes(x) }
func (v mirrorValue) SetPointer(x unsafe.Pointer) { v.settable("SetPointer").SetPointer(x) }
func (v mirrorValue) SetLen(n int)                { v.settable("SetLen").SetLen(n) }
func (v mirrorValue) SetCap(n int)                { v.settable("SetCap").SetCap(n) }
func (v mirrorValue) Grow(n int)                  { v.settable("Grow").Grow(n) }

// Clear clears a map or zeroes the elements of a slice.
func (v mirrorValue) Clear() { v.v.Clear() }

func appendMirrors(s mirrorValue, x ...mirrorValue) mirrorValue {
	s.mustShow("reflect.Append")
	s.must("Append", reflect.Slice)
	out := s.e.hold(s.t, s.v, 0)
	elem := s.t.Elem()
	for _, one := range x {
		one.mustShow("reflect.Set")
		out.v.Set(reflect.Append(out.v, as(one.assigned("reflect.Set", elem), out.v.Type().Elem())))
	}
	return out
}

func appendMirrorSlice(s, t mirrorValue) mirrorValue {
	s.mustShow("reflect.AppendSlice")
	s.must("AppendSlice", reflect.Slice)
	t.must("AppendSlice", reflect.Slice)
	if s.t != t.t {
		panic("reflect.AppendSlice: " + s.t.String() + " != " + t.t.String())
	}
	return s.e.hold(s.t, reflect.AppendSlice(s.v, t.v), 0)
}

func copyMirrors(to, from mirrorValue) int {
	if to.Kind() == reflect.Array {
		to.settable("Copy")
	}
	to.mustShow("reflect.Copy")
	from.mustShow("reflect.Copy")
	x := from.v
	if k := from.Kind(); k == reflect.Array || k == reflect.Slice {
		if k := to.Kind(); k == reflect.Array || k == reflect.Slice {
			if a, b := to.t.Elem(), from.t.Elem(); a != b {
				panic("reflect.Copy: " + a.String() + " != " + b.String())
			}
		}
		x = as(x.Slice(0, x.Len()), reflect.SliceOf(to.v.Type().Elem()))
	}
	return reflect.Copy(to.v, x)
}

// Convert returns v converted to type t.
func (v mirrorValue) Convert(t reflect.Type) mirrorValue {
	if v.t == nil {
		panic(&reflect.ValueError{Method: "reflect.Value.Convert"})
	}
	if !v.e.convertible(v.t, t) {
		panic("reflect.Value.Convert: value of type " + v.t.String() + " cannot be converted to type " + t.String())
	}
	if t.Kind() == reflect.Interface {
		return v.e.hold(t, v.assigned("reflect.Value.Convert", t), v.sticky())
	}
	x, rt := v.v, layoutOf(t)
	if x.CanConvert(rt) || x.Kind() == reflect.Slice && rt.Kind() != reflect.Slice {
		x = x.Convert(rt) // to an array it may panic
	}
	return v.e.hold(t, x, v.sticky())
}

// CanConvert reports whether Convert would not panic.
func (v mirrorValue) CanConvert(t reflect.Type) bool {
	if !v.e.convertible(v.Type(), t) {
		return false
	}
	n := -1
	switch {
	case v.Kind() != reflect.Slice:
	case t.Kind() == reflect.Array:
		n = t.Len()
	case t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Array:
		n = t.Elem().Len()
	}
	return n < 0 || n <= v.v.Len()
}

// Comparable reports whether == works for v.
func (v mirrorValue) Comparable() bool { return v.v.Comparable() }

// Equal is ==.
func (v mirrorValue) Equal(u mirrorValue) bool {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if u.Kind() == reflect.Interface {
		u = u.Elem()
	}
	if !v.IsValid() || !u.IsValid() {
		return v.IsValid() == u.IsValid()
	}
	if v.t != u.t {
		return false
	}
	switch v.Kind() {
	case reflect.Func, reflect.Map, reflect.Slice:
		panic("reflect.Value.Equal: values of type " + v.t.String() + " are not comparable")
	}
	return v.v.Equal(u.v)
}
