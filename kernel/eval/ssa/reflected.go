package ssa

import (
	"go/types"
	"reflect"
	"unsafe"
)

// reflected returns a reflect type with the layout of t. Inside a type, an edge
// back to a named type that encloses it has the right layout only.
func (m *typeTable) reflected(t types.Type) reflect.Type {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		if basic(t) == types.UnsafePointer {
			return pointerType
		}
		if !m.eng.interpreted(t) {
			return m.eng.compiledType(t)
		}
		if _, ok := t.Underlying().(*types.Interface); ok {
			return anyType
		}
		if !m.busy[t] {
			m.busy[t] = true
			defer delete(m.busy, t)
		}
		return m.reflected(t.Underlying())
	case *types.Basic:
		if b, ok := basics[t.Kind()]; ok {
			return b.rt
		}
	case *types.Pointer:
		if m.recursive(t.Elem()) {
			return pointerType
		}
		return reflect.PointerTo(m.reflected(t.Elem()))
	case *types.Slice:
		if m.recursive(t.Elem()) {
			return reflect.TypeFor[[]unsafe.Pointer]()
		}
		return reflect.SliceOf(m.reflected(t.Elem()))
	case *types.Array:
		return reflect.ArrayOf(int(t.Len()), m.reflected(t.Elem()))
	case *types.Map:
		if m.recursive(t.Elem()) || m.recursive(t.Key()) {
			return pointerType
		}
		return reflect.MapOf(m.reflected(t.Key()), m.reflected(t.Elem()))
	case *types.Chan:
		if m.recursive(t.Elem()) {
			return pointerType
		}
		dir := map[types.ChanDir]reflect.ChanDir{types.SendRecv: reflect.BothDir, types.SendOnly: reflect.SendDir, types.RecvOnly: reflect.RecvDir}
		return reflect.ChanOf(dir[t.Dir()], m.reflected(t.Elem()))
	case *types.Signature:
		for _, tuple := range []*types.Tuple{t.Params(), t.Results()} {
			for v := range tuple.Variables() {
				if m.recursive(v.Type()) {
					return pointerType
				}
			}
		}
		return m.funcType(t)
	case *types.Interface:
		return anyType
	case *types.Struct:
		return m.structType(t)
	}
	panic(unsupported("the type " + t.String()))
}

// recursive reports whether t contains, other than through a pointer, map or
// func, a named type that is being mapped.
func (m *typeTable) recursive(t types.Type) bool {
	return len(m.busy) > 0 && m.reaches(t, map[*types.Named]bool{})
}

func (m *typeTable) reaches(t types.Type, seen map[*types.Named]bool) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		if m.busy[t] {
			return true
		}
		if m.eng.interpreted(t) && !seen[t] {
			seen[t] = true
			return m.reaches(t.Underlying(), seen)
		}
	case *types.Slice:
		return m.reaches(t.Elem(), seen)
	case *types.Array:
		return m.reaches(t.Elem(), seen)
	case *types.Struct:
		for f := range t.Fields() {
			if m.reaches(f.Type(), seen) {
				return true
			}
		}
	}
	return false
}

func (m *typeTable) funcType(s *types.Signature) reflect.Type {
	list := func(tuple *types.Tuple) (out []reflect.Type) {
		for v := range tuple.Variables() {
			out = append(out, m.reflected(v.Type()))
		}
		return out
	}
	return reflect.FuncOf(list(s.Params()), list(s.Results()), s.Variadic())
}

func (m *typeTable) structType(t *types.Struct) reflect.Type {
	fields := make([]reflect.StructField, t.NumFields())
	for i := range fields {
		f := t.Field(i)
		fields[i] = reflect.StructField{Name: f.Name(), Type: m.reflected(f.Type()), Tag: reflect.StructTag(t.Tag(i))}
		if !f.Exported() {
			fields[i].PkgPath = f.Pkg().Path()
		}
	}
	return reflect.StructOf(fields)
}

// faithful reports whether the reflect type tells everything about t.
func (m *typeTable) faithful(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		return !m.eng.interpreted(t)
	case *types.Basic:
		return true
	case *types.Map:
		return m.faithful(t.Key()) && m.faithful(t.Elem())
	case *types.Signature:
		for _, tuple := range []*types.Tuple{t.Params(), t.Results()} {
			for v := range tuple.Variables() {
				if !m.faithful(v.Type()) {
					return false
				}
			}
		}
		return true
	case *types.Interface:
		return t.NumMethods() == 0
	case *types.Struct:
		for f := range t.Fields() {
			if f.Embedded() || f.Name() == "_" || !m.faithful(f.Type()) {
				return false
			}
		}
		return true
	}
	e := elemOf(t)
	return e != nil && m.faithful(e)
}
