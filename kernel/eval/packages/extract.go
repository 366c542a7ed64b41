package packages

import (
	"bytes"
	"embed"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// ours holds generic functions that Go's own source has in a form that only
// Go's runtime can run: ordinary packages, named after those that they belong to.
//
//go:embed generic
var ours embed.FS

// oursFor lists them by import path.
var oursFor = map[string]string{
	"errors": "errors", "hash/maphash": "maphash", "iter": "iter", "maps": "maps",
	"math/rand/v2": "rand", "reflect": "reflect", "runtime": "runtime", "unique": "unique",
}

// notGeneric are packages whose few generic declarations need too much of the
// rest, which is not exported.
var notGeneric = map[string]bool{"weak": true, "arena": true, "crypto/hkdf": true, "crypto/pbkdf2": true, "encoding/json/v2": true, "encoding/json/jsontext": true}

// An extract collects, of a package's source, the generic declarations that
// others may use and the unexported ones that those need. The types of compiled
// packages can't be run without them.
type extract struct {
	decls   map[string][]*declared // by name; methods by that of their type
	imports map[string]string      // name → path, of what is taken
	taken   map[ast.Node]bool
	out     []ast.Node
}

// A declared is a top-level declaration, or all constants of a group.
type declared struct {
	node    ast.Node
	imports map[string]string // of its file
}

// extractGeneric returns one source file with a package's generic part, or nil
// if it has none.
func extractGeneric(l listed) ([]byte, error) {
	if notGeneric[l.ImportPath] {
		return nil, nil
	}
	x := &extract{decls: map[string][]*declared{}, imports: map[string]string{}, taken: map[ast.Node]bool{}}
	fset := token.NewFileSet()
	var roots []string
	for _, name := range l.GoFiles {
		f, err := parser.ParseFile(fset, filepath.Join(l.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		roots = append(roots, x.add(f)...)
	}
	if len(roots) == 0 {
		return nil, nil
	}
	if name := oursFor[l.ImportPath]; name != "" {
		data, err := ours.ReadFile(path.Join("generic", name, name+".go"))
		if err != nil {
			return nil, err
		}
		f, err := parser.ParseFile(fset, name+".go", data, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		x.replace(f)
	}
	sort.Strings(roots)
	for _, name := range slices.Compact(roots) {
		x.take(name, true)
	}
	return x.print(fset, l.Name)
}

// add indexes a file and returns the names of its exported generic declarations.
func (x *extract) add(f *ast.File) (roots []string) {
	imports := importNames(f)
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			name := d.Name.Name
			if d.Recv != nil {
				name = receiverName(d)
			} else if d.Type.TypeParams != nil && d.Name.IsExported() {
				roots = append(roots, name)
			}
			x.decls[name] = append(x.decls[name], &declared{d, imports})
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					x.decls[spec.Name.Name] = append(x.decls[spec.Name.Name], &declared{&ast.GenDecl{Tok: d.Tok, Specs: []ast.Spec{spec}}, imports})
					if spec.TypeParams != nil && spec.Name.IsExported() {
						roots = append(roots, spec.Name.Name)
					}
				case *ast.ValueSpec:
					for _, id := range spec.Names {
						x.decls[id.Name] = append(x.decls[id.Name], &declared{d, imports})
					}
				}
			}
		}
	}
	return roots
}

// replace indexes f instead of what is declared by the same names.
func (x *extract) replace(f *ast.File) {
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil {
				delete(x.decls, d.Name.Name)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if t, ok := spec.(*ast.TypeSpec); ok {
					delete(x.decls, t.Name.Name) // with its methods
				}
			}
		}
	}
	x.add(f)
}

// take takes what is declared by a name, and what that needs. Of what is
// exported, the compiled package has all but generic functions and methods.
func (x *extract) take(name string, root bool) {
	if ast.IsExported(name) && !root {
		return
	}
	for _, d := range x.decls[name] {
		if x.taken[d.node] {
			continue
		}
		x.taken[d.node] = true
		if gen, ok := d.node.(*ast.GenDecl); ok && gen.Tok == token.TYPE && ast.IsExported(name) {
			continue
		}
		x.out = append(x.out, d.node)
		ast.Inspect(d.node, func(n ast.Node) bool { return x.reach(n, d) })
	}
}

// reach takes what an identifier in d may mean.
func (x *extract) reach(n ast.Node, d *declared) bool {
	switch n := n.(type) {
	case *ast.SelectorExpr:
		if id, ok := n.X.(*ast.Ident); ok && d.imports[id.Name] != "" {
			x.imports[id.Name] = d.imports[id.Name]
			return false
		}
		ast.Inspect(n.X, func(n ast.Node) bool { return x.reach(n, d) })
		return false
	case *ast.Ident:
		x.take(n.Name, false)
	}
	return true
}

func (x *extract) print(fset *token.FileSet, name string) ([]byte, error) {
	if len(x.out) == 0 {
		return nil, nil
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "package %s\n", name)
	for _, name := range slices.Sorted(maps.Keys(x.imports)) {
		fmt.Fprintf(&b, "import %s %q\n", name, x.imports[name])
	}
	for _, n := range x.out {
		b.WriteByte('\n')
		if err := format.Node(&b, fset, n); err != nil {
			return nil, err
		}
		b.WriteByte('\n')
	}
	return b.Bytes(), nil
}

// importNames returns the packages that a file imports by the name that it
// gives them.
func importNames(f *ast.File) map[string]string {
	names := map[string]string{}
	for _, spec := range f.Imports {
		p, _ := strconv.Unquote(spec.Path.Value)
		name := path.Base(p)
		if strings.HasPrefix(name, "v") && strings.Trim(name[1:], "0123456789") == "" {
			name = path.Base(path.Dir(p))
		}
		if spec.Name != nil {
			name = spec.Name.Name
		}
		names[name] = p
	}
	return names
}

// receiverName is the name of a method's type.
func receiverName(d *ast.FuncDecl) string {
	t := d.Recv.List[0].Type
	for {
		switch u := t.(type) {
		case *ast.StarExpr:
			t = u.X
		case *ast.ParenExpr:
			t = u.X
		case *ast.IndexExpr:
			t = u.X
		case *ast.IndexListExpr:
			t = u.X
		case *ast.SelectorExpr:
			return u.Sel.Name
		case *ast.Ident:
			return u.Name
		default:
			return ""
		}
	}
}
