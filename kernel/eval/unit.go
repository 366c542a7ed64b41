package eval

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"gradus/kernel/eval/source"
)

// unit makes the checked cell ready for an engine.
func (c *checker) unit() *Unit {
	u := &Unit{
		Name: c.name, Package: c.pkg, Info: c.info, File: c.file, Entry: c.layout.entry, Position: c.cell.position,
		Replaces: map[*types.Func]*types.Func{}, Methods: c.late.bodies,
		Sources: source.Imported(c.pkg, c.s.catalogue.Source),
	}
	c.late.resolve(c.info)
	same := c.canonicalise(u)
	c.layout.finish(c.file, c.info, func(v *types.Var) *ast.Ident {
		if !same[v] {
			return nil // a new variable is zero already
		}
		zero := types.NewVar(v.Pos(), c.pkg, "zero"+mark+v.Name(), v.Type())
		u.Vars = append(u.Vars, zero)
		id := &ast.Ident{Name: zero.Name(), NamePos: v.Pos()}
		c.info.Uses[id] = zero
		return id
	})
	c.results(u)
	return u
}

// canonicalise lets every use of a variable that the session has already, with
// the same type, refer to that one, and lists the others as new. It returns
// the variables that are not new.
func (c *checker) canonicalise(u *Unit) map[*types.Var]bool {
	same := map[*types.Var]bool{}
	scope := c.pkg.Scope()
	for _, name := range scope.Names() {
		obj := scope.Lookup(name)
		earlier := c.s.live[name]
		if obj == earlier || c.aliases[obj] != nil {
			continue
		}
		switch obj := obj.(type) {
		case *types.Var:
			if was, ok := earlier.(*types.Var); ok && types.Identical(was.Type(), obj.Type()) {
				c.aliases[obj] = was
				same[was] = true
				continue
			}
			u.Vars = append(u.Vars, obj)
		case *types.Func:
			if was, ok := earlier.(*types.Func); ok && types.Identical(was.Type(), obj.Type()) && obj.Signature().TypeParams() == nil {
				u.Replaces[obj] = was
			}
		}
	}
	for id, obj := range c.info.Uses {
		if real, ok := c.aliases[obj]; ok {
			c.info.Uses[id] = real
		}
	}
	for id, obj := range c.info.Defs {
		if real, ok := c.aliases[obj]; ok {
			c.info.Defs[id] = real
		}
	}
	return same
}

// results names the variables that receive the cell's value. A final call is
// turned into an assignment to as many as it has results.
func (c *checker) results(u *Unit) {
	if c.layout.final == nil || !c.layout.shown || len(c.layout.entry.Body.List) == 0 {
		return
	}
	if u.Results = c.finalVars(); u.Results != nil {
		return
	}
	body := c.layout.entry.Body.List
	call, ok := body[len(body)-1].(*ast.ExprStmt)
	if !ok || call != c.layout.final || printsOnly(c.info, call.X) {
		return
	}
	assign := &ast.AssignStmt{TokPos: call.Pos(), Tok: token.ASSIGN, Rhs: []ast.Expr{call.X}}
	for i, t := range resultTypes(c.info.TypeOf(call.X)) {
		v := types.NewVar(call.Pos(), c.pkg, fmt.Sprint("out", mark, i), types.Default(t))
		id := &ast.Ident{Name: v.Name(), NamePos: call.Pos()}
		c.info.Uses[id] = v
		assign.Lhs = append(assign.Lhs, id)
		u.Vars = append(u.Vars, v)
		u.Results = append(u.Results, v)
	}
	if len(assign.Lhs) > 0 {
		body[len(body)-1] = assign
	}
}

// finalVars are the hidden variables that final expressions were hoisted into.
func (c *checker) finalVars() (vars []*types.Var) {
	last := c.layout.steps[len(c.layout.steps)-1]
	if last.assign == nil || last.assign.Rhs[0] != c.layout.final.X {
		return nil
	}
	for _, lhs := range last.assign.Lhs {
		if v, ok := c.info.Defs[lhs.(*ast.Ident)].(*types.Var); ok {
			vars = append(vars, v)
		}
	}
	return vars
}

// unsupported lists the uses of compiled packages' names that the engine does
// not have.
func (c *checker) unsupported() []Diagnostic {
	var out []Diagnostic
	for id, obj := range c.info.Uses {
		pkg := obj.Pkg()
		if pkg == nil || pkg.Path() == "main" || obj.Parent() != pkg.Scope() {
			continue
		}
		if !c.s.supports(obj) {
			out = append(out, Diagnostic{Pos: id.Pos(), Message: fmt.Sprintf("%s.%s is not available on the %s engine", pkg.Name(), obj.Name(), c.s.engine.Name())})
		}
	}
	return out
}
