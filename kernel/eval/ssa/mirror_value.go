package ssa

import (
	"errors"
	"iter"
	"reflect"
	"unsafe"
)

// A mirrorValue is a reflect.Value as cells see it. v is always addressable
// and free to be read and set: how the value was got at stands in flags.
type mirrorValue struct {
	e     *Engine
	t     reflect.Type // nil in the zero Value
	v     reflect.Value
	flags mirrorFlags
}

type mirrorFlags uint8

const (
	isAddressable mirrorFlags = 1 << iota
	isHidden                  // by an unexported field
	isEmbedded                // an unexported embedded field: its fields aren't hidden
	isMethod
)

// sticky is what parts of v inherit.
func (v mirrorValue) sticky() mirrorFlags {
	if v.flags&(isHidden|isEmbedded) != 0 {
		return isHidden
	}
	return 0
}

// hold returns a copy of rv, which has the layout of t.
func (e *Engine) hold(t reflect.Type, rv reflect.Value, flags mirrorFlags) mirrorValue {
	rt := layoutOf(t)
	p := reflect.New(rt)
	p.Elem().Set(as(rv, rt))
	return mirrorValue{e, t, p.Elem(), flags}
}

// located returns the value at p.
func (e *Engine) located(t reflect.Type, p ptr, flags mirrorFlags) mirrorValue {
	return mirrorValue{e, t, reflect.NewAt(layoutOf(t), p).Elem(), flags}
}

// valueOf is reflect.ValueOf.
func (e *Engine) valueOf(x any) mirrorValue {
	switch x := e.unwrap(x).(type) {
	case nil:
		return mirrorValue{}
	case boxed:
		return e.hold(e.reflectType(x.typ), reflect.ValueOf(x.v), 0)
	default:
		return e.hold(reflect.TypeOf(x), reflect.ValueOf(x), 0)
	}
}

// part returns a part of v as a value of type t; rv has its layout.
func (v mirrorValue) part(t reflect.Type, rv reflect.Value, flags mirrorFlags) mirrorValue {
	if rv.CanAddr() {
		return v.e.located(t, rv.Addr().UnsafePointer(), flags)
	}
	return v.e.hold(t, rv, flags)
}

func (v mirrorValue) IsValid() bool { return v.t != nil }
func (v mirrorValue) CanAddr() bool { return v.flags&isAddressable != 0 }
func (v mirrorValue) CanSet() bool {
	return v.flags&(isAddressable|isHidden|isEmbedded) == isAddressable
}

func (v mirrorValue) CanInterface() bool {
	if v.t == nil {
		panic(&reflect.ValueError{Method: "reflect.Value.CanInterface"})
	}
	return v.sticky() == 0
}

func (v mirrorValue) Kind() reflect.Kind {
	if v.t == nil {
		return reflect.Invalid
	}
	return v.t.Kind()
}

func (v mirrorValue) Type() reflect.Type {
	if v.t == nil {
		panic(&reflect.ValueError{Method: "reflect.Value.Type"})
	}
	return v.t
}

func (v mirrorValue) String() string {
	switch v.Kind() {
	case reflect.Invalid:
		return "<invalid Value>"
	case reflect.String:
		return v.v.String()
	}
	return "<" + v.t.String() + " Value>"
}

// Interface returns the value in an interface, where a cell knows its type.
func (v mirrorValue) Interface() any {
	if v.t == nil {
		panic(&reflect.ValueError{Method: "reflect.Value.Interface"})
	}
	if v.sticky() != 0 {
		panic("reflect.Value.Interface: cannot return value obtained from unexported field or method")
	}
	return v.dynamic()
}

func (v mirrorValue) dynamic() any {
	x := v.v.Interface()
	if v.Kind() == reflect.Interface {
		return v.e.unwrap(x)
	}
	if t, ok := v.t.(*mirrorType); ok {
		return boxed{t.typ, x}
	}
	return x
}

// must panics with package reflect's words if v is not of the kind.
func (v mirrorValue) must(method string, kind reflect.Kind) {
	if k := v.Kind(); k != kind {
		panic(&reflect.ValueError{Method: "reflect.Value." + method, Kind: k})
	}
}

// mustShow panics if v is hidden.
func (v mirrorValue) mustShow(method string) {
	if v.t == nil {
		panic(&reflect.ValueError{Method: method})
	}
	if v.sticky() != 0 {
		panic("reflect: " + method + " using value obtained using unexported field")
	}
}

// Elem returns what an interface contains or a pointer points to.
func (v mirrorValue) Elem() mirrorValue {
	switch v.Kind() {
	case reflect.Interface:
		inner := v.e.valueOf(v.v.Interface())
		if inner.t != nil {
			inner.flags |= v.sticky()
		}
		return inner
	case reflect.Pointer:
		if v.v.IsNil() {
			return mirrorValue{}
		}
		return v.e.located(v.t.Elem(), v.v.UnsafePointer(), v.flags&(isHidden|isEmbedded)|isAddressable)
	}
	panic(&reflect.ValueError{Method: "reflect.Value.Elem", Kind: v.Kind()})
}

func indirect(v mirrorValue) mirrorValue {
	if v.Kind() != reflect.Pointer {
		return v
	}
	return v.Elem()
}

func (v mirrorValue) Addr() mirrorValue {
	if !v.CanAddr() {
		panic("reflect.Value.Addr of unaddressable value")
	}
	return v.e.hold(v.e.pointerTo(v.t), v.v.Addr(), v.flags&(isHidden|isEmbedded))
}

