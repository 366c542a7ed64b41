package ssa

import (
	"bytes"
	"encoding/json"
	"go/types"
	"reflect"
	"strconv"
)

// toJSON is how encoding/json sees a type that it encodes.
var toJSON = &codec{
	tag:      "json",
	methods:  canMarshalJSON | canMarshalText | canIsZero,
	stand:    anyType,
	flattens: func(name string) bool { return name == "" },
}

// MarshalJSON encodes the value as encoding/json does one of its type.
func (b boxed) MarshalJSON() ([]byte, error) {
	var out []byte
	err := b.typ.eng.jsonMarshal(b, func(tree any) (err error) { out, err = encodeJSON(tree); return err })
	if err != nil {
		return nil, jsonError{err}
	}
	return out, nil
}

// encodeJSON is json.Marshal but that "<" stays: who asked escapes it if he is to.
func encodeJSON(v any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), err
}

// A jsonError is one of encoding/json in the inside of a value, which it is to
// return as its own.
type jsonError struct{ error }

// jsonTree returns what encoding/json encodes as v.
func (e *Engine) jsonTree(v any) (any, error) {
	b, ok := e.unwrap(v).(boxed)
	if !ok {
		return v, nil
	}
	x := jsonEncoder{eng: e, open: map[any]bool{}}
	return x.tree(b.typ, b.copied(), false)
}

// jsonMarshal calls encode with what encoding/json encodes as v.
func (e *Engine) jsonMarshal(v any, encode func(any) error) error {
	tree, err := e.jsonTree(v)
	if err == nil {
		err = encode(tree)
	}
	if failed, ok := err.(*json.MarshalerError); ok {
		switch inner := failed.Err.(type) {
		case jsonError:
			return inner.error
		case typedError:
			failed.Type, failed.Err = inner.t.reflectType(), inner.error
		}
	}
	return err
}

// A typedError is one of a method of a type that its caller does not know.
type typedError struct {
	error
	t *typ
}

func (b boxed) marshal(method string) ([]byte, error) {
	out := b.call(method, nil)
	if err, _ := out[1].Interface().(error); err != nil {
		return nil, typedError{err, b.typ}
	}
	return out[0].Bytes(), nil
}

// A jsonMethod is a value with a MarshalJSON method.
type jsonMethod struct{ b boxed }

func (m jsonMethod) MarshalJSON() ([]byte, error) { return m.b.marshal("MarshalJSON") }

// A textMethod is a value with a MarshalText method.
type textMethod struct{ b boxed }

func (m textMethod) MarshalText() ([]byte, error) { return m.b.marshal("MarshalText") }

// A jsonEncoder turns variables into trees of compiled types.
type jsonEncoder struct {
	eng  *Engine
	open map[any]bool // pointers, maps and slices on the way here
}

// tree returns what encoding/json encodes as the variable of type t at p.
func (x *jsonEncoder) tree(t *typ, p ptr, addressable bool) (any, error) {
	if t.class == cIface {
		return x.dynamic(t.at(p))
	}
	if t.faithful || toJSON.plain(x.eng, t.t) {
		return t.variable(p).Interface(), nil
	}
	if method := x.method(t, p, addressable); method != nil {
		return method, nil
	}
	v := t.variable(p)
	switch u := t.t.Underlying().(type) {
	case *types.Pointer:
		if v.IsNil() {
			return nil, nil
		}
		defer x.leave(v.Pointer())
		if x.enter(v.Pointer()) {
			return nil, x.cycle(t)
		}
		return x.tree(x.eng.lockedType(u.Elem()), v.UnsafePointer(), true)
	case *types.Struct:
		return x.structure(x.eng.shapeOf(toJSON, t), p, addressable)
	case *types.Slice, *types.Array:
		if v.Kind() == reflect.Slice {
			if v.IsNil() {
				return nil, nil
			}
			addressable = true
			key := [2]uintptr{v.Pointer(), uintptr(v.Len())}
			defer x.leave(key)
			if v.Len() > 0 && x.enter(key) {
				return nil, x.cycle(t)
			}
		}
		return x.list(x.eng.lockedType(elemOf(u)), v, addressable)
	case *types.Map:
		if v.IsNil() {
			return nil, nil
		}
		defer x.leave(v.Pointer())
		if x.enter(v.Pointer()) {
			return nil, x.cycle(t)
		}
		return x.mapping(x.eng.lockedType(u.Key()), x.eng.lockedType(u.Elem()), v)
	}
	if isBasicKind(v.Kind()) {
		return v.Interface(), nil
	}
	return nil, &json.UnsupportedTypeError{Type: t.reflectType()}
}

func (x *jsonEncoder) enter(key any) (again bool) {
	again = x.open[key]
	x.open[key] = true
	return again
}

func (x *jsonEncoder) leave(key any) { delete(x.open, key) }

func (x *jsonEncoder) cycle(t *typ) error {
	return &json.UnsupportedValueError{Str: "encountered a cycle via " + typeName(t.t)}
}

