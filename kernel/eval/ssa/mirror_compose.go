package ssa

import (
	"go/token"
	"go/types"
	"path"
	"reflect"
)

// composed returns the type that is made of the parts: real makes it of types
// that compiled code has, source of others.
func (e *Engine) composed(real func() reflect.Type, source func(part []types.Type) types.Type, parts ...reflect.Type) reflect.Type {
	mirrored := false
	for _, p := range parts {
		_, ok := p.(*mirrorType)
		mirrored = mirrored || ok
	}
	if !mirrored {
		return real()
	}
	list := make([]types.Type, len(parts))
	for i, p := range parts {
		t, ok := e.sourceType(p)
		if !ok {
			panic("reflect: can't make a type of " + p.String() + " and a type of a cell")
		}
		list[i] = t
	}
	return e.reflectType(e.lockedType(source(list)))
}

func (e *Engine) pointerTo(t reflect.Type) reflect.Type {
	return e.composed(func() reflect.Type { return reflect.PointerTo(t) },
		func(part []types.Type) types.Type { return types.NewPointer(part[0]) }, t)
}

func (e *Engine) sliceOf(t reflect.Type) reflect.Type {
	return e.composed(func() reflect.Type { return reflect.SliceOf(t) },
		func(part []types.Type) types.Type { return types.NewSlice(part[0]) }, t)
}

func (e *Engine) arrayOf(n int, t reflect.Type) reflect.Type {
	if n < 0 {
		panic("reflect: negative length passed to ArrayOf")
	}
	return e.composed(func() reflect.Type { return reflect.ArrayOf(n, t) },
		func(part []types.Type) types.Type { return types.NewArray(part[0], int64(n)) }, t)
}

func (e *Engine) mapOf(key, elem reflect.Type) reflect.Type {
	if !key.Comparable() {
		panic("reflect.MapOf: invalid key type " + key.String())
	}
	return e.composed(func() reflect.Type { return reflect.MapOf(key, elem) },
		func(part []types.Type) types.Type { return types.NewMap(part[0], part[1]) }, key, elem)
}

var directions = map[reflect.ChanDir]types.ChanDir{reflect.BothDir: types.SendRecv, reflect.SendDir: types.SendOnly, reflect.RecvDir: types.RecvOnly}

func (e *Engine) chanOf(dir reflect.ChanDir, t reflect.Type) reflect.Type {
	return e.composed(func() reflect.Type { return reflect.ChanOf(dir, t) },
		func(part []types.Type) types.Type { return types.NewChan(directions[dir], part[0]) }, t)
}

func (e *Engine) funcOf(in, out []reflect.Type, variadic bool) reflect.Type {
	if variadic && (len(in) == 0 || in[len(in)-1].Kind() != reflect.Slice) {
		panic("reflect.FuncOf: last arg of variadic func must be slice")
	}
	return e.composed(func() reflect.Type { return reflect.FuncOf(in, out, variadic) },
		func(part []types.Type) types.Type {
			return types.NewSignatureType(nil, nil, nil, tupleOf(part[:len(in)]), tupleOf(part[len(in):]), variadic)
		}, append(append([]reflect.Type(nil), in...), out...)...)
}

func tupleOf(list []types.Type) *types.Tuple {
	vars := make([]*types.Var, len(list))
	for i, t := range list {
		vars[i] = types.NewParam(token.NoPos, nil, "", t)
	}
	return types.NewTuple(vars...)
}

// structOf is reflect.StructOf, which also checks the fields.
func (e *Engine) structOf(fields []reflect.StructField) reflect.Type {
	parts, layout := make([]reflect.Type, len(fields)), append([]reflect.StructField(nil), fields...)
	for i, f := range fields {
		parts[i], layout[i].Type = f.Type, layoutOf(f.Type)
	}
	real := reflect.StructOf(layout)
	return e.composed(func() reflect.Type { return real },
		func(part []types.Type) types.Type {
			vars, tags := make([]*types.Var, len(part)), make([]string, len(part))
			for i, f := range fields {
				vars[i] = types.NewField(token.NoPos, packageOf(f.PkgPath), f.Name, part[i], f.Anonymous)
				tags[i] = string(f.Tag)
			}
			return types.NewStruct(vars, tags)
		}, parts...)
}

// packageOf is the package of the unexported names of types that are made by
// reflection; names are the same if the paths are.
func packageOf(importPath string) *types.Package {
	if importPath == "" {
		importPath = "main"
	}
	return types.NewPackage(importPath, path.Base(importPath))
}
