package ssa

import (
	"go/token"
	"go/types"
	"reflect"
)

// sourceType returns t as the front end knows it, if it does.
func (e *Engine) sourceType(t reflect.Type) (types.Type, bool) {
	if m, ok := t.(*mirrorType); ok {
		return m.typ.t, true
	}
	if t.Name() != "" || t == pointerType {
		return e.namedSource(t)
	}
	switch t.Kind() {
	case reflect.Map:
		key, ok := e.sourceType(t.Key())
		elem, ok2 := e.sourceType(t.Elem())
		return types.NewMap(key, elem), ok && ok2
	case reflect.Func:
		return e.sourceSignature(t, 0)
	case reflect.Struct:
		return e.sourceStruct(t)
	case reflect.Interface:
		return e.sourceInterface(t)
	}
	elem, ok := e.sourceType(t.Elem())
	if !ok {
		return nil, false
	}
	switch t.Kind() {
	case reflect.Pointer:
		return types.NewPointer(elem), true
	case reflect.Slice:
		return types.NewSlice(elem), true
	case reflect.Array:
		return types.NewArray(elem, int64(t.Len())), true
	}
	return types.NewChan(directions[t.ChanDir()], elem), true
}

// namedSource finds a type by its name; if nobody has named it so far, only
// the methods of an interface can be known.
func (e *Engine) namedSource(t reflect.Type) (types.Type, bool) {
	switch {
	case t == pointerType:
		return types.Typ[types.UnsafePointer], true
	case t.PkgPath() == "":
		return types.Universe.Lookup(t.Name()).Type(), true
	}
	if s, ok := e.knownSource(t); ok {
		return s, true
	}
	if t.Kind() == reflect.Interface {
		return e.sourceInterface(t)
	}
	return nil, false
}

func (e *Engine) knownSource(t reflect.Type) (types.Type, bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	var found types.Type
	e.types.same.Iterate(func(s types.Type, k any) {
		if k := k.(*typ); k.faithful && k.rt == t {
			found = s
		}
	})
	if found != nil {
		return found, true
	}
	pkg := e.program.ImportedPackage(t.PkgPath())
	if pkg == nil {
		return nil, false
	}
	obj, ok := pkg.Pkg.Scope().Lookup(t.Name()).(*types.TypeName)
	if !ok {
		return nil, false
	}
	return obj.Type(), true
}

// sourceSignature leaves out the first parameters of a function.
func (e *Engine) sourceSignature(t reflect.Type, skip int) (types.Type, bool) {
	var in, out []types.Type
	for i := skip; i < t.NumIn(); i++ {
		s, ok := e.sourceType(t.In(i))
		if !ok {
			return nil, false
		}
		in = append(in, s)
	}
	for i := range t.NumOut() {
		s, ok := e.sourceType(t.Out(i))
		if !ok {
			return nil, false
		}
		out = append(out, s)
	}
	return types.NewSignatureType(nil, nil, nil, tupleOf(in), tupleOf(out), t.IsVariadic()), true
}

func (e *Engine) sourceStruct(t reflect.Type) (types.Type, bool) {
	var fields []*types.Var
	var tags []string
	for i := range t.NumField() {
		f := t.Field(i)
		s, ok := e.sourceType(f.Type)
		if !ok {
			return nil, false
		}
		fields = append(fields, types.NewField(token.NoPos, packageOf(f.PkgPath), f.Name, s, f.Anonymous))
		tags = append(tags, string(f.Tag))
	}
	return types.NewStruct(fields, tags), true
}

func (e *Engine) sourceInterface(t reflect.Type) (types.Type, bool) {
	methods, ok := e.sourceMethods(t)
	return types.NewInterfaceType(methods, nil).Complete(), ok
}

// sourceMethods are the methods of t.
func (e *Engine) sourceMethods(t reflect.Type) (out []*types.Func, ok bool) {
	skip := 1
	if t.Kind() == reflect.Interface {
		skip = 0
	}
	for i := range t.NumMethod() {
		m := t.Method(i)
		s, ok := e.sourceSignature(m.Type, skip)
		if !ok {
			return nil, false
		}
		out = append(out, types.NewFunc(token.NoPos, packageOf(m.PkgPath), m.Name, s.(*types.Signature)))
	}
	return out, true
}