// dynamic is the tree of what is in an interface.
func (x *jsonEncoder) dynamic(v any) (any, error) {
	if b, ok := v.(boxed); ok {
		return x.tree(b.typ, b.copied(), false)
	}
	return v, nil
}

// method returns what calls the type's own method, if it has one that counts.
func (x *jsonEncoder) method(t *typ, p ptr, addressable bool) any {
	_, pointer := t.t.Underlying().(*types.Pointer)
	if pointer && t.variable(p).IsNil() {
		return nil
	}
	var variable boxed
	onPointer := addressable && !pointer
	if onPointer {
		variable = x.eng.pointingTo(t, p)
	}
	switch {
	case t.can(canMarshalJSON):
		return jsonMethod{boxed{t, t.variable(p).Interface()}}
	case onPointer && variable.can(canMarshalJSON):
		return jsonMethod{variable}
	case t.can(canMarshalText):
		return textMethod{boxed{t, t.variable(p).Interface()}}
	case onPointer && variable.can(canMarshalText):
		return textMethod{variable}
	}
	return nil
}

func (x *jsonEncoder) structure(s *shape, p ptr, addressable bool) (any, error) {
	out := reflect.New(s.rt).Elem()
	err := x.fill(out, s, p, addressable)
	return out.Interface(), err
}

// fill sets the fields of out from the struct at p.
func (x *jsonEncoder) fill(out reflect.Value, s *shape, p ptr, addressable bool) error {
	for i := range s.fields {
		f := &s.fields[i]
		from, to := fieldAt(p, f.offset), out.Field(i)
		switch {
		case f.plain:
			to.Set(reflect.NewAt(f.rt, from).Elem())
		case f.inner != nil:
			through := addressable
			if to.Kind() == reflect.Pointer {
				if from = *(*ptr)(from); from == nil {
					continue
				}
				to.Set(reflect.New(f.inner.rt))
				to, through = to.Elem(), true
			}
			if err := x.fill(to, f.inner, from, through); err != nil {
				return err
			}
		default:
			if x.omitted(f, from, addressable) {
				continue
			}
			tree, err := x.tree(f.typ, from, addressable)
			if err != nil {
				return err
			}
			if tree != nil {
				to.Set(reflect.ValueOf(tree))
			}
		}
	}
	return nil
}

// omitted reports whether a field is left out: what stands for it is nil then.
func (x *jsonEncoder) omitted(f *shapeField, p ptr, addressable bool) bool {
	v := f.typ.variable(p)
	if f.option("json", "omitempty") {
		switch v.Kind() {
		case reflect.Struct:
		case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
			if v.Len() == 0 {
				return true
			}
		default:
			if v.IsZero() {
				return true
			}
		}
	}
	if !f.option("json", "omitzero") {
		return false
	}
	if isPointerKind(v.Kind()) && v.IsNil() {
		return true
	}
	if f.typ.can(canIsZero) {
		return boxed{f.typ, v.Interface()}.call("IsZero", nil)[0].Bool()
	}
	if b := x.eng.pointingTo(f.typ, p); addressable && b.can(canIsZero) {
		return b.call("IsZero", nil)[0].Bool()
	}
	return v.IsZero()
}

func (x *jsonEncoder) list(elem *typ, v reflect.Value, addressable bool) (any, error) {
	out := make([]any, v.Len())
	for i := range out {
		var err error
		if out[i], err = x.tree(elem, v.Index(i).Addr().UnsafePointer(), addressable); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (x *jsonEncoder) mapping(key, elem *typ, v reflect.Value) (any, error) {
	out := make(map[string]any, v.Len())
	for it := v.MapRange(); it.Next(); {
		name, err := x.key(key, it.Key())
		if err != nil {
			return nil, err
		}
		if out[name], err = x.tree(elem, addressable(it.Value()).Addr().UnsafePointer(), false); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (x *jsonEncoder) key(t *typ, v reflect.Value) (string, error) {
	if v.Kind() == reflect.String {
		return v.String(), nil
	}
	if t.can(canMarshalText) {
		if isPointerKind(v.Kind()) && v.IsNil() {
			return "", nil
		}
		text, err := boxed{t, v.Interface()}.marshal("MarshalText")
		return string(text), untyped(err)
	}
	switch {
	case v.CanInt():
		return strconv.FormatInt(v.Int(), 10), nil
	case v.CanUint():
		return strconv.FormatUint(v.Uint(), 10), nil
	}
	one := reflect.MakeMap(reflect.MapOf(v.Type(), anyType)) // a compiled key, or none
	one.SetMapIndex(v, reflect.Zero(anyType))
	text, err := json.Marshal(one.Interface())
	if err != nil {
		return "", &json.UnsupportedTypeError{Type: x.eng.lockedType(types.NewMap(t.t, types.Universe.Lookup("any").Type())).reflectType()}
	}
	var names map[string]any
	err = json.Unmarshal(text, &names)
	for name := range names {
		return name, err
	}
	return "", err
}

func untyped(err error) error {
	if typed, ok := err.(typedError); ok {
		return typed.error
	}
	return err
}
