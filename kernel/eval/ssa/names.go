package ssa

import (
	"go/types"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// typeName is a type as Go's runtime and package reflect print it.
func typeName(t types.Type) string { return namer{}.name(t) }

// name is the type's name; a type that is declared in a generic function has
// the function's type arguments in it.
func (t *typ) name() string {
	e := t.eng
	e.mu.RLock()
	defer e.mu.RUnlock()
	n := namer{implicit: func(named *types.Named) []types.Type {
		if named == t.t {
			return t.implicit
		}
		if k, ok := e.types.same.At(named).(*typ); ok {
			return k.implicit
		}
		return nil
	}}
	return n.name(t.t)
}

// A namer prints types.
type namer struct {
	implicit func(*types.Named) []types.Type
	linked   bool // in the arguments of a generic type, where names are those that the linker sees
}

func (n namer) name(t types.Type) string {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		return n.named(t)
	case *types.Basic:
		return basicName(t)
	case *types.Pointer:
		return "*" + n.name(t.Elem())
	case *types.Slice:
		return "[]" + n.name(t.Elem())
	case *types.Array:
		return "[" + strconv.FormatInt(t.Len(), 10) + "]" + n.name(t.Elem())
	case *types.Map:
		return "map[" + n.name(t.Key()) + "]" + n.name(t.Elem())
	case *types.Chan:
		return n.channel(t)
	case *types.Signature:
		return "func" + n.signature(t)
	case *types.Interface:
		return n.iface(t)
	case *types.Struct:
		return n.structure(t)
	}
	return types.TypeString(t, (*types.Package).Name)
}

// named has a package's path and the number of a local type where the linker
// has them.
func (n namer) named(t *types.Named) string {
	name, number := t.Obj().Name(), ""
	if pkg := t.Obj().Pkg(); pkg != nil && n.linked {
		name = pkg.Path() + "." + name
		if i := localNumber(t.Obj()); i > 0 {
			number = "·" + strconv.Itoa(i)
		}
	} else if pkg != nil {
		name = pkg.Name() + "." + name
	}
	inner := namer{n.implicit, true}
	list := func(types []types.Type) string {
		var names []string
		for _, t := range types {
			names = append(names, inner.name(t))
		}
		return strings.Join(names, ",")
	}
	var args []string
	if n.implicit != nil {
		if outer := n.implicit(t); len(outer) > 0 {
			args = append(args, list(outer))
		}
	}
	if t.TypeArgs().Len() > 0 {
		args = append(args, list(slices.Collect(t.TypeArgs().Types())))
	}
	if len(args) > 0 {
		name += "[" + strings.Join(args, ";") + "]"
	}
	return name + number
}

// localNumber says which of its package's local types a type is, from 1 on; 0
// if it is not local.
func localNumber(obj *types.TypeName) (n int) {
	top := obj.Pkg().Scope()
	if global := top.Lookup(obj.Name()); global != nil && global.Pos() == obj.Pos() {
		return 0
	}
	var count func(s *types.Scope)
	count = func(s *types.Scope) {
		for inner := range s.Children() {
			for _, name := range inner.Names() {
				t, ok := inner.Lookup(name).(*types.TypeName)
				if !ok || t.IsAlias() || t.Pos() > obj.Pos() {
					continue
				}
				if _, param := t.Type().(*types.TypeParam); !param {
					n++
				}
			}
			count(inner)
		}
	}
	count(top)
	return n
}

func basicName(t *types.Basic) string {
	if b, ok := basics[t.Kind()]; ok && t.Kind() != types.UntypedNil {
		return b.rt.String() // uint8 for byte
	}
	return t.Name()
}

func (n namer) channel(t *types.Chan) string {
	elem := n.name(t.Elem())
	if inner, ok := types.Unalias(t.Elem()).(*types.Chan); ok && inner.Dir() == types.RecvOnly {
		elem = "(" + elem + ")"
	}
	switch t.Dir() {
	case types.SendOnly:
		return "chan<- " + elem
	case types.RecvOnly:
		return "<-chan " + elem
	}
	return "chan " + elem
}

func (n namer) signature(s *types.Signature) string {
	var params, results []string
	for i := range s.Params().Len() {
		t := s.Params().At(i).Type()
		if elem := elemOf(t); s.Variadic() && i == s.Params().Len()-1 && elem != nil {
			params = append(params, "..."+n.name(elem))
			continue
		}
		params = append(params, n.name(t))
	}
	for v := range s.Results().Variables() {
		results = append(results, n.name(v.Type()))
	}
	text := "(" + strings.Join(params, ", ") + ")"
	switch len(results) {
	case 0:
		return text
	case 1:
		return text + " " + results[0]
	}
	return text + " (" + strings.Join(results, ", ") + ")"
}

func (n namer) iface(t *types.Interface) string {
	var methods []string
	for m := range t.Methods() {
		name := m.Name()
		if !m.Exported() && m.Pkg() != nil {
			name = m.Pkg().Name() + "." + name
		}
		methods = append(methods, name+n.signature(m.Signature()))
	}
	if len(methods) == 0 {
		return "interface {}"
	}
	return "interface { " + strings.Join(methods, "; ") + " }"
}

func (n namer) structure(t *types.Struct) string {
	var fields []string
	for i := range t.NumFields() {
		f := t.Field(i)
		text := n.name(f.Type())
		if !f.Embedded() {
			text = f.Name() + " " + text
		}
		if tag := t.Tag(i); tag != "" {
			text += " " + strconv.Quote(tag)
		}
		fields = append(fields, text)
	}
	if len(fields) == 0 {
		return "struct {}"
	}
	return "struct { " + strings.Join(fields, "; ") + " }"
}

// dynamicName is the name of the type of the value in an interface.
func (e *Engine) dynamicName(v any) string {
	if b, ok := v.(boxed); ok {
		return b.typ.name()
	}
	if name := mirrorName(v); name != "" {
		return name
	}
	return reflect.TypeOf(v).String()
}
