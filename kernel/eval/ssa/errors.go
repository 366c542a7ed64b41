package ssa

import (
	"errors"
	"go/types"
	"reflect"
)

// errorsAs is errors.As for targets of interpreted types too.
func (e *Engine) errorsAs(err error, target any) bool {
	b, ok := e.unwrap(target).(boxed)
	if !ok {
		return errors.As(err, target)
	}
	pointer, ok := b.typ.t.Underlying().(*types.Pointer)
	if !ok || reflect.ValueOf(b.v).IsNil() {
		panic("errors: target must be a non-nil pointer")
	}
	t := e.lockedType(pointer.Elem())
	if t.class != cIface && !t.can(canError) {
		panic("errors: *target must be interface or implement error")
	}
	return e.findError(err, t, b)
}

// findError stores the first error of err's tree that is a t in what target
// points to.
func (e *Engine) findError(err error, t *typ, target boxed) bool {
	for err != nil {
		if e.storeError(err, t, reflect.ValueOf(target.v).UnsafePointer()) {
			return true
		}
		if x, ok := err.(interface{ As(any) bool }); ok && x.As(target) {
			return true
		}
		if many, ok := err.(interface{ Unwrap() []error }); ok {
			for _, inner := range many.Unwrap() {
				if e.findError(inner, t, target) {
					return true
				}
			}
			return false
		}
		err = errors.Unwrap(err)
	}
	return false
}

// storeError stores err at p if it is a t.
func (e *Engine) storeError(err error, t *typ, p ptr) bool {
	v := e.unwrap(err)
	if t.class == cIface {
		if !e.implements(v, t) {
			return false
		}
		t.store(p, ptr(&v))
		return true
	}
	reg := reflect.New(registerType(t)).UnsafePointer()
	if !t.fromAny(reg, v) {
		return false
	}
	t.store(p, reg)
	return true
}
