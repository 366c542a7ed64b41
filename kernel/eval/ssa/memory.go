package ssa

import (
	"reflect"
	"unsafe"
)

// load copies a value of type t from memory, as compiled code has it, into a
// register.
func (t *typ) load(reg, mem ptr) {
	switch t.mem {
	case mU8:
		*(*int64)(reg) = int64(*(*uint8)(mem))
	case mS8:
		*(*int64)(reg) = int64(*(*int8)(mem))
	case mU16:
		*(*int64)(reg) = int64(*(*uint16)(mem))
	case mS16:
		*(*int64)(reg) = int64(*(*int16)(mem))
	case mU32:
		*(*int64)(reg) = int64(*(*uint32)(mem))
	case mS32:
		*(*int64)(reg) = int64(*(*int32)(mem))
	case m64:
		*(*int64)(reg) = *(*int64)(mem)
	case mF32:
		*(*float64)(reg) = float64(*(*float32)(mem))
	case mPtr:
		*(*ptr)(reg) = *(*ptr)(mem)
	case mString:
		*(*string)(reg) = *(*string)(mem)
	case mSlice:
		*(*slice)(reg) = *(*slice)(mem)
	case mAny:
		*(*any)(reg) = t.eng.unwrap(*(*any)(mem))
	case mIface:
		*(*any)(reg) = t.eng.unwrap(dynamic(mem))
	case mFar:
		*(*ptr)(reg) = t.copied(mem)
	default:
		t.words.copy(reg, mem)
	}
}

// dynamic returns the value in an interface that has methods, whichever.
func dynamic(mem ptr) any { return *(*interface{ anyMethod() })(mem) }

// store copies a register to memory.
func (t *typ) store(mem, reg ptr) {
	switch t.mem {
	case mU8, mS8:
		*(*uint8)(mem) = uint8(*(*int64)(reg))
	case mU16, mS16:
		*(*uint16)(mem) = uint16(*(*int64)(reg))
	case mU32, mS32:
		*(*uint32)(mem) = uint32(*(*int64)(reg))
	case m64:
		*(*int64)(mem) = *(*int64)(reg)
	case mF32:
		*(*float32)(mem) = float32(*(*float64)(reg))
	case mPtr:
		*(*ptr)(mem) = *(*ptr)(reg)
	case mString:
		*(*string)(mem) = *(*string)(reg)
	case mSlice:
		*(*slice)(mem) = *(*slice)(reg)
	case mAny:
		*(*any)(mem) = *(*any)(reg)
	case mIface:
		reflect.NewAt(t.rt, mem).Elem().Set(t.eng.adapt(*(*any)(reg), t.rt))
	default:
		t.words.copy(mem, t.inMemory(reg))
	}
}

// sameInRegister reports whether memory and register have the same bytes.
func (t *typ) sameInRegister() bool {
	switch t.mem {
	case m64, mPtr, mString, mSlice, mAny, mAgg:
		return true
	}
	return false
}

// value returns a register as compiled code has the value.
func (t *typ) value(reg ptr) reflect.Value {
	v := reflect.New(t.rt)
	t.store(v.UnsafePointer(), reg)
	return v.Elem()
}

// set puts what compiled code returned into a register.
func (t *typ) set(reg ptr, v reflect.Value) {
	switch t.mem {
	case m64:
		switch v.Kind() {
		case reflect.Int, reflect.Int64:
			*(*int64)(reg) = v.Int()
			return
		case reflect.Float64:
			*(*float64)(reg) = v.Float()
			return
		}
	case mString:
		*(*string)(reg) = v.String()
		return
	}
	if !v.IsValid() {
		t.zero(reg)
		return
	}
	if t.rt == mirrorValueType || t.rt == mirrorMethodType {
		v = t.eng.mirrored(v)
	}
	p := reflect.New(v.Type())
	p.Elem().Set(v)
	t.load(reg, p.UnsafePointer())
}

// as returns v as a value of type rt, which has the same layout: a recursive
// type is not everywhere the same reflect type.
func as(v reflect.Value, rt reflect.Type) reflect.Value {
	if v.Type() == rt || rt.Kind() == reflect.Interface || v.Kind() == reflect.Interface {
		return v
	}
	if v.Type().AssignableTo(rt) {
		return v
	}
	if rt == realValueType && v.Type() == mirrorValueType {
		return reflect.ValueOf(v.Interface().(mirrorValue).real())
	}
	p := reflect.New(v.Type())
	p.Elem().Set(v)
	return reflect.NewAt(rt, p.UnsafePointer()).Elem()
}

// zero clears a register.
func (t *typ) zero(reg ptr) {
	switch t.class {
	case cWord:
		*(*uint64)(reg) = 0
	case cPtr:
		*(*ptr)(reg) = nil
	case cString:
		*(*string)(reg) = ""
	case cSlice:
		*(*slice)(reg) = slice{}
	case cIface:
		*(*any)(reg) = nil
	default:
		if t.mem == mFar {
			*(*ptr)(reg) = nil
			return
		}
		t.words.clear(reg)
	}
}

// toAny converts a register to an interface value.
func (t *typ) toAny(reg ptr) any {
	if t.class == cIface {
		return *(*any)(reg)
	}
	v := t.plain(reg)
	if t.faithful {
		return v
	}
	return boxed{t, v}
}

// plain converts a register to an interface value whose type is rt.
func (t *typ) plain(reg ptr) (v any) {
	if t.direct {
		*wordsOf(&v) = words{t.word, *(*ptr)(reg)}
		return v
	}
	if t.class == cAgg && t.words.direct() {
		return reflect.NewAt(t.rt, reg).Elem().Interface()
	}
	p := t.words.new()
	t.store(p, reg)
	*wordsOf(&v) = words{t.word, p}
	return v
}

// fromAny puts the value of an interface into a register if its type is t.
func (t *typ) fromAny(reg ptr, v any) bool {
	v = t.eng.unwrap(v)
	if b, ok := v.(boxed); ok {
		if b.typ != t {
			return false
		}
		v = b.v
	} else if !t.faithful {
		return false
	}
	w := wordsOf(&v)
	switch {
	case v == nil || w.typ != t.word:
		return false
	case t.direct:
		*(*ptr)(reg) = w.data
	case t.mem == mFar:
		*(*ptr)(reg) = t.copied(w.data)
	case t.class == cAgg && t.words.direct():
		reflect.NewAt(t.rt, reg).Elem().Set(reflect.ValueOf(v))
	default:
		t.load(reg, w.data)
	}
	return true
}

// fieldAt is a field of a struct in memory.
func fieldAt(p ptr, offset uintptr) ptr { return unsafe.Add(p, offset) }
