package eval

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// learn draws from a pass what the next one needs, and reports whether there
// is anything.
func (c *checker) learn(found diagnostics) bool {
	more := c.imports.resolveMissing(c, found.list)
	if f := c.layout.final; f != nil && !c.asValue && found.unused[f.X.Pos()] {
		c.asValue, more = true, true
	}
	if len(found.unkeyed) > 0 {
		more = c.keyLiterals(found.unkeyed) || more
	}
	if !c.program {
		more = c.findUnread() || more
	}
	return c.findEarlierUses() || more
}

// keyLiterals writes T{1, 2} as T{a: 1, b: 2} where T is of another cell. To
// go/types each cell is a package, and only the second form may set unexported
// fields of another; to the learner all cells are one.
func (c *checker) keyLiterals(refused map[token.Pos]bool) bool {
	more := false
	ast.Inspect(c.file, func(n ast.Node) bool {
		lit, ok := n.(*ast.CompositeLit)
		if !ok || !slices.ContainsFunc(lit.Elts, func(e ast.Expr) bool { return refused[e.Pos()] }) {
			return true
		}
		st, ok := derefType(c.info.TypeOf(lit)).Underlying().(*types.Struct)
		if !ok || st.NumFields() != len(lit.Elts) || st.Field(0).Pkg().Path() != c.pkg.Path() {
			return true
		}
		for i, e := range lit.Elts {
			if _, keyed := e.(*ast.KeyValueExpr); !keyed {
				key := &ast.Ident{Name: st.Field(i).Name(), NamePos: e.Pos()}
				lit.Elts[i] = &ast.KeyValueExpr{Key: key, Colon: e.Pos(), Value: e}
				more = true
			}
		}
		return true
	})
	return more
}

// findUnread looks for calls among the top-level statements whose last result
// is an error that nobody reads.
func (c *checker) findUnread() bool {
	more := false
	for _, s := range c.layout.steps {
		expr, ok := s.stmt.(*ast.ExprStmt)
		if !ok || !isCall(expr.X) || expr == c.layout.final && c.layout.shown || printsOnly(c.info, expr.X) {
			continue
		}
		results := resultTypes(c.info.TypeOf(expr.X))
		if n := len(results); n > 0 && isError(results[n-1]) && c.unread[expr] == 0 {
			c.unread[expr] = n
			more = true
		}
	}
	return more
}

// findEarlierUses renames, in top-level statements, what refers to a name
// before the cell declares it again: the earlier object is meant.
func (c *checker) findEarlierUses() bool {
	more := false
	for i, s := range c.layout.steps {
		c.eachUse(s, func(id *ast.Ident) {
			at, hoisted := c.layout.declared[id.Name]
			obj := c.info.Uses[id]
			if !hoisted || obj == nil || obj.Parent() != c.pkg.Scope() || at < i || at == i && s.assign == nil {
				return
			}
			if c.s.live[id.Name] == nil {
				c.layout.errors = append(c.layout.errors, Diagnostic{Pos: id.Pos(), Message: "undefined: " + id.Name})
				return
			}
			c.renamed[id] = id.Name + mark + "prev"
			id.Name = c.renamed[id]
			more = true
		})
	}
	return more
}

// eachUse visits the identifiers that a step reads.
func (c *checker) eachUse(s step, visit func(*ast.Ident)) {
	see := func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			visit(id)
		}
		return true
	}
	switch {
	case s.stmt != nil:
		ast.Inspect(s.stmt, see)
	case s.assign != nil:
		for _, rhs := range s.assign.Rhs {
			ast.Inspect(rhs, see)
		}
	}
	for _, spec := range s.specs {
		for _, v := range spec.Values {
			ast.Inspect(v, see)
		}
	}
}

// restoreNames undoes the renaming, so that messages and engines see the
// learner's names.
func (c *checker) restoreNames() {
	for id, alias := range c.renamed {
		id.Name = strings.TrimSuffix(alias, mark+"prev")
	}
}
