package ssa

import (
	"go/types"
	"reflect"
	"unsafe"

	"golang.org/x/tools/go/types/typeutil"
)

// A class says how a value sits in a register. Scalars take a 64-bit word in
// canonical form (sign- or zero-extended; float32 widened to float64), so that
// arithmetic exists once for all widths. Everything else has Go's own layout.
type class uint8

const (
	cWord   class = iota // integers, bool, floats
	cPtr                 // pointer, map, chan, func
	cString              // pointer, length
	cSlice               // pointer, length, capacity
	cIface               // type word, data word: a Go any, whatever the interface's methods
	cAgg                 // struct, array, complex number: inline
)

// A memory says how a value sits outside registers, as compiled code sees it.
type memory uint8

const (
	mU8 memory = iota
	mS8
	mU16
	mS16
	mU32
	mS32
	m64
	mF32
	mPtr
	mString
	mSlice
	mAny
	mIface // an interface of compiled code that has methods
	mAgg
)

// A typ is what the engine knows of a type of the session. There is one for
// all identical types.
type typ struct {
	eng   *Engine
	t     types.Type
	class class
	mem   memory
	rt    reflect.Type
	// faithful: no other type of the session has the same rt, so that a value in
	// an interface needs nothing but rt to be known again.
	faithful bool
	direct   bool           // pointer-shaped: the data word of an interface is the value
	word     unsafe.Pointer // the type word of an interface that holds an rt

	methods map[string]*function // by name, filled when first called; guarded by eng.mu
}

// basic is the kind of a basic type, or Invalid.
func basic(t types.Type) types.BasicKind {
	if b, ok := t.Underlying().(*types.Basic); ok {
		return b.Kind()
	}
	return types.Invalid
}

func info(t types.Type) types.BasicInfo {
	if b, ok := t.Underlying().(*types.Basic); ok {
		return b.Info()
	}
	return 0
}

func isFloat(t types.Type) bool    { return info(t)&types.IsFloat != 0 }
func isUnsigned(t types.Type) bool { return info(t)&types.IsUnsigned != 0 }
func isComplex(t types.Type) bool  { return info(t)&types.IsComplex != 0 }

func elemOf(t types.Type) types.Type {
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return u.Elem()
	case *types.Slice:
		return u.Elem()
	case *types.Array:
		return u.Elem()
	case *types.Chan:
		return u.Elem()
	case *types.Map:
		return u.Elem()
	}
	return nil
}

var basics = map[types.BasicKind]struct {
	rt  reflect.Type
	mem memory
}{
	types.Bool: {reflect.TypeFor[bool](), mU8}, types.UntypedBool: {reflect.TypeFor[bool](), mU8},
	types.Int: {reflect.TypeFor[int](), m64}, types.UntypedInt: {reflect.TypeFor[int](), m64},
	types.Int8: {reflect.TypeFor[int8](), mS8}, types.Int16: {reflect.TypeFor[int16](), mS16},
	types.Int32: {reflect.TypeFor[int32](), mS32}, types.UntypedRune: {reflect.TypeFor[int32](), mS32},
	types.Int64: {reflect.TypeFor[int64](), m64}, types.Uint: {reflect.TypeFor[uint](), m64},
	types.Uint8: {reflect.TypeFor[uint8](), mU8}, types.Uint16: {reflect.TypeFor[uint16](), mU16},
	types.Uint32: {reflect.TypeFor[uint32](), mU32}, types.Uint64: {reflect.TypeFor[uint64](), m64},
	types.Uintptr: {reflect.TypeFor[uintptr](), m64}, types.Float32: {reflect.TypeFor[float32](), mF32},
	types.Float64: {reflect.TypeFor[float64](), m64}, types.UntypedFloat: {reflect.TypeFor[float64](), m64},
	types.String: {reflect.TypeFor[string](), mString}, types.UntypedString: {reflect.TypeFor[string](), mString},
	types.Complex64: {reflect.TypeFor[complex64](), mAgg}, types.Complex128: {reflect.TypeFor[complex128](), mAgg},
	types.UntypedComplex: {reflect.TypeFor[complex128](), mAgg},
	types.UnsafePointer:  {pointerType, mPtr}, types.UntypedNil: {pointerType, mPtr},
}

var (
	pointerType = reflect.TypeFor[unsafe.Pointer]()
	anyType     = reflect.TypeFor[any]()
	errorType   = reflect.TypeFor[error]()
)

// A typeTable maps the session's types to reflect types of the same layout.
type typeTable struct {
	eng   *Engine
	known map[types.Type]*typ
	same  typeutil.Map
	busy  map[*types.Named]bool
}

