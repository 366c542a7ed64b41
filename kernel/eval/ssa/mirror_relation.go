package ssa

import (
	"go/types"
	"reflect"
)

func (t *mirrorType) Implements(u reflect.Type) bool {
	return t.typ.eng.checkedImplements(t, u)
}

func (t *mirrorType) AssignableTo(u reflect.Type) bool {
	return t.typ.eng.checkedAssignable(t, u)
}

func (t *mirrorType) ConvertibleTo(u reflect.Type) bool {
	return t.typ.eng.checkedConvertible(t, u)
}

func (e *Engine) checkedImplements(t, u reflect.Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.Implements")
	}
	if u.Kind() != reflect.Interface {
		panic("reflect: non-interface type passed to Type.Implements")
	}
	return e.implementsType(t, u)
}

func (e *Engine) checkedAssignable(t, u reflect.Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.AssignableTo")
	}
	return e.assignable(t, u)
}

func (e *Engine) checkedConvertible(t, u reflect.Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.ConvertibleTo")
	}
	return e.convertible(t, u)
}

// compiledBoth reports whether package reflect knows all about both types.
func compiledBoth(t, u reflect.Type) bool {
	_, a := t.(*mirrorType)
	_, b := u.(*mirrorType)
	return !a && !b
}

// implementsType reports whether t has the methods of the interface u.
func (e *Engine) implementsType(t, u reflect.Type) bool {
	if compiledBoth(t, u) {
		return t.Implements(u)
	}
	to, ok := e.sourceType(u)
	if !ok {
		return false
	}
	iface := to.Underlying().(*types.Interface)
	if from, ok := e.sourceType(t); ok {
		e.mu.RLock()
		defer e.mu.RUnlock()
		return types.Implements(from, iface)
	}
	methods, _ := e.sourceMethods(t)
	for want := range iface.Methods() {
		found := false
		for _, m := range methods {
			found = found || m.Name() == want.Name() && types.Identical(withoutReceiver(m.Signature()), withoutReceiver(want.Signature()))
		}
		if !found {
			return false
		}
	}
	return true
}

// assignable reports whether a value of type t can be assigned to a u.
func (e *Engine) assignable(t, u reflect.Type) bool {
	switch {
	case t == u:
		return true
	case compiledBoth(t, u):
		return t.AssignableTo(u)
	case u.Kind() == reflect.Interface:
		return e.implementsType(t, u)
	}
	return e.related(t, u, types.AssignableTo)
}

// convertible reports whether a value of type t can be converted to a u.
func (e *Engine) convertible(t, u reflect.Type) bool {
	switch {
	case t == u:
		return true
	case compiledBoth(t, u):
		return t.ConvertibleTo(u)
	case u.Kind() == reflect.Interface:
		return e.implementsType(t, u)
	}
	return e.related(t, u, types.ConvertibleTo)
}

func (e *Engine) related(t, u reflect.Type, test func(t, u types.Type) bool) bool {
	from, ok := e.sourceType(t)
	to, ok2 := e.sourceType(u)
	if !ok || !ok2 {
		return false
	}
	e.mu.RLock()
	defer e.mu.RUnlock()
	return test(from, to)
}
