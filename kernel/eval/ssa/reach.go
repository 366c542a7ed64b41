package ssa

import "go/types"

// A reached is what can be named, by itself or through something that can.
type reached struct {
	engine   *Engine
	objects  map[types.Object]bool
	types    map[*types.Named]bool
	packages map[*types.Package]bool // of cells
	clear    map[types.Type]bool     // answers of mentionsOnlyReached
}

// reach follows objects to the types they have, the methods of those, and what
// generic functions use.
func (e *Engine) reach(live []types.Object) *reached {
	r := &reached{e, map[types.Object]bool{}, map[*types.Named]bool{}, map[*types.Package]bool{}, map[types.Type]bool{}}
	for _, obj := range live {
		r.object(obj)
	}
	return r
}

func (r *reached) object(obj types.Object) {
	if r.objects[obj] {
		return
	}
	r.objects[obj] = true
	if inCell(obj) {
		r.packages[obj.Pkg()] = true
	}
	r.typ(obj.Type())
	if fn, ok := obj.(*types.Func); ok {
		for _, used := range r.engine.generic[fn] {
			r.object(used)
		}
	}
}

func (r *reached) typ(t types.Type) {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok {
		eachPart(t, func(part types.Type) bool { r.typ(part); return true })
		return
	}
	if r.types[named] {
		return
	}
	r.types[named] = true
	for arg := range named.TypeArgs().Types() {
		r.typ(arg)
	}
	eachParam(named.TypeParams(), func(t types.Type) bool { r.typ(t); return true })
	if !inCell(named.Obj()) {
		return
	}
	r.packages[named.Obj().Pkg()] = true
	if origin := named.Origin(); origin != named {
		r.typ(origin)
	} else {
		for m := range named.Methods() {
			r.object(m)
		}
	}
	r.typ(named.Underlying())
}

// mentionsOnlyReached reports whether a cell can still write the type t.
func (r *reached) mentionsOnlyReached(t types.Type) bool {
	if known, ok := r.clear[t]; ok {
		return known
	}
	r.clear[t] = true // while this type is looked at
	ok := true
	if named, isNamed := types.Unalias(t).(*types.Named); isNamed {
		ok = !inCell(named.Obj()) || r.types[named.Origin()]
		for arg := range named.TypeArgs().Types() {
			ok = ok && r.mentionsOnlyReached(arg)
		}
	} else {
		ok = eachPart(t, r.mentionsOnlyReached)
	}
	r.clear[t] = ok
	return ok
}

// eachPart visits the types that an unnamed type is made of, until one does
// not do.
func eachPart(t types.Type, visit func(types.Type) bool) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Struct:
		for f := range t.Fields() {
			if !visit(f.Type()) {
				return false
			}
		}
	case *types.Signature:
		return eachPart(t.Params(), visit) && eachPart(t.Results(), visit) && eachParam(t.TypeParams(), visit) && eachParam(t.RecvTypeParams(), visit)
	case *types.Tuple:
		for v := range t.Variables() {
			if !visit(v.Type()) {
				return false
			}
		}
	case *types.Interface:
		for m := range t.ExplicitMethods() {
			if !visit(m.Type()) {
				return false
			}
		}
		for e := range t.EmbeddedTypes() {
			if !visit(e) {
				return false
			}
		}
	case *types.Union:
		for term := range t.Terms() {
			if !visit(term.Type()) {
				return false
			}
		}
	case *types.Map:
		return visit(t.Key()) && visit(t.Elem())
	case *types.Pointer:
		return visit(t.Elem())
	case *types.Slice:
		return visit(t.Elem())
	case *types.Array:
		return visit(t.Elem())
	case *types.Chan:
		return visit(t.Elem())
	}
	return true
}

// eachParam visits the constraints of type parameters.
func eachParam(list *types.TypeParamList, visit func(types.Type) bool) bool {
	for p := range list.TypeParams() {
		if !visit(p.Constraint()) {
			return false
		}
	}
	return true
}