// of returns what is known of t. It panics with *eval.Unsupported where there
// is no such type in compiled code.
func (m *typeTable) of(t types.Type) *typ {
	if k := m.known[t]; k != nil {
		return k
	}
	if k, ok := m.same.At(t).(*typ); ok {
		m.known[t] = k
		return k
	}
	k := &typ{eng: m.eng, t: types.Unalias(t), class: classOf(t)}
	if _, tuple := k.t.(*types.Tuple); !tuple {
		k.rt = m.reflected(t)
		m.known[t] = k
		m.complete(k)
		k.mem = m.memoryOf(t, k)
		k.faithful = faithful(t)
		k.direct, k.word = typeWord(k.rt)
	}
	m.known[t] = k
	m.same.Set(t, k)
	return k
}

// complete gives a type that contains itself through a slice, map, channel or
// function a reflect type with which such a value can be made.
func (m *typeTable) complete(k *typ) {
	_, named := k.t.(*types.Named)
	if !named || !interpreted(k.t.(*types.Named)) {
		return
	}
	switch u := k.t.Underlying().(type) {
	case *types.Slice:
		if m.selfElement(k, u.Elem()) {
			k.rt = reflect.SliceOf(m.of(u.Elem()).rt)
		}
	case *types.Map:
		if k.rt == pointerType {
			k.rt = reflect.MapOf(m.of(u.Key()).rt, m.of(u.Elem()).rt)
		}
	case *types.Chan:
		if k.rt == pointerType {
			k.rt = reflect.ChanOf(reflect.BothDir, m.of(u.Elem()).rt)
		}
	case *types.Signature:
		if k.rt == pointerType {
			k.rt = m.of(u).rt
		}
	}
}

func (m *typeTable) selfElement(k *typ, elem types.Type) bool {
	return k.rt == reflect.TypeFor[[]unsafe.Pointer]() && classOf(elem) != cPtr
}

func classOf(t types.Type) class {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch {
		case u.Info()&types.IsString != 0:
			return cString
		case u.Kind() == types.UnsafePointer || u.Kind() == types.UntypedNil:
			return cPtr
		case u.Info()&types.IsComplex != 0:
			return cAgg
		}
		return cWord
	case *types.Slice:
		return cSlice
	case *types.Interface:
		return cIface
	case *types.Struct, *types.Array:
		return cAgg
	}
	return cPtr
}

func (m *typeTable) memoryOf(t types.Type, k *typ) memory {
	switch k.class {
	case cWord:
		return basics[basic(t)].mem
	case cIface:
		if k.rt == anyType || k.rt.NumMethod() == 0 {
			return mAny
		}
		return mIface
	case cPtr:
		return mPtr
	case cString:
		return mString
	case cSlice:
		return mSlice
	}
	return mAgg
}

// typeWord returns the type word of rt, and whether interfaces hold its values
// directly.
func typeWord(rt reflect.Type) (bool, unsafe.Pointer) {
	if rt.Kind() == reflect.Interface {
		return false, nil
	}
	v := reflect.New(rt).Elem().Interface()
	switch rt.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Chan, reflect.Func, reflect.UnsafePointer:
		return true, wordsOf(&v).typ
	}
	return false, wordsOf(&v).typ
}

// reflected returns a reflect type with the layout of t. Inside a type, an edge
// back to a named type that encloses it has the right layout only.
func (m *typeTable) reflected(t types.Type) reflect.Type {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		if basic(t) == types.UnsafePointer {
			return pointerType
		}
		if !interpreted(t) {
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
		if interpreted(t) && !seen[t] {
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
			fields[i].PkgPath = "main"
		}
	}
	return reflect.StructOf(fields)
}

// interpreted reports whether a named type is declared in a cell.
func interpreted(t *types.Named) bool {
	return t.Obj().Pkg() != nil && t.Obj().Pkg().Path() == "main"
}

// faithful reports whether the reflect type tells everything about t.
func faithful(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		return !interpreted(t)
	case *types.Basic:
		return true
	case *types.Map:
		return faithful(t.Key()) && faithful(t.Elem())
	case *types.Signature:
		for _, tuple := range []*types.Tuple{t.Params(), t.Results()} {
			for v := range tuple.Variables() {
				if !faithful(v.Type()) {
					return false
				}
			}
		}
		return true
	case *types.Interface:
		return t.NumMethods() == 0
	case *types.Struct:
		for f := range t.Fields() {
			if f.Embedded() || f.Name() == "_" || !faithful(f.Type()) {
				return false
			}
		}
		return true
	}
	e := elemOf(t)
	return e != nil && faithful(e)
}
