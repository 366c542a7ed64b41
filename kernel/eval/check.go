package eval

import (
	"go/ast"
	"go/token"
	"go/types"
	"runtime"
	"slices"
	"strings"
)

// A checker turns one parsed cell into a unit, against the live names of a
// session that it does not change.
type checker struct {
	s       *Session
	fset    *token.FileSet
	name    string
	cell    *parsed
	imports importScope
	program bool // an ordinary program: unused imports and variables are errors

	// Learnt from one pass over the cell and used in the next.
	asValue bool
	unread  map[ast.Stmt]int
	renamed map[*ast.Ident]string // use of an earlier variable that this cell declares again

	late    *lateMethods
	layout  *layout
	pkg     *types.Package
	info    *types.Info
	file    *ast.File
	aliases map[types.Object]types.Object
}

// maxPasses bounds how often a cell is checked: once as it stands, and again
// for what only types can tell (a value at the end, errors nobody reads, uses
// of a variable before its new declaration, imports left out).
const maxPasses = 8

// check runs passes until nothing new is learnt.
func (c *checker) check() (*Unit, []Diagnostic) {
	c.unread, c.renamed = map[ast.Stmt]int{}, map[*ast.Ident]string{}
	defer c.restoreNames()
	var found diagnostics
	for range maxPasses {
		var errs []Diagnostic
		if c.late, errs = declareLate(c); errs != nil {
			return nil, place(c.fset, errs)
		}
		found = c.pass()
		if !c.learn(found) {
			break
		}
		c.late.rollback()
	}
	errs := append(found.list, c.layout.errors...)
	errs = append(errs, c.realCycles(found)...)
	if len(errs) == 0 {
		errs = c.unsupported()
	}
	if len(errs) > 0 {
		c.late.rollback()
		return nil, place(c.fset, errs)
	}
	return c.unit(), nil
}

// pass type-checks the cell once.
func (c *checker) pass() diagnostics {
	c.layout = arrange(c.cell, c.asValue, c.unread)
	c.late.replace(c.layout)
	c.pkg = types.NewPackage("main", "main")
	c.aliases = map[types.Object]types.Object{}
	own := declaredNames(c.layout)
	for name, obj := range c.s.live {
		if !own[name] && !c.imports.declares(name) {
			c.pkg.Scope().Insert(obj)
		}
	}
	for _, alias := range c.renamed {
		name := strings.TrimSuffix(alias, mark+"prev")
		if obj := c.s.live[name]; obj != nil && c.pkg.Scope().Lookup(alias) == nil {
			a := aliasOf(obj, alias, c.pkg)
			c.aliases[a] = obj
			c.pkg.Scope().Insert(a)
		}
	}
	c.info = &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Instances: map[*ast.Ident]types.Instance{},
		Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Scopes: map[ast.Node]*types.Scope{}, FileVersions: map[*ast.File]string{},
	}
	c.file = c.layout.file(c.imports.specs(c, own))
	found := newDiagnostics(c.program)
	conf := types.Config{Importer: c.s.importer, Error: found.report, Sizes: types.SizesFor("gc", runtime.GOARCH)}
	if conf.Sizes == nil {
		conf.Sizes = types.SizesFor("gc", "amd64")
	}
	types.NewChecker(&conf, c.fset, c.pkg, c.info).Files([]*ast.File{c.file})
	return found
}

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

// realCycles keeps the initialization cycles among var declarations.
func (c *checker) realCycles(found diagnostics) []Diagnostic {
	var out []Diagnostic
	for _, d := range found.cycles {
		for _, s := range c.layout.steps {
			for _, spec := range s.specs {
				if spec.Pos() <= d.Pos && d.Pos <= spec.End() {
					out = append(out, d)
				}
			}
		}
	}
	return out
}

func declaredNames(l *layout) map[string]bool {
	own := map[string]bool{}
	for _, d := range l.decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil {
				own[d.Name.Name] = true
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.ValueSpec:
					for _, n := range s.Names {
						own[n.Name] = true
					}
				case *ast.TypeSpec:
					own[s.Name.Name] = true
				}
			}
		}
	}
	return own
}

// aliasOf returns an object that is obj under another name.
func aliasOf(obj types.Object, name string, pkg *types.Package) types.Object {
	switch obj := obj.(type) {
	case *types.Const:
		return types.NewConst(obj.Pos(), pkg, name, obj.Type(), obj.Val())
	case *types.TypeName:
		return types.NewTypeName(obj.Pos(), pkg, name, obj.Type())
	case *types.Func:
		return types.NewFunc(obj.Pos(), pkg, name, obj.Signature())
	}
	return types.NewVar(obj.Pos(), pkg, name, obj.Type())
}

var errorType = types.Universe.Lookup("error").Type()

func isError(t types.Type) bool { return types.Identical(t, errorType) }

// resultTypes flattens what a call returns.
func resultTypes(t types.Type) []types.Type {
	switch t := t.(type) {
	case nil:
		return nil
	case *types.Tuple:
		var out []types.Type
		for i := range t.Len() {
			out = append(out, t.At(i).Type())
		}
		return out
	}
	return []types.Type{t}
}

// printsOnly reports whether e calls one of fmt's printing functions, whose
// results nobody looks at.
func printsOnly(info *types.Info, e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	f, ok := info.Uses[sel.Sel].(*types.Func)
	return ok && f.Pkg() != nil && f.Pkg().Path() == "fmt" && (strings.HasPrefix(f.Name(), "Print") || strings.HasPrefix(f.Name(), "Fprint"))
}
