package ssa

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/types"
	"reflect"
	"slices"
	"strings"
)

// fromJSON is how encoding/json sees a type that it decodes.
var fromJSON = &codec{
	tag:      "json",
	methods:  canUnmarshalJSON | canUnmarshalText,
	stand:    reflect.TypeFor[rawJSON](),
	decodes:  true,
	flattens: func(name string) bool { return name == "" },
}

// A rawJSON is encoded JSON, not yet decoded: a part of what is decoded.
type rawJSON []byte

// UnmarshalJSON takes text as it is.
func (r *rawJSON) UnmarshalJSON(text []byte) error { *r = text; return nil }

// start is where in text the raw value, which is a part of it, starts.
func (r rawJSON) start(text []byte) int { return cap(text) - cap(r) }

// A jsonDecoder decodes into variables of interpreted types: with encoding/json
// what that can see, and by itself what is in the places of others.
type jsonDecoder struct {
	eng             *Engine
	strict, numbers bool  // DisallowUnknownFields, UseNumber
	failed          error // the first of those after which decoding goes on
	at              int   // where that was
}

// jsonUnmarshal is json.Unmarshal.
func (e *Engine) jsonUnmarshal(text []byte, target any) error {
	b, ok := e.jsonTarget(target)
	if !ok {
		return json.Unmarshal(text, target)
	}
	var raw rawJSON
	if err := json.Unmarshal(text, &raw); err != nil {
		return err
	}
	return (&jsonDecoder{eng: e}).decode(raw, b)
}

// jsonTarget returns the target where encoding/json must not decode into it by
// itself.
func (e *Engine) jsonTarget(v any) (b boxed, ok bool) {
	if p, isAny := v.(*any); isAny && p != nil {
		if _, ok := e.unwrap(*p).(boxed); ok {
			return boxed{e.lockedType(types.NewPointer(types.Universe.Lookup("any").Type())), p}, true
		}
	}
	if b, ok = e.unwrap(v).(boxed); ok {
		return b, true
	}
	if rv := reflect.ValueOf(v); rv.Kind() == reflect.Pointer && !rv.IsNil() && e.holdsTarget(rv.Elem()) {
		if t, ok := e.sourceType(rv.Type()); ok {
			return boxed{e.lockedType(t), v}, true
		}
	}
	return b, false
}

