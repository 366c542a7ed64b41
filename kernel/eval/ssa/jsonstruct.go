package ssa

import (
	"encoding/json"
	"go/types"
	"reflect"
	"strings"
)

// structure decodes an object into the struct of type t at p.
func (d *jsonDecoder) structure(text rawJSON, at int, t *typ, p ptr) error {
	if text[0] != '{' {
		d.mismatch(text, at, t)
		return nil
	}
	s := d.eng.shapeOf(fromJSON, t)
	seen := reflect.New(s.rt)
	s.load(seen.Elem(), p)
	if err := d.plain(text, at, t, seen.Interface()); err != nil {
		return err
	}
	s.store(seen.Elem(), p)
	return d.rest(text, at, t, "", s, seen.Elem(), p)
}

// load sets the plain fields of a shape from the struct at p.
func (s *shape) load(to reflect.Value, p ptr) {
	for i := range s.fields {
		f := &s.fields[i]
		from, field := fieldAt(p, f.offset), to.Field(i)
		switch {
		case f.plain:
			field.Set(reflect.NewAt(f.rt, from).Elem())
		case f.inner != nil && field.Kind() != reflect.Pointer:
			f.inner.load(field, from)
		case f.inner != nil && *(*ptr)(from) != nil:
			field.Set(reflect.New(f.inner.rt))
			f.inner.load(field.Elem(), *(*ptr)(from))
		}
	}
}

// store sets the plain fields of the struct at p from a shape.
func (s *shape) store(from reflect.Value, p ptr) {
	for i := range s.fields {
		f := &s.fields[i]
		to, field := fieldAt(p, f.offset), from.Field(i)
		switch {
		case f.plain:
			reflect.NewAt(f.rt, to).Elem().Set(field)
		case f.inner != nil:
			if to, field = f.embedded(to, field); to != nil {
				f.inner.store(field, to)
			}
		}
	}
}

// embedded returns the embedded struct that is, or is pointed to, at p, and
// what is in its place. What decoding has made there, is made here.
func (f *shapeField) embedded(p ptr, field reflect.Value) (ptr, reflect.Value) {
	if field.Kind() != reflect.Pointer {
		return p, field
	}
	if field.IsNil() {
		return nil, field
	}
	if *(*ptr)(p) == nil {
		*(*ptr)(p) = reflect.New(f.inner.typ.rt).UnsafePointer()
	}
	return *(*ptr)(p), field.Elem()
}

// rest decodes those fields that are not plain. They are fields of t, or of
// structs embedded in it by the path.
func (d *jsonDecoder) rest(text rawJSON, at int, t *typ, path string, s *shape, seen reflect.Value, p ptr) error {
	for i := range s.fields {
		f := &s.fields[i]
		to, field := fieldAt(p, f.offset), seen.Field(i)
		switch {
		case f.plain:
		case f.inner != nil:
			if to, field = f.embedded(to, field); to != nil {
				if err := d.rest(text, at, t, path+f.name+".", f.inner, field, to); err != nil {
					return err
				}
			}
		case field.Len() > 0:
			raw := rawJSON(field.Bytes())
			inner := &jsonDecoder{eng: d.eng, strict: d.strict, numbers: d.numbers}
			err := inner.value(raw, at+raw.start(text), f.typ, to)
			if inner.failed != nil {
				inField(inner.failed, t, path, f)
				d.save(inner.failed, inner.at)
			}
			if err != nil {
				inField(err, t, path, f)
				return err
			}
		}
	}
	return nil
}

// inField completes an error of decoding a field of t.
func inField(err error, t *typ, path string, f *shapeField) {
	mismatch, ok := err.(*json.UnmarshalTypeError)
	if !ok {
		return
	}
	name, _, _ := strings.Cut(reflect.StructTag(f.tag).Get("json"), ",")
	if name == "" {
		name = f.name
	}
	if mismatch.Field != "" {
		name += "." + mismatch.Field
	} else {
		mismatch.Struct = t.reflectType().Name()
	}
	mismatch.Field = path + name
}

// rename puts the names of types of cells into an error of decoding into a
// variable of type t.
func (e *Engine) rename(err *json.UnmarshalTypeError, t *typ) {
	at := t.t
	if err.Field != "" {
		path := strings.Split(err.Field, ".")
		embedded := false
		for i, name := range path {
			for elemOf(at) != nil {
				at = elemOf(at)
			}
			field := jsonField(at, name)
			if field == nil {
				return
			}
			if !embedded {
				err.Struct = e.lockedType(at).reflectType().Name()
			}
			if embedded = field.Embedded(); embedded {
				path[i] = field.Name()
			}
			at = field.Type()
		}
		err.Field = strings.Join(path, ".")
	}
	for ; at != nil; at = elemOf(at) {
		if k := e.lockedType(at); k.rt == err.Type {
			err.Type = k.reflectType()
			return
		}
	}
}

// jsonField returns the field of a struct that encoding/json calls name.
func jsonField(t types.Type, name string) *types.Var {
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	for i := range s.NumFields() {
		tagged, _, _ := strings.Cut(reflect.StructTag(s.Tag(i)).Get("json"), ",")
		f := s.Field(i)
		if tagged == name || tagged == "" && (f.Name() == name || f.Embedded() && "X"+f.Name() == name) {
			return f
		}
	}
	return nil
}
