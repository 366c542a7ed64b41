package ssa

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"go/types"
	"reflect"
	"sync"
)

// inGob is how encoding/gob sees a type, in both directions: what it can't see
// into is a [rawGob].
var inGob = &codec{
	tag:     "gob", // it has no tags
	methods: canGobEncode | canGobDecode | canMarshalBinary | canUnmarshalBinary,
	stand:   reflect.TypeFor[rawGob](),
	decodes: true,
}

// A rawGob is what a value's own method makes of it, or a stream of its own.
type rawGob []byte

// GobEncode returns the bytes.
func (r rawGob) GobEncode() ([]byte, error) { return r, nil }

// GobDecode keeps the bytes.
func (r *rawGob) GobDecode(b []byte) error { *r = bytes.Clone(b); return nil }

// gobTypes are the interpreted types that gob.Register was given, by name.
type gobTypes struct{ sync.Map }

func (e *Engine) gobFunctions() map[string]reflect.Value {
	register := func(name string, v any) bool {
		b, ok := e.unwrap(v).(boxed)
		if ok {
			e.gobbed.Store(name, b.typ)
		}
		return ok
	}
	return map[string]reflect.Value{
		"Register": reflect.ValueOf(func(v any) {
			if v != nil && !register(e.dynamicName(e.unwrap(v)), v) {
				gob.Register(v)
			}
		}),
		"RegisterName": reflect.ValueOf(func(name string, v any) {
			if !register(name, v) {
				gob.RegisterName(name, v)
			}
		}),
	}
}

func (e *Engine) gobMethods() []any {
	return []any{
		"Encode", func(enc *gob.Encoder, v any) error {
			b, ok := e.unwrap(v).(boxed)
			if !ok {
				return enc.Encode(v)
			}
			return e.gobEncode(enc, b.typ, b.copied())
		},
		"Decode", func(dec *gob.Decoder, v any) error {
			b, ok := e.unwrap(v).(boxed)
			if !ok {
				return dec.Decode(v)
			}
			if _, pointer := b.typ.t.Underlying().(*types.Pointer); !pointer {
				return fmt.Errorf("gob: attempt to decode into a non-pointer")
			}
			return e.gobDecode(dec, e.lockedType(elemOf(b.typ.t)), reflect.ValueOf(b.v).UnsafePointer())
		},
	}
}

// gobMethod returns the method of the variable at p that has one of two names.
func (e *Engine) gobMethod(t *typ, p ptr, first, second ability, names [2]string) (boxed, string) {
	for i, a := range []ability{first, second} {
		if b := (boxed{t, t.variable(p).Interface()}); b.can(a) {
			return b, names[i]
		}
		if b := e.pointingTo(t, p); b.can(a) {
			return b, names[i]
		}
	}
	return boxed{}, ""
}

// gobEncode encodes the variable of type t at p.
func (e *Engine) gobEncode(enc *gob.Encoder, t *typ, p ptr) error {
	for t.class == cPtr && elemOf(t.t) != nil && !t.faithful {
		if *(*ptr)(p) == nil {
			return fmt.Errorf("gob: cannot encode nil pointer of type %s", typeName(t.t))
		}
		if _, pointer := t.t.Underlying().(*types.Pointer); !pointer {
			break
		}
		t, p = e.lockedType(elemOf(t.t)), *(*ptr)(p)
	}
	v := t.variable(p)
	if t.class != cIface && (t.faithful || inGob.plain(e, t.t)) {
		return enc.EncodeValue(v)
	}
	if b, method := e.gobMethod(t, p, canGobEncode, canMarshalBinary, [2]string{"GobEncode", "MarshalBinary"}); method != "" && t.class != cIface {
		raw, err := b.marshal(method)
		if err != nil {
			return untyped(err)
		}
		return enc.Encode(rawGob(raw))
	}
	switch u := t.t.Underlying().(type) {
	case *types.Struct:
		s := e.shapeOf(inGob, t)
		out := reflect.New(s.rt).Elem()
		s.load(out, p)
		for i, f := range s.fields {
			if f.plain {
				continue
			}
			raw, err := e.gobPart(f.typ, fieldAt(p, f.offset))
			if err != nil {
				return err
			}
			out.Field(i).SetBytes(raw)
		}
		return enc.EncodeValue(out)
	case *types.Slice, *types.Array:
		elem, out := e.lockedType(elemOf(u)), make([]rawGob, v.Len())
		for i := range out {
			var err error
			if out[i], err = e.gobPart(elem, v.Index(i).Addr().UnsafePointer()); err != nil {
				return err
			}
		}
		return enc.Encode(out)
	case *types.Map:
		elem := e.lockedType(u.Elem())
		out := reflect.MakeMap(reflect.MapOf(v.Type().Key(), reflect.TypeFor[rawGob]()))
		for it := v.MapRange(); it.Next(); {
			raw, err := e.gobPart(elem, addressable(it.Value()).Addr().UnsafePointer())
			if err != nil {
				return err
			}
			out.SetMapIndex(it.Key(), reflect.ValueOf(raw))
		}
		return enc.EncodeValue(out)
	}
	return fmt.Errorf("gob: a %s can't be encoded on the ssa engine", typeName(t.t))
}