// holdsTarget reports whether in v, of a compiled type, there are interfaces
// that hold pointers of interpreted types: what they point to is decoded into.
func (e *Engine) holdsTarget(v reflect.Value) bool {
	if !mayHold(v.Type()) {
		return false
	}
	switch v.Kind() {
	case reflect.Interface:
		if v.IsNil() || !v.CanInterface() {
			return false
		}
		b, ok := e.unwrap(v.Interface()).(boxed)
		return ok && b.typ.class == cPtr
	case reflect.Struct:
		for i := range v.NumField() {
			if e.holdsTarget(v.Field(i)) {
				return true
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			if e.holdsTarget(v.Index(i)) {
				return true
			}
		}
	}
	return false
}

// decode decodes into what b points to.
func (d *jsonDecoder) decode(text rawJSON, b boxed) error {
	elem := elemOf(b.typ.t)
	v := reflect.ValueOf(b.v)
	if _, ok := b.typ.t.Underlying().(*types.Pointer); !ok || v.IsNil() {
		return &json.InvalidUnmarshalError{Type: b.typ.reflectType()}
	}
	if err := d.value(text, 0, d.eng.lockedType(elem), v.UnsafePointer()); err != nil {
		return err
	}
	return d.failed
}

// save keeps the error if it is the first in the text.
func (d *jsonDecoder) save(err error, at int) {
	if d.failed == nil || at < d.at {
		d.failed, d.at = err, at
	}
}

// mismatch saves that text is nothing for a variable of type t.
func (d *jsonDecoder) mismatch(text rawJSON, at int, t *typ) {
	kind := "number"
	switch text[0] {
	case '{':
		kind = "object"
	case '[':
		kind = "array"
	case '"':
		kind = "string"
	case 't', 'f':
		kind = "bool"
	}
	d.save(&json.UnmarshalTypeError{Value: kind, Type: t.reflectType(), Offset: int64(at + 1)}, at)
}

// value decodes text, which starts at at in the whole, into the variable of
// type t at p.
func (d *jsonDecoder) value(text rawJSON, at int, t *typ, p ptr) error {
	null := text[0] == 'n'
	v := t.variable(p)
	if u, ok := t.t.Underlying().(*types.Pointer); ok && !t.faithful && !t.can(canUnmarshalJSON|canUnmarshalText) || ok && null {
		if null {
			v.SetZero()
			return nil
		}
		elem := d.eng.lockedType(u.Elem())
		if v.IsNil() {
			*(*ptr)(p) = reflect.New(elem.rt).UnsafePointer()
		}
		return d.value(text, at, elem, *(*ptr)(p))
	}
	if !t.faithful && t.class != cIface {
		if done, err := d.method(text, at, t, p); done {
			return err
		}
	}
	if (t.faithful && !isAny(t.t) || fromJSON.plain(d.eng, t.t)) && !d.eng.holdsTarget(v) {
		return d.plain(text, at, t, v.Addr().Interface())
	}
	switch u := t.t.Underlying().(type) {
	case *types.Interface:
		return d.inInterface(text, at, t, p)
	case *types.Struct:
		if !null {
			return d.structure(text, at, t, p)
		}
	case *types.Slice:
		if null {
			v.SetZero()
			return nil
		}
		return d.list(text, at, t, d.eng.lockedType(u.Elem()), v)
	case *types.Array:
		if !null {
			return d.list(text, at, t, d.eng.lockedType(u.Elem()), v)
		}
	case *types.Map:
		if null {
			v.SetZero()
			return nil
		}
		return d.mapping(text, at, t, v)
	default:
		d.mismatch(text, at, t)
	}
	return nil
}

// method decodes by the type's own method, if it has one.
func (d *jsonDecoder) method(text rawJSON, at int, t *typ, p ptr) (done bool, err error) {
	var b boxed
	if _, pointer := t.t.Underlying().(*types.Pointer); pointer {
		if !t.can(canUnmarshalJSON | canUnmarshalText) {
			return false, nil
		}
		if *(*ptr)(p) == nil {
			*(*ptr)(p) = reflect.New(d.eng.lockedType(elemOf(t.t)).rt).UnsafePointer()
		}
		b = boxed{t, t.variable(p).Interface()}
	} else {
		b = d.eng.pointingTo(t, p)
	}
	switch {
	case b.can(canUnmarshalJSON):
		return true, b.unmarshal("UnmarshalJSON", text)
	case !b.can(canUnmarshalText):
		return false, nil
	case text[0] == 'n':
	case text[0] != '"':
		d.mismatch(text, at, t)
	default:
		var s string
		if err := json.Unmarshal(text, &s); err != nil {
			return true, err
		}
		return true, b.unmarshal("UnmarshalText", []byte(s))
	}
	return true, nil
}

func (b boxed) unmarshal(method string, text []byte) error {
	err, _ := b.call(method, []reflect.Value{reflect.ValueOf(slices.Clone(text))})[0].Interface().(error)
	return err
}

// plain has encoding/json decode into what target points to, in the place of a
// variable of type t.
func (d *jsonDecoder) plain(text rawJSON, at int, t *typ, target any) error {
	err := d.unmarshal(text, target)
	var mismatch *json.UnmarshalTypeError
	if errors.As(err, &mismatch) {
		d.eng.rename(mismatch, t)
		d.save(err, at+int(mismatch.Offset))
		return nil
	}
	if err != nil && strings.HasPrefix(err.Error(), "json: unknown field") {
		d.save(err, at)
		return nil
	}
	return err
}

func (d *jsonDecoder) unmarshal(text []byte, target any) error {
	if !d.strict && !d.numbers {
		return json.Unmarshal(text, target)
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	if d.strict {
		dec.DisallowUnknownFields()
	}
	if d.numbers {
		dec.UseNumber()
	}
	return dec.Decode(target)
}

// inInterface decodes into an interface: where it holds a pointer, into what
// that points to.
func (d *jsonDecoder) inInterface(text rawJSON, at int, t *typ, p ptr) error {
	held, ok := t.at(p).(boxed)
	switch {
	case text[0] == 'n':
		t.variable(p).SetZero()
	case ok && held.typ.class == cPtr && elemOf(held.typ.t) != nil && reflect.ValueOf(held.v).Kind() == reflect.Pointer && !reflect.ValueOf(held.v).IsNil():
		return d.value(text, at, d.eng.lockedType(elemOf(held.typ.t)), reflect.ValueOf(held.v).UnsafePointer())
	case isAny(t.t):
		if ok {
			t.variable(p).SetZero()
		}
		return d.plain(text, at, t, (*any)(p))
	default:
		d.mismatch(text, at, t)
	}
	return nil
}

func (d *jsonDecoder) list(text rawJSON, at int, t, elem *typ, v reflect.Value) error {
	if text[0] != '[' {
		d.mismatch(text, at, t)
		return nil
	}
	var parts []rawJSON
	if err := json.Unmarshal(text, &parts); err != nil {
		return err
	}
	if v.Kind() == reflect.Slice {
		if v.Cap() < len(parts) {
			v.Grow(len(parts) - v.Len())
		}
		if v.SetLen(len(parts)); len(parts) == 0 {
			v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		}
	}
	for i := range v.Len() {
		if i >= len(parts) {
			v.Index(i).SetZero()
			continue
		}
		if err := d.value(parts[i], at+parts[i].start(text), elem, v.Index(i).Addr().UnsafePointer()); err != nil {
			return err
		}
	}
	return nil
}

// mapping decodes an object into a map.
func (d *jsonDecoder) mapping(text rawJSON, at int, t *typ, v reflect.Value) error {
	if text[0] != '{' {
		d.mismatch(text, at, t)
		return nil
	}
	key, elem := d.eng.lockedType(t.t.Underlying().(*types.Map).Key()), d.eng.lockedType(elemOf(t.t))
	byMethod := d.eng.lockedType(types.NewPointer(key.t)).can(canUnmarshalText) && !key.faithful
	parsed := key.rt
	if byMethod {
		parsed = reflect.TypeFor[string]()
	}
	parts := reflect.New(reflect.MapOf(parsed, reflect.TypeFor[rawJSON]()))
	if err := d.plain(text, at, key, parts.Interface()); err != nil {
		return err
	}
	if v.IsNil() {
		v.Set(reflect.MakeMap(v.Type()))
	}
	raw := func(k reflect.Value) rawJSON { return parts.Elem().MapIndex(k).Bytes() }
	keys := parts.Elem().MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return raw(a).start(text) - raw(b).start(text) })
	for _, k := range keys {
		part := raw(k)
		to := reflect.New(key.rt)
		if byMethod {
			if err := d.eng.pointingTo(key, to.UnsafePointer()).unmarshal("UnmarshalText", []byte(k.String())); err != nil {
				return err
			}
		} else {
			to.Elem().Set(k)
		}
		value := reflect.New(elem.rt)
		if err := d.value(part, at+part.start(text), elem, value.UnsafePointer()); err != nil {
			return err
		}
		v.SetMapIndex(to.Elem(), as(value.Elem(), v.Type().Elem()))
	}
	return nil
}
