package ssa

import (
	"go/types"
	"reflect"
	"strings"
)

// Packages such as encoding/json look at the fields and methods of values by
// reflection. The reflect type of an interpreted type has neither methods nor
// embedded fields, and ends where the type contains itself. Where that makes a
// difference such a package gets a struct of another type, a shape: with the
// fields that are plain, and something that stands for each that is not.

// A codec says what a package makes of a type.
type codec struct {
	tag string // key of its struct tags
	// methods of a type change how the package treats its values.
	methods ability
	// stand is the type of what is in the place of a field that is not plain.
	stand reflect.Type
	// decodes: what is in an interface can be decoded into.
	decodes bool
	// flattens reports whether an embedded struct with this name in its tag is
	// treated as if its fields were the outer struct's. Nil: never.
	flattens func(name string) bool
}

// plain reports whether the package does with values of t what it should when
// it sees them as their reflect type.
func (c *codec) plain(e *Engine, t types.Type) bool {
	return c.plainIn(e, t, map[types.Type]bool{})
}

func (c *codec) plainIn(e *Engine, t types.Type, outer map[types.Type]bool) bool {
	if n, ok := types.Unalias(t).(*types.Named); ok {
		if !e.interpreted(n) {
			return !types.IsInterface(n)
		}
		if outer[n] || e.lockedType(n).can(c.methods) || e.lockedType(types.NewPointer(n)).can(c.methods) {
			return false
		}
		outer[n] = true
		defer delete(outer, n)
	}
	switch u := t.Underlying().(type) {
	case *types.Interface:
		return !c.decodes
	case *types.Signature, *types.Chan:
		return e.lockedType(t).faithful // or errors would have other names
	case *types.Pointer:
		return c.plainIn(e, u.Elem(), outer)
	case *types.Slice:
		return isAny(u.Elem()) && !c.decodes || c.plainIn(e, u.Elem(), outer)
	case *types.Array:
		return isAny(u.Elem()) && !c.decodes || c.plainIn(e, u.Elem(), outer)
	case *types.Map:
		return c.plainIn(e, u.Key(), outer) && (isAny(u.Elem()) || c.plainIn(e, u.Elem(), outer))
	case *types.Struct:
		for f := range u.Fields() {
			if f.Embedded() && c.flattens != nil || f.Exported() && !c.plainIn(e, f.Type(), outer) {
				return false
			}
		}
	}
	return true
}

func isAny(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.Empty()
}

// A shape is a struct type for a package to look at, and where its fields come
// from.
type shape struct {
	codec  *codec
	typ    *typ
	rt     reflect.Type
	fields []shapeField
}

// A shapeField is a field of a shape.
type shapeField struct {
	name   string // in the struct
	tag    string // all of it
	typ    *typ   // nil: as the shape has it
	offset uintptr
	plain  bool
	inner  *shape // of an embedded struct
	rt     reflect.Type
}

// shapeOf returns the shape of a struct type.
func (e *Engine) shapeOf(c *codec, t *typ) *shape {
	return e.shapeIn(c, t, map[types.Type]bool{})
}

// shapeIn leaves out the structs that t is embedded in.
func (e *Engine) shapeIn(c *codec, t *typ, outer map[types.Type]bool) *shape {
	s := &shape{codec: c, typ: t}
	outer[t.t] = true
	defer delete(outer, t.t)
	u := t.t.Underlying().(*types.Struct)
	var fields []reflect.StructField
	for i := range u.NumFields() {
		v, own := u.Field(i), t.rt.Field(i)
		tag := reflect.StructTag(u.Tag(i)).Get(c.tag)
		name, _, _ := strings.Cut(tag, ",")
		f := shapeField{name: v.Name(), tag: u.Tag(i), offset: own.Offset, rt: own.Type, plain: true}
		elem := v.Type()
		if p, ok := elem.Underlying().(*types.Pointer); ok {
			elem = p.Elem()
		}
		_, structure := elem.Underlying().(*types.Struct)
		structure = structure && c.flattens != nil
		if v.Embedded() && structure && c.flattens(name) {
			if tag == "-" || outer[elem] {
				continue
			}
			f.inner = e.shapeIn(c, e.lockedType(elem), outer)
			f.plain = false
		} else if !v.Exported() && !(v.Embedded() && structure) || tag == "-" {
			continue
		}
		if !t.faithful || c.decodes && f.inner == nil && isAny(v.Type()) {
			f.typ = e.lockedType(v.Type())
		}
		if f.inner == nil && f.typ != nil {
			f.rt, f.plain = f.typ.rt, c.plain(e, v.Type())
		}
		field := reflect.StructField{Name: f.name, Type: f.rt, Tag: reflect.StructTag(f.tag)}
		switch {
		case f.inner != nil:
			field.Anonymous = true
			if field.Type = f.inner.rt; isPointerKind(own.Type.Kind()) {
				field.Type = reflect.PointerTo(f.inner.rt)
			}
		case !f.plain:
			field.Type = c.stand
		}
		if !v.Exported() {
			field.Name = "X" + field.Name // its name is not seen
		}
		fields = append(fields, field)
		s.fields = append(s.fields, f)
	}
	s.rt = reflect.StructOf(fields)
	return s
}

// option reports whether a field's tag has an option, such as omitempty.
func (f *shapeField) option(key, option string) bool {
	_, options, _ := strings.Cut(reflect.StructTag(f.tag).Get(key), ",")
	for options != "" {
		var o string
		if o, options, _ = strings.Cut(options, ","); o == option {
			return true
		}
	}
	return false
}

// pointingTo returns the variable of type t at p as a pointer in an interface.
func (e *Engine) pointingTo(t *typ, p ptr) boxed {
	pt := e.lockedType(types.NewPointer(t.t))
	if pt.rt.Kind() != reflect.Pointer {
		return boxed{pt, p}
	}
	return boxed{pt, reflect.NewAt(pt.rt.Elem(), p).Interface()}
}

// variable returns the variable of type t at p.
func (t *typ) variable(p ptr) reflect.Value { return reflect.NewAt(t.rt, p).Elem() }

// at returns the variable at p as a value in an interface.
func (t *typ) at(p ptr) any {
	v := t.variable(p).Interface()
	switch {
	case t.class == cIface:
		return t.eng.unwrap(v)
	case t.faithful:
		return v
	}
	return boxed{t, v}
}

// copied returns the address of a copy of a boxed value.
func (b boxed) copied() ptr {
	v := reflect.New(b.typ.rt)
	v.Elem().Set(reflect.ValueOf(b.v))
	return v.UnsafePointer()
}

// reflectType is the type as cells see it: with its name.
func (t *typ) reflectType() reflect.Type { return t.eng.reflectType(t) }
