package ssa

import (
	"go/types"
	"iter"
	"reflect"
	"sync"
)

// A mirrorType is a reflect.Type of a type that compiled code can't tell from
// others. There is one for each such type, so that == holds for identical
// types. The embedded type has its layout.
type mirrorType struct {
	reflect.Type
	typ *typ

	once    sync.Once
	visible []reflect.StructField // of a struct
}

// reflectType returns what a cell sees as the reflect.Type of k.
func (e *Engine) reflectType(k *typ) reflect.Type {
	if k.faithful {
		return k.rt
	}
	if m := k.mirror.Load(); m != nil {
		return m
	}
	k.mirror.CompareAndSwap(nil, &mirrorType{Type: k.rt, typ: k})
	return k.mirror.Load()
}

// typeOf is reflect.TypeOf.
func (e *Engine) typeOf(x any) reflect.Type {
	switch x := e.unwrap(x).(type) {
	case boxed:
		return e.reflectType(x.typ)
	case *mirrorType:
		return reflect.TypeOf(x.Type)
	default:
		return reflect.TypeOf(x)
	}
}

// layoutOf returns the compiled type with the layout of t.
func layoutOf(t reflect.Type) reflect.Type {
	if m, ok := t.(*mirrorType); ok {
		return m.typ.rt
	}
	return t
}

// part returns the reflect type of a type that is part of t.
func (t *mirrorType) part(of types.Type) reflect.Type {
	e := t.typ.eng
	return e.reflectType(e.lockedType(of))
}

func (t *mirrorType) underlying() types.Type { return t.typ.t.Underlying() }

func (t *mirrorType) String() string { return t.typ.name() }

// Name is what String prints, without the package.
func (t *mirrorType) Name() string {
	named, ok := t.typ.t.(*types.Named)
	if !ok {
		return ""
	}
	name := t.String()
	if p := named.Obj().Pkg(); p != nil {
		name = name[len(p.Name())+1:]
	}
	return name
}

func (t *mirrorType) PkgPath() string {
	if named, ok := t.typ.t.(*types.Named); ok && named.Obj().Pkg() != nil {
		return named.Obj().Pkg().Path()
	}
	return ""
}

// Kind differs from the layout's where a type contains itself.
func (t *mirrorType) Kind() reflect.Kind {
	switch t.underlying().(type) {
	case *types.Pointer:
		return reflect.Pointer
	case *types.Map:
		return reflect.Map
	case *types.Chan:
		return reflect.Chan
	case *types.Signature:
		return reflect.Func
	}
	return t.Type.Kind()
}

func (t *mirrorType) Comparable() bool { return types.Comparable(t.typ.t) }

func (t *mirrorType) Elem() reflect.Type {
	if elem := elemOf(t.typ.t); elem != nil {
		return t.part(elem)
	}
	panic("reflect: Elem of invalid type " + t.String())
}

func (t *mirrorType) Key() reflect.Type {
	if m, ok := t.underlying().(*types.Map); ok {
		return t.part(m.Key())
	}
	panic("reflect: Key of non-map type " + t.String())
}

func (t *mirrorType) Len() int {
	if a, ok := t.underlying().(*types.Array); ok {
		return int(a.Len())
	}
	panic("reflect: Len of non-array type " + t.String())
}

func (t *mirrorType) signature(method string) *types.Signature {
	if s, ok := t.underlying().(*types.Signature); ok {
		return s
	}
	panic("reflect: " + method + " of non-func type " + t.String())
}

func (t *mirrorType) NumIn() int       { return t.signature("NumIn").Params().Len() }
func (t *mirrorType) NumOut() int      { return t.signature("NumOut").Results().Len() }
func (t *mirrorType) IsVariadic() bool { return t.signature("IsVariadic").Variadic() }

func (t *mirrorType) In(i int) reflect.Type {
	return t.part(t.signature("In").Params().At(i).Type())
}

func (t *mirrorType) Out(i int) reflect.Type {
	return t.part(t.signature("Out").Results().At(i).Type())
}

func (t *mirrorType) Ins() iter.Seq[reflect.Type] {
	return func(yield func(reflect.Type) bool) {
		for i := range t.NumIn() {
			if !yield(t.In(i)) {
				return
			}
		}
	}
}

func (t *mirrorType) Outs() iter.Seq[reflect.Type] {
	return func(yield func(reflect.Type) bool) {
		for i := range t.NumOut() {
			if !yield(t.Out(i)) {
				return
			}
		}
	}
}
