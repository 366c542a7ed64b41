package ssa

import (
	"go/types"
	"reflect"
	"sync/atomic"
	"unsafe"
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
	mFar // a large struct or array: see far.go
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
	words    wordMap
	number   uint32 // counts the types

	methods   map[string]*function // by name, filled when first called; guarded by eng.mu
	abilities atomic.Pointer[known]
	implicit  []types.Type               // the arguments of the generic function in which a type is declared
	mirror    atomic.Pointer[mirrorType] // once package reflect has been asked
	parts     []*typ                     // kept with a type that no cell can name any more
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
	if k.rt.Size() > largeValue {
		return mFar
	}
	return mAgg
}

// typeWord returns the type word of rt, and whether interfaces hold its values
// directly.
func typeWord(rt reflect.Type) (bool, unsafe.Pointer) {
	if rt.Kind() == reflect.Interface {
		return false, nil
	}
	var v any = rt // a *rtype, which is that word: no value is made, it may be large
	switch rt.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Chan, reflect.Func, reflect.UnsafePointer:
		return true, wordsOf(&v).data
	}
	return false, wordsOf(&v).data
}
