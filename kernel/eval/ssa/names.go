package ssa

import (
	"go/types"
	"reflect"
	"strconv"
	"strings"
)

// typeName is a type as Go's runtime and package reflect print it.
func typeName(t types.Type) string {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		return namedName(t, (*types.Package).Name)
	case *types.Basic:
		return basicName(t)
	case *types.Pointer:
		return "*" + typeName(t.Elem())
	case *types.Slice:
		return "[]" + typeName(t.Elem())
	case *types.Array:
		return "[" + strconv.FormatInt(t.Len(), 10) + "]" + typeName(t.Elem())
	case *types.Map:
		return "map[" + typeName(t.Key()) + "]" + typeName(t.Elem())
	case *types.Chan:
		return chanName(t)
	case *types.Signature:
		return "func" + signatureName(t)
	case *types.Interface:
		return interfaceName(t)
	case *types.Struct:
		return structName(t)
	}
	return types.TypeString(t, (*types.Package).Name)
}

// namedName qualifies the type's own name by qualify, those of its arguments
// by import paths.
func namedName(t *types.Named, qualify func(*types.Package) string) string {
	name := t.Obj().Name()
	if pkg := t.Obj().Pkg(); pkg != nil {
		name = qualify(pkg) + "." + name
	}
	if t.TypeArgs().Len() == 0 {
		return name
	}
	var args []string
	for a := range t.TypeArgs().Types() {
		arg := typeName(a)
		if n, ok := types.Unalias(a).(*types.Named); ok {
			arg = namedName(n, (*types.Package).Path)
		}
		args = append(args, arg)
	}
	return name + "[" + strings.Join(args, ",") + "]"
}

func basicName(t *types.Basic) string {
	if b, ok := basics[t.Kind()]; ok && t.Kind() != types.UntypedNil {
		return b.rt.String() // uint8 for byte
	}
	return t.Name()
}

func chanName(t *types.Chan) string {
	elem := typeName(t.Elem())
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

func signatureName(s *types.Signature) string {
	var params, results []string
	for i := range s.Params().Len() {
		t := s.Params().At(i).Type()
		if elem := elemOf(t); s.Variadic() && i == s.Params().Len()-1 && elem != nil {
			params = append(params, "..."+typeName(elem))
			continue
		}
		params = append(params, typeName(t))
	}
	for v := range s.Results().Variables() {
		results = append(results, typeName(v.Type()))
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

func interfaceName(t *types.Interface) string {
	var methods []string
	for m := range t.Methods() {
		name := m.Name()
		if !m.Exported() && m.Pkg() != nil {
			name = m.Pkg().Name() + "." + name
		}
		methods = append(methods, name+signatureName(m.Signature()))
	}
	if len(methods) == 0 {
		return "interface {}"
	}
	return "interface { " + strings.Join(methods, "; ") + " }"
}

func structName(t *types.Struct) string {
	var fields []string
	for i := range t.NumFields() {
		f := t.Field(i)
		text := typeName(f.Type())
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
		return typeName(b.typ.t)
	}
	if name := mirrorName(v); name != "" {
		return name
	}
	return reflect.TypeOf(v).String()
}
