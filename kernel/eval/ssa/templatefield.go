package ssa

import (
	"fmt"
	"go/token"
	"go/types"
	"reflect"
)

// templateField returns the field, map element or result of the method that a
// template names.
func (e *Engine) templateField(at, name string, receiver any, args ...any) (any, error) {
	v, err := e.fieldOf(name, e.unwrap(receiver), args)
	if err != nil {
		return nil, templateError{at, err}
	}
	return e.dressed(v), nil
}

func (e *Engine) fieldOf(name string, receiver any, args []any) (any, error) {
	b, ok := receiver.(boxed)
	if !ok {
		return e.compiledField(name, receiver, args)
	}
	if b.typ.class != cPtr {
		b = e.pointingTo(b.typ, b.copied()) // methods of pointers count
	}
	obj, path, _ := types.LookupFieldOrMethod(b.typ.t, true, nil, name)
	if m, ok := obj.(*types.Func); ok && token.IsExported(name) {
		if rv := reflect.ValueOf(b.v); rv.Kind() == reflect.Pointer && rv.IsNil() && receiver.(boxed).typ.class == cPtr {
			if r, ok := m.Signature().Recv().Type().Underlying().(*types.Pointer); !ok || r == nil {
				return nil, fmt.Errorf("nil pointer evaluating %s.%s", typeName(b.typ.t), name)
			}
		}
		sig := types.NewSignatureType(nil, nil, nil, m.Signature().Params(), m.Signature().Results(), m.Signature().Variadic())
		call := reflect.MakeFunc(e.lockedType(sig).rt, func(in []reflect.Value) []reflect.Value {
			rt := e.lockedType(sig).rt
			out := b.call(name, in)
			for i := range out {
				out[i] = as(out[i], rt.Out(i))
			}
			return out
		})
		return e.templateCall(name, call, sig, args)
	}
	t, p := b.typ, ptr(nil)
	if _, pointer := t.t.Underlying().(*types.Pointer); pointer {
		if p = reflect.ValueOf(b.v).UnsafePointer(); p == nil {
			return nil, fmt.Errorf("nil pointer evaluating %s.%s", typeName(t.t), name)
		}
		t = e.lockedType(elemOf(t.t))
	} else {
		p = b.copied()
	}
	switch u := t.t.Underlying().(type) {
	case *types.Struct:
		if _, ok := obj.(*types.Var); ok && token.IsExported(name) {
			if len(args) > 0 {
				return nil, fmt.Errorf("%s has arguments but cannot be invoked as function", name)
			}
			return e.fieldBy(path, t, p, name)
		}
		for f := range u.Fields() {
			if f.Name() == name {
				return nil, fmt.Errorf("%s is an unexported field of struct type %s", name, typeName(receiver.(boxed).typ.t))
			}
		}
	case *types.Map:
		if basic(u.Key()) == types.String {
			m := t.variable(p)
			k := reflect.New(m.Type().Key()).Elem()
			k.SetString(name)
			if v := m.MapIndex(k); v.IsValid() {
				return e.lockedType(u.Elem()).at(addressable(v).Addr().UnsafePointer()), nil
			}
			return nil, nil
		}
	}
	return nil, fmt.Errorf("can't evaluate field %s in type %s", name, typeName(receiver.(boxed).typ.t))
}

// fieldBy follows a path of field indices through embedded structs.
func (e *Engine) fieldBy(path []int, t *typ, p ptr, name string) (any, error) {
	for _, i := range path {
		if _, pointer := t.t.Underlying().(*types.Pointer); pointer {
			if p = *(*ptr)(p); p == nil {
				return nil, fmt.Errorf("nil pointer evaluating %s.%s", typeName(t.t), name)
			}
			t = e.lockedType(elemOf(t.t))
		}
		f := t.t.Underlying().(*types.Struct).Field(i)
		p = fieldAt(p, t.rt.Field(i).Offset)
		t = e.lockedType(f.Type())
	}
	return t.at(p), nil
}

