package eval

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"gradus/kernel/eval/source"
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
	c.info = source.NewInfo()
	c.file = c.layout.file(c.imports.specs(c, own))
	found := newDiagnostics(c.program)
	conf := types.Config{Importer: c.s.importer, Error: found.report, Sizes: source.Sizes()}
	types.NewChecker(&conf, c.fset, c.pkg, c.info).Files([]*ast.File{c.file})
	return found
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
