package ssa

import (
	"go/ast"
	"go/types"

	"gradus/kernel/eval"
)

// lateMethods returns as methods those functions of the unit that are the
// bodies of methods new to types of earlier cells. ssa looks for a method in
// its own package, so it moves from the type's package to this one; both are
// called main. Bodies of methods that exist stay functions, for Run to put in
// their place.
func (e *Engine) lateMethods(u *eval.Unit, info *types.Info) []ast.Decl {
	var out []ast.Decl
	for _, d := range u.File.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		fn, _ := u.Info.Defs[f.Name].(*types.Func)
		m := u.Methods[fn]
		if fn == nil || m == nil {
			continue
		}
		if e.declared[m] != nil {
			out = append(out, f)
			continue
		}
		*m = *types.NewFunc(m.Pos(), u.Package, m.Name(), m.Signature())
		out = append(out, asMethod(f, m, info))
	}
	return out
}

// asMethod turns a function whose first parameter is a receiver into a method.
func asMethod(f *ast.FuncDecl, m *types.Func, info *types.Info) *ast.FuncDecl {
	decl, typ, params := *f, *f.Type, *f.Type.Params
	decl.Name = &ast.Ident{Name: m.Name(), NamePos: f.Name.Pos()}
	info.Defs[decl.Name] = m
	decl.Recv = &ast.FieldList{List: params.List[:1]}
	params.List = params.List[1:]
	typ.Params = &params
	decl.Type = &typ
	return &decl
}
