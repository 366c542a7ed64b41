package ssa

import (
	"context"
	"errors"
	"reflect"
	"sync/atomic"
)

// To compiled code all boxed values have one type, which can be compared. Where
// Go asks for the type first, it is asked for here.

// comparable reports whether Go can compare values of v's type.
func (e *Engine) comparable(v any) bool {
	b, ok := e.unwrap(v).(boxed)
	return !ok || b.typ.rt.Comparable()
}

// contextWithValue is context.WithValue.
func (e *Engine) contextWithValue(parent context.Context, key, value any) context.Context {
	if !e.comparable(key) {
		panic("key is not comparable")
	}
	return context.WithValue(parent, key, value)
}

// errorsIs is errors.Is.
func (e *Engine) errorsIs(err, target error) bool {
	if e.comparable(target) {
		return errors.Is(err, target)
	}
	for err != nil {
		if x, ok := err.(interface{ Is(error) bool }); ok && x.Is(target) {
			return true
		}
		if many, ok := err.(interface{ Unwrap() []error }); ok {
			for _, inner := range many.Unwrap() {
				if e.errorsIs(inner, target) {
					return true
				}
			}
			return false
		}
		err = errors.Unwrap(err)
	}
	return false
}

// atomicMethods replaces methods of atomic.Value, which holds values of one type.
func (e *Engine) atomicMethods() []any {
	check := func(v *atomic.Value, x any, action string) {
		if old := v.Load(); old != nil && x != nil && !e.sameType(old, x) {
			panic("sync/atomic: " + action + " of inconsistently typed value into Value")
		}
	}
	return []any{
		"Store", func(v *atomic.Value, x any) { check(v, x, "store"); v.Store(x) },
		"Swap", func(v *atomic.Value, x any) any { check(v, x, "swap"); return v.Swap(x) },
		"CompareAndSwap", func(v *atomic.Value, old, x any) bool {
			if old != nil && x != nil && !e.sameType(old, x) {
				panic("sync/atomic: compare and swap of inconsistently typed values")
			}
			check(v, x, "compare and swap")
			return v.CompareAndSwap(old, x)
		},
	}
}

// sameType reports whether two values in interfaces have the same type.
func (e *Engine) sameType(v, w any) bool {
	a, ok := e.unwrap(v).(boxed)
	b, ok2 := e.unwrap(w).(boxed)
	if ok || ok2 {
		return a.typ == b.typ
	}
	return reflect.TypeOf(v) == reflect.TypeOf(w)
}
