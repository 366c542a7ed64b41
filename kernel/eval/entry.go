package eval

import (
	"go/ast"
	"go/token"
	"go/types"
)

// finish turns the checked entry function into the one to run, and drops the
// variable declarations from the file.
func (l *layout) finish(file *ast.File, info *types.Info, zero func(*types.Var) *ast.Ident) {
	var body []ast.Stmt
	for _, s := range l.steps {
		switch {
		case s.stmt != nil:
			body = append(body, s.stmt)
		case s.assign != nil:
			a := *s.assign
			a.Tok = token.ASSIGN
			body = append(body, &a)
		default:
			body = append(body, initialise(s.specs, info, zero)...)
		}
	}
	l.entry.Body.List = body
	kept := file.Decls[:0]
	for _, d := range file.Decls {
		if gen, ok := d.(*ast.GenDecl); !ok || gen.Tok != token.VAR {
			kept = append(kept, d)
		}
	}
	file.Decls = kept
}

// initialise returns the assignments of a run of var declarations: first zero
// values, then the initialisers in dependency order.
func initialise(specs []*ast.ValueSpec, info *types.Info, zero func(*types.Var) *ast.Ident) []ast.Stmt {
	var out []ast.Stmt
	byValue := map[ast.Expr]*ast.ValueSpec{}
	for _, spec := range specs {
		for _, v := range spec.Values {
			byValue[v] = spec
		}
		if len(spec.Values) > 0 {
			continue
		}
		for _, name := range spec.Names {
			if v, ok := info.Defs[name].(*types.Var); ok && name.Name != "_" {
				if z := zero(v); z != nil {
					out = append(out, &ast.AssignStmt{Lhs: []ast.Expr{name}, TokPos: name.Pos(), Tok: token.ASSIGN, Rhs: []ast.Expr{z}})
				}
			}
		}
	}
	for _, init := range info.InitOrder {
		spec := byValue[init.Rhs]
		if spec == nil {
			continue
		}
		a := &ast.AssignStmt{TokPos: spec.Pos(), Tok: token.ASSIGN, Rhs: []ast.Expr{init.Rhs}}
		for i, name := range spec.Names {
			if len(spec.Values) == 1 || spec.Values[i] == init.Rhs {
				a.Lhs = append(a.Lhs, name)
			}
		}
		out = append(out, a)
	}
	return out
}