// compiledField is fieldOf for values of compiled types.
func (e *Engine) compiledField(name string, receiver any, args []any) (any, error) {
	if receiver == nil {
		return nil, fmt.Errorf("nil data; no entry for key %q", name)
	}
	v := reflect.ValueOf(receiver)
	if v.Kind() != reflect.Pointer && v.Kind() != reflect.Map {
		v = addressable(v).Addr()
	}
	if m := v.MethodByName(name); m.IsValid() {
		in := make([]reflect.Value, len(args))
		for i, a := range args {
			in[i] = reflect.ValueOf(e.raw(a))
			if i < m.Type().NumIn() && in[i].IsValid() && in[i].CanConvert(m.Type().In(i)) {
				in[i] = in[i].Convert(m.Type().In(i))
			}
		}
		if n := m.Type().NumIn(); len(in) != n && !m.Type().IsVariadic() {
			return nil, fmt.Errorf("wrong number of args for %s: want %d got %d", name, n, len(in))
		}
		out := m.Call(in)
		if len(out) > 1 {
			if err, _ := out[1].Interface().(error); err != nil {
				return nil, fmt.Errorf("error calling %s: %w", name, err)
			}
		}
		return e.unwrap(out[0].Interface()), nil
	}
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil, fmt.Errorf("nil pointer evaluating %T.%s", receiver, name)
		}
		v = v.Elem()
	}
	switch {
	case v.Kind() == reflect.Struct:
		if f, ok := v.Type().FieldByName(name); ok && f.IsExported() {
			field, err := v.FieldByIndexErr(f.Index)
			if err != nil {
				return nil, err
			}
			return e.unwrap(field.Interface()), nil
		}
	case v.Kind() == reflect.Map && v.Type().Key().Kind() == reflect.String:
		if field := v.MapIndex(reflect.ValueOf(name).Convert(v.Type().Key())); field.IsValid() {
			return e.unwrap(field.Interface()), nil
		}
		return nil, nil
	}
	return nil, fmt.Errorf("can't evaluate field %s in type %T", name, receiver)
}

// templateIndex is the function index of templates.
func (e *Engine) templateIndex(v any, indices ...any) (any, error) {
	for _, index := range indices {
		item, err := e.indexed(e.unwrap(v), reflect.ValueOf(e.raw(index)))
		if err != nil {
			return nil, err
		}
		v = item
	}
	return e.dressed(v), nil
}

func (e *Engine) indexed(item any, index reflect.Value) (any, error) {
	b, isBoxed := item.(boxed)
	if isBoxed {
		item = b.v
	}
	rv := reflect.ValueOf(item)
	if !rv.IsValid() {
		return nil, fmt.Errorf("index of untyped nil")
	}
	if rv = reflect.Indirect(rv); !rv.IsValid() {
		return nil, fmt.Errorf("index of nil pointer")
	}
	switch rv.Kind() {
	case reflect.Slice, reflect.Array, reflect.String:
		if !index.CanInt() && !index.CanUint() {
			return nil, fmt.Errorf("cannot index slice/array with type %s", index.Type())
		}
		i := int(index.Convert(reflect.TypeFor[int]()).Int())
		if i < 0 || i >= rv.Len() {
			return nil, fmt.Errorf("index out of range: %d", i)
		}
		rv = addressable(rv.Index(i))
	case reflect.Map:
		if !index.IsValid() || !index.CanConvert(rv.Type().Key()) {
			return nil, fmt.Errorf("value has type %s; should be %s", index.Type(), rv.Type().Key())
		}
		at := rv.MapIndex(index.Convert(rv.Type().Key()))
		if !at.IsValid() {
			at = reflect.Zero(rv.Type().Elem())
		}
		rv = addressable(at)
	default:
		return nil, fmt.Errorf("can't index item of type %s", e.dynamicName(item))
	}
	if isBoxed && rv.Kind() != reflect.Uint8 {
		container := b.typ.t
		if p, ok := container.Underlying().(*types.Pointer); ok {
			container = p.Elem()
		}
		return e.lockedType(elemOf(container)).at(rv.Addr().UnsafePointer()), nil
	}
	return e.unwrap(rv.Interface()), nil
}
