package eval

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"sort"
	"strconv"
	"strings"

	"gradus/kernel/eval/source"
)

// A Catalogue knows the compiled packages that a cell may import.
type Catalogue interface {
	types.Importer
	// ByName returns the import paths of the packages called name.
	ByName(name string) []string
	// Paths returns all import paths.
	Paths() []string
	// Doc returns the documentation of a member ("Func", "Type.Method"), or of
	// the package itself for "".
	Doc(path, member string) string
	// HasSource reports whether a package, or a part of it, is run from its
	// source.
	HasSource(path string) bool
	// Source returns what is run from source of a package that Import returned,
	// or nil.
	Source(p *types.Package) *source.Package
}

// supports reports whether cells may use an object of an imported package.
func (s *Session) supports(obj types.Object) bool {
	if s.engine.RunsSource() && (s.catalogue.Source(obj.Pkg()) != nil || isGeneric(obj)) {
		return true
	}
	return s.engine.Supports(obj.Pkg().Path(), obj.Name())
}

// isGeneric reports whether obj is a generic type or a constraint: there is
// nothing to compile.
func isGeneric(obj types.Object) bool {
	t, ok := obj.(*types.TypeName)
	if !ok {
		return false
	}
	if named, ok := types.Unalias(t.Type()).(*types.Named); ok && named.TypeParams() != nil {
		return true
	}
	iface, ok := t.Type().Underlying().(*types.Interface)
	return ok && !iface.IsMethodSet()
}

// supportsPackage reports whether cells may import a package.
func (s *Session) supportsPackage(path string) bool {
	return s.engine.Supports(path, "") || s.engine.RunsSource() && s.catalogue.HasSource(path)
}

// importScope holds the imports of a session: by the name that cells use.
type importScope struct {
	names map[string]string // local name → path
	dots  []string          // paths imported with "."
	own   []*ast.ImportSpec // written in this cell
}

// with returns the scope extended by a cell's import declarations.
func (s importScope) with(own []*ast.ImportSpec, c Catalogue) (importScope, []Diagnostic) {
	next := importScope{maps.Clone(s.names), s.dots, own}
	if next.names == nil {
		next.names = map[string]string{}
	}
	var errs []Diagnostic
	for _, spec := range own {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue // a syntax error, reported already
		}
		pkg, err := c.Import(path)
		if err != nil {
			errs = append(errs, Diagnostic{Pos: spec.Path.Pos(), Message: err.Error()})
			continue
		}
		name := pkg.Name()
		if spec.Name != nil {
			name = spec.Name.Name
		}
		switch name {
		case "_":
		case ".":
			next.dots = append(next.dots[:len(next.dots):len(next.dots)], path)
		default:
			next.names[name] = path
		}
	}
	return next, errs
}

// specs returns the import declarations that the cell needs: its own, and the
// session's that it uses and does not hide by a declaration.
func (s importScope) specs(c *checker, hidden map[string]bool) []*ast.ImportSpec {
	written := map[string]bool{}
	var out []*ast.ImportSpec
	for _, spec := range s.own {
		if spec.Name != nil && (spec.Name.Name == "_" || spec.Name.Name == ".") {
			out = append(out, spec)
			continue
		}
		path, _ := strconv.Unquote(spec.Path.Value)
		for name, p := range s.names {
			if p == path && (spec.Name == nil || spec.Name.Name == name) && !hidden[name] {
				written[name] = true
				out = append(out, spec)
			}
		}
	}
	used := selectorBases(c.cell)
	for name, path := range s.names {
		if _, ok := used[name]; ok && !written[name] && !hidden[name] && (c.s.live[name] == nil || s.owns(path)) {
			out = append(out, importSpec(name, path))
		}
	}
	for _, path := range s.dots {
		if !s.owns(path) {
			out = append(out, importSpec(".", path))
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Path.Value < out[j].Path.Value })
	return out
}

// declares reports whether the cell itself imports a package as name.
func (s importScope) declares(name string) bool {
	path, ok := s.names[name]
	return ok && s.owns(path)
}

func (s importScope) owns(path string) bool {
	for _, spec := range s.own {
		if spec.Path.Value == strconv.Quote(path) {
			return true
		}
	}
	return false
}

// resolveMissing imports what undefined names in front of a dot can only mean,
// as goimports would, and reports whether it found any. Where there is a
// choice, the message says so.
func (s *importScope) resolveMissing(c *checker, errs []Diagnostic) bool {
	bases := selectorBases(c.cell)
	found := false
	for i, e := range errs {
		name, ok := strings.CutPrefix(e.Message, "undefined: ")
		if !ok || bases[name] == nil || s.names[name] != "" {
			continue
		}
		switch paths := c.s.packagesWith(name, bases[name]); len(paths) {
		case 0:
		case 1:
			s.names[name] = paths[0]
			found = true
		default:
			errs[i].Message += " (import one of " + strings.Join(paths, ", ") + ")"
		}
	}
	return found
}

// packagesWith returns the importable packages called name that have all the
// members.
func (s *Session) packagesWith(name string, members map[string]bool) []string {
	var out []string
next:
	for _, path := range s.catalogue.ByName(name) {
		if !s.supportsPackage(path) {
			continue
		}
		pkg, err := s.catalogue.Import(path)
		if err != nil {
			continue
		}
		for m := range members {
			if obj := pkg.Scope().Lookup(m); obj == nil || !obj.Exported() {
				continue next
			}
		}
		out = append(out, path)
	}
	return out
}

// selectorBases returns the names that stand before a dot in the cell, with
// the names behind the dot.
func selectorBases(p *parsed) map[string]map[string]bool {
	bases := map[string]map[string]bool{}
	see := func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if id, ok := sel.X.(*ast.Ident); ok {
			if bases[id.Name] == nil {
				bases[id.Name] = map[string]bool{}
			}
			bases[id.Name][sel.Sel.Name] = true
		}
		return true
	}
	for _, d := range p.decls {
		ast.Inspect(d, see)
	}
	for _, it := range p.items {
		if it.decl != nil {
			ast.Inspect(it.decl, see)
		} else {
			ast.Inspect(it.stmt, see)
		}
		for _, e := range it.more {
			ast.Inspect(e, see)
		}
	}
	return bases
}

func importSpec(name, path string) *ast.ImportSpec {
	return &ast.ImportSpec{
		Name: ast.NewIdent(name),
		Path: &ast.BasicLit{Kind: token.STRING, Value: strconv.Quote(path)},
	}
}