// gobPart encodes a part of a value as a stream of its own; nothing for nil.
func (e *Engine) gobPart(t *typ, p ptr) (rawGob, error) {
	var out bytes.Buffer
	enc := gob.NewEncoder(&out)
	switch {
	case t.class == cIface:
		v := t.at(p)
		if v == nil {
			return nil, nil
		}
		b, ok := v.(boxed)
		if !ok {
			err := enc.Encode("")
			if err == nil {
				err = enc.Encode(&v)
			}
			return out.Bytes(), err
		}
		name := typeName(b.typ.t)
		if _, known := e.gobbed.Load(name); !known {
			return nil, fmt.Errorf("gob: type not registered for interface: %s", name)
		}
		if err := enc.Encode(name); err != nil {
			return nil, err
		}
		t, p = b.typ, b.copied()
	case t.class == cPtr && *(*ptr)(p) == nil:
		return nil, nil
	}
	err := e.gobEncode(enc, t, p)
	return out.Bytes(), err
}

// gobDecode decodes into the variable of type t at p.
func (e *Engine) gobDecode(dec *gob.Decoder, t *typ, p ptr) error {
	if _, pointer := t.t.Underlying().(*types.Pointer); pointer && !t.faithful {
		elem := e.lockedType(elemOf(t.t))
		if *(*ptr)(p) == nil {
			*(*ptr)(p) = reflect.New(elem.rt).UnsafePointer()
		}
		return e.gobDecode(dec, elem, *(*ptr)(p))
	}
	v := t.variable(p)
	if t.class != cIface && (t.faithful || inGob.plain(e, t.t)) {
		return dec.DecodeValue(v.Addr())
	}
	if b, method := e.gobMethod(t, p, canGobDecode, canUnmarshalBinary, [2]string{"GobDecode", "UnmarshalBinary"}); method != "" && t.class != cIface {
		var raw rawGob
		if err := dec.Decode(&raw); err != nil {
			return err
		}
		return b.unmarshal(method, raw)
	}
	switch u := t.t.Underlying().(type) {
	case *types.Struct:
		s := e.shapeOf(inGob, t)
		in := reflect.New(s.rt)
		s.load(in.Elem(), p)
		if err := dec.DecodeValue(in); err != nil {
			return err
		}
		s.store(in.Elem(), p)
		for i, f := range s.fields {
			if f.plain || in.Elem().Field(i).Len() == 0 {
				continue
			}
			if err := e.gobUnpart(in.Elem().Field(i).Bytes(), f.typ, fieldAt(p, f.offset)); err != nil {
				return err
			}
		}
		return nil
	case *types.Slice, *types.Array:
		var parts []rawGob
		if err := dec.Decode(&parts); err != nil {
			return err
		}
		if v.Kind() == reflect.Slice {
			v.Set(reflect.MakeSlice(v.Type(), len(parts), len(parts)))
		}
		elem := e.lockedType(elemOf(u))
		for i, part := range parts[:min(len(parts), v.Len())] {
			if err := e.gobUnpart(part, elem, v.Index(i).Addr().UnsafePointer()); err != nil {
				return err
			}
		}
		return nil
	case *types.Map:
		in := reflect.New(reflect.MapOf(v.Type().Key(), reflect.TypeFor[rawGob]()))
		if err := dec.DecodeValue(in); err != nil {
			return err
		}
		if v.IsNil() {
			v.Set(reflect.MakeMap(v.Type()))
		}
		elem := e.lockedType(u.Elem())
		for it := in.Elem().MapRange(); it.Next(); {
			value := reflect.New(elem.rt)
			if err := e.gobUnpart(it.Value().Bytes(), elem, value.UnsafePointer()); err != nil {
				return err
			}
			v.SetMapIndex(it.Key(), as(value.Elem(), v.Type().Elem()))
		}
		return nil
	}
	return fmt.Errorf("gob: a %s can't be decoded on the ssa engine", typeName(t.t))
}

// gobUnpart decodes what gobPart made.
func (e *Engine) gobUnpart(part rawGob, t *typ, p ptr) error {
	if len(part) == 0 {
		return nil
	}
	dec := gob.NewDecoder(bytes.NewReader(part))
	if t.class != cIface {
		return e.gobDecode(dec, t, p)
	}
	var name string
	if err := dec.Decode(&name); err != nil {
		return err
	}
	var v any
	if name == "" {
		if err := dec.Decode(&v); err != nil {
			return err
		}
	} else {
		known, ok := e.gobbed.Load(name)
		if !ok {
			return fmt.Errorf("gob: name not registered for interface: %q", name)
		}
		held := known.(*typ)
		to := reflect.New(held.rt)
		if err := e.gobDecode(dec, held, to.UnsafePointer()); err != nil {
			return err
		}
		v = held.at(to.UnsafePointer())
	}
	t.store(p, ptr(&v))
	return nil
}
