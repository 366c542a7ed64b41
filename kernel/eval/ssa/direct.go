package ssa

import (
	"math"
	"reflect"
)

// direct emits the call of a compiled function as one of a function whose
// parameters and results are passed in the same way: all pointers are alike,
// all slices, integers of 64 bits, interfaces with methods. It reports whether
// there is one; reflect makes the other calls.
func (lw *lowering) direct(call *compiledCall, results []place) bool {
	if !call.fn.CanInterface() {
		return false
	}
	rt := call.fn.Type()
	f := call.fn.Interface()
	fn := wordsOf(&f).data
	if isFunc(fn, math.Sqrt) {
		lw.emit(ins{op: oSqrtF, a: call.from[0].off, d: results[0].off})
		return true
	}
	var shape []byte
	var from, to []off
	for i, p := range call.from {
		shape = append(shape, passed(rt.In(i), p.typ, rt.IsVariadic()))
		from = append(from, p.off)
	}
	shape = append(shape, '>')
	for i, p := range results {
		shape = append(shape, passed(rt.Out(i), p.typ, false))
		to = append(to, p.off)
	}
	maker := directCalls[string(shape)]
	if maker == nil {
		return false
	}
	lw.slow(maker(lw.eng, fn, from, to))
	return true
}

// isFunc reports whether the func value fn is g.
func isFunc(fn ptr, g any) bool { return *(*uintptr)(fn) == *(*uintptr)(wordsOf(&g).data) }

// passed is how compiled code passes a value of type rt that is a t here: one
// letter of the shapes of gen/direct.go.
func passed(rt reflect.Type, t *typ, variadic bool) byte {
	switch t.mem {
	case m64:
		if rt.Kind() == reflect.Float64 {
			return 'F'
		}
		return 'W'
	case mPtr:
		return 'P'
	case mString:
		return 'S'
	case mSlice:
		if variadic && rt == reflect.TypeFor[[]any]() {
			return 'A'
		}
		return 'L'
	case mS32:
		return 'R'
	case mU8:
		if rt.Kind() == reflect.Bool {
			return 'B'
		}
		return 'U'
	case mF32:
		return 'f'
	case mAny:
		return 'E'
	case mIface:
		return 'i'
	}
	return '?'
}

// variadic returns a list of arguments as compiled code is to see them.
func (e *Engine) variadic(list []any) []any {
	for i, v := range list {
		if _, ok := v.(boxed); ok {
			copied := append([]any(nil), list...)
			for ; i < len(copied); i++ {
				copied[i] = e.dressed(copied[i])
			}
			return copied
		}
	}
	return list
}
