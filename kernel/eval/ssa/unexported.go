package ssa

import (
	"go/types"
	"reflect"
)

// An unexportedTypes finds types of compiled packages that no table names, such
// as that of binary.LittleEndian: by what the tables hold of their packages.
type unexportedTypes struct {
	byName map[string]reflect.Type // "import/path.name"
	looked map[string]bool         // import paths
	seen   map[reflect.Type]bool
}

// find returns the type called name of the package, or nil.
func (u *unexportedTypes) find(e *Engine, path, name string) reflect.Type {
	if u.looked == nil {
		u.byName, u.looked, u.seen = map[string]reflect.Type{}, map[string]bool{}, map[reflect.Type]bool{}
	}
	if !u.looked[path] {
		u.looked[path] = true
		for _, v := range e.symbols.of(path) {
			u.visit(v.Type(), path)
		}
	}
	return u.byName[path+"."+name]
}

// visit notes the types of the package that t is made of.
func (u *unexportedTypes) visit(t reflect.Type, path string) {
	if u.seen[t] || t.Name() != "" && t.PkgPath() != path {
		return
	}
	u.seen[t] = true
	if t.Name() != "" {
		u.byName[path+"."+t.Name()] = t
		for i := range t.NumMethod() {
			u.visit(t.Method(i).Type, path)
		}
		if t.Kind() != reflect.Interface {
			u.visit(reflect.PointerTo(t), path)
		}
	}
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Chan:
		u.visit(t.Elem(), path)
	case reflect.Map:
		u.visit(t.Key(), path)
		u.visit(t.Elem(), path)
	case reflect.Struct:
		for i := range t.NumField() {
			u.visit(t.Field(i).Type, path)
		}
	case reflect.Func:
		for i := range t.NumIn() {
			u.visit(t.In(i), path)
		}
		for i := range t.NumOut() {
			u.visit(t.Out(i), path)
		}
	}
}

// unexportedType returns the type t of a compiled package, which the tables do
// not name. One that can't be found is of no use but as part of another: its
// layout is enough.
func (m *typeTable) unexportedType(t *types.Named) reflect.Type {
	obj := t.Obj()
	if rt := m.unexported.find(m.eng, obj.Pkg().Path(), obj.Name()); rt != nil {
		return rt
	}
	return m.reflected(t.Underlying())
}
