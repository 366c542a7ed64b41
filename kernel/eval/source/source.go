// Package source holds packages that an engine runs from their source: checked
// syntax with its types.
package source

import (
	"go/ast"
	"go/types"
	"runtime"
)

// A Package is a checked package that is to be run from its source.
type Package struct {
	Types *types.Package
	Info  *types.Info
	Files []*ast.File
	// Compiled is set for the generic part of a compiled package: that package,
	// as its export data describes it. Types has its other names too.
	Compiled *types.Package
	// Standard is set for a whole package of the standard library.
	Standard bool
}

// Own reports whether the learner may want to see and step through the source.
func (p *Package) Own() bool { return p.Compiled == nil && !p.Standard }

// NewInfo returns an empty record of all that an engine asks for.
func NewInfo() *types.Info {
	return &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Instances: map[*ast.Ident]types.Instance{},
		Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Scopes: map[ast.Node]*types.Scope{}, FileVersions: map[*ast.File]string{},
	}
}

// Sizes are those of the compiler on this machine.
func Sizes() types.Sizes {
	if s := types.SizesFor("gc", runtime.GOARCH); s != nil {
		return s
	}
	return types.SizesFor("gc", "amd64")
}

// Imported returns the packages among those that pkg imports, directly or
// through others from source, for which find knows the source: each after those
// that it imports itself.
func Imported(pkg *types.Package, find func(*types.Package) *Package) []*Package {
	var out []*Package
	seen := map[*types.Package]bool{}
	var visit func(p *types.Package)
	visit = func(p *types.Package) {
		for _, i := range p.Imports() {
			if s := find(i); s != nil && !seen[i] {
				seen[i] = true
				visit(i)
				out = append(out, s)
			}
		}
	}
	visit(pkg)
	return out
}
