package ssa

import (
	"go/types"
	"iter"
	"reflect"
)

func (t *mirrorType) structure(method string) *types.Struct {
	if s, ok := t.underlying().(*types.Struct); ok {
		return s
	}
	panic("reflect: " + method + " of non-struct type " + t.String())
}

func (t *mirrorType) NumField() int { return t.structure("NumField").NumFields() }

func (t *mirrorType) Field(i int) reflect.StructField {
	s := t.structure("Field")
	if i < 0 || i >= s.NumFields() {
		panic("reflect: Field index out of bounds")
	}
	f := s.Field(i)
	out := reflect.StructField{
		Name: f.Name(), Type: t.part(f.Type()), Tag: reflect.StructTag(s.Tag(i)),
		Offset: t.Type.Field(i).Offset, Index: []int{i}, Anonymous: f.Embedded(),
	}
	if !f.Exported() {
		out.PkgPath = f.Pkg().Path()
	}
	return out
}

func (t *mirrorType) Fields() iter.Seq[reflect.StructField] {
	n := t.structure("Fields").NumFields()
	return func(yield func(reflect.StructField) bool) {
		for i := range n {
			if !yield(t.Field(i)) {
				return
			}
		}
	}
}

func (t *mirrorType) FieldByIndex(index []int) reflect.StructField {
	t.structure("FieldByIndex")
	var f reflect.StructField
	for i, x := range index {
		in := reflect.Type(t)
		if i > 0 {
			if in = f.Type; in.Kind() == reflect.Pointer && in.Elem().Kind() == reflect.Struct {
				in = in.Elem()
			}
		}
		f = in.Field(x)
	}
	return f
}

// promoted are the fields that a selector on a value of type t can name.
func (t *mirrorType) promoted() []reflect.StructField {
	t.once.Do(func() { t.visible = reflect.VisibleFields(t) })
	return t.visible
}

func (t *mirrorType) FieldByName(name string) (reflect.StructField, bool) {
	t.structure("FieldByName")
	for _, f := range t.promoted() {
		if f.Name == name && name != "_" {
			return f, true
		}
	}
	return reflect.StructField{}, false
}

// FieldByNameFunc returns the one field that matches at the least depth.
func (t *mirrorType) FieldByNameFunc(match func(string) bool) (found reflect.StructField, ok bool) {
	t.structure("FieldByNameFunc")
	for _, f := range t.promoted() {
		if !match(f.Name) {
			continue
		}
		switch depth := len(f.Index); {
		case found.Index == nil || depth < len(found.Index):
			found, ok = f, true
		case depth == len(found.Index):
			ok = false
		}
	}
	if !ok {
		return reflect.StructField{}, false
	}
	return found, true
}