func (v mirrorValue) UnsafeAddr() uintptr {
	if v.t == nil {
		panic(&reflect.ValueError{Method: "reflect.Value.UnsafeAddr"})
	}
	if !v.CanAddr() {
		panic("reflect.Value.UnsafeAddr of unaddressable value")
	}
	return v.v.UnsafeAddr()
}

func (v mirrorValue) NumField() int { return v.v.NumField() }

func (v mirrorValue) Field(i int) mirrorValue {
	v.must("Field", reflect.Struct)
	if i < 0 || i >= v.t.NumField() {
		panic("reflect: Field index out of range")
	}
	f, flags := v.t.Field(i), v.flags&(isAddressable|isHidden)
	switch {
	case f.IsExported():
	case f.Anonymous:
		flags |= isEmbedded
	default:
		flags |= isHidden
	}
	return v.part(f.Type, v.v.Field(i), flags)
}

func (v mirrorValue) Fields() iter.Seq2[reflect.StructField, mirrorValue] {
	v.must("Fields", reflect.Struct)
	return func(yield func(reflect.StructField, mirrorValue) bool) {
		for i := range v.NumField() {
			if !yield(v.t.Field(i), v.Field(i)) {
				return
			}
		}
	}
}

func (v mirrorValue) FieldByIndex(index []int) mirrorValue {
	v.must("FieldByIndex", reflect.Struct)
	inner, err := v.FieldByIndexErr(index)
	if err != nil {
		panic("reflect: indirection through nil pointer to embedded struct")
	}
	return inner
}

func (v mirrorValue) FieldByIndexErr(index []int) (mirrorValue, error) {
	v.must("FieldByIndexErr", reflect.Struct)
	for i, x := range index {
		if i > 0 && v.Kind() == reflect.Pointer && v.t.Elem().Kind() == reflect.Struct {
			if v.v.IsNil() {
				return mirrorValue{}, errors.New("reflect: indirection through nil pointer to embedded struct field " + v.t.Elem().Name())
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v, nil
}

func (v mirrorValue) FieldByName(name string) mirrorValue {
	v.must("FieldByName", reflect.Struct)
	if f, ok := v.t.FieldByName(name); ok {
		return v.FieldByIndex(f.Index)
	}
	return mirrorValue{}
}

func (v mirrorValue) FieldByNameFunc(match func(string) bool) mirrorValue {
	v.must("FieldByNameFunc", reflect.Struct)
	if f, ok := v.t.FieldByNameFunc(match); ok {
		return v.FieldByIndex(f.Index)
	}
	return mirrorValue{}
}

func (v mirrorValue) Index(i int) mirrorValue {
	switch v.Kind() {
	case reflect.Slice:
		return v.part(v.t.Elem(), v.v.Index(i), v.sticky()|isAddressable)
	case reflect.Array:
		return v.part(v.t.Elem(), v.v.Index(i), v.sticky()|v.flags&isAddressable)
	}
	return v.e.hold(reflect.TypeFor[byte](), v.v.Index(i), v.sticky()) // of a string
}

func (v mirrorValue) Slice(i, j int) mirrorValue {
	if v.Kind() == reflect.Array && !v.CanAddr() {
		panic("reflect.Value.Slice: slice of unaddressable array")
	}
	return v.sliced(v.v.Slice(i, j))
}

func (v mirrorValue) Slice3(i, j, k int) mirrorValue {
	if v.Kind() == reflect.Array && !v.CanAddr() {
		panic("reflect.Value.Slice3: slice of unaddressable array")
	}
	return v.sliced(v.v.Slice3(i, j, k))
}

func (v mirrorValue) sliced(s reflect.Value) mirrorValue {
	t := v.t
	if v.Kind() == reflect.Array {
		t = v.e.sliceOf(t.Elem())
	}
	return v.e.hold(t, s, v.sticky())
}

func (v mirrorValue) Bytes() []byte {
	if v.Kind() == reflect.Array && !v.CanAddr() {
		panic("reflect.Value.Bytes of unaddressable byte array")
	}
	return v.v.Bytes()
}

// What reads the bare value needs no type.

func (v mirrorValue) Bool() bool                    { return v.v.Bool() }
func (v mirrorValue) Cap() int                      { return v.v.Cap() }
func (v mirrorValue) CanComplex() bool              { return v.v.CanComplex() }
func (v mirrorValue) CanFloat() bool                { return v.v.CanFloat() }
func (v mirrorValue) CanInt() bool                  { return v.v.CanInt() }
func (v mirrorValue) CanUint() bool                 { return v.v.CanUint() }
func (v mirrorValue) Complex() complex128           { return v.v.Complex() }
func (v mirrorValue) Float() float64                { return v.v.Float() }
func (v mirrorValue) Int() int64                    { return v.v.Int() }
func (v mirrorValue) Uint() uint64                  { return v.v.Uint() }
func (v mirrorValue) IsNil() bool                   { return v.v.IsNil() }
func (v mirrorValue) IsZero() bool                  { return v.v.IsZero() }
func (v mirrorValue) Len() int                      { return v.v.Len() }
func (v mirrorValue) Pointer() uintptr              { return v.v.Pointer() }
func (v mirrorValue) UnsafePointer() unsafe.Pointer { return v.v.UnsafePointer() }

func (v mirrorValue) OverflowComplex(x complex128) bool { return v.v.OverflowComplex(x) }
func (v mirrorValue) OverflowFloat(x float64) bool      { return v.v.OverflowFloat(x) }
func (v mirrorValue) OverflowInt(x int64) bool          { return v.v.OverflowInt(x) }
func (v mirrorValue) OverflowUint(x uint64) bool        { return v.v.OverflowUint(x) }
