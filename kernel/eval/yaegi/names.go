package yaegi

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"gradus/kernel/eval"
)

// A rewriter turns one unit into a file for yaegi.
type rewriter struct {
	engine *Engine
	unit   *eval.Unit
	info   *types.Info
	err    error

	imports map[string]string // path → the name that the file gives it
	before  []ast.Decl        // declarations that the passes add
	start   []ast.Stmt        // what the entry function does first
	end     []ast.Stmt        // and last
}

// declare names the objects that the unit declares.
func (r *rewriter) declare() {
	r.imports = map[string]string{}
	for _, d := range r.unit.File.Decls {
		switch d := d.(type) {
		case *ast.GenDecl:
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					r.name(r.info.Defs[s.Name])
				case *ast.ValueSpec:
					for _, id := range s.Names {
						r.name(r.info.Defs[id])
					}
				}
			}
		case *ast.FuncDecl:
			if f, ok := r.info.Defs[d.Name].(*types.Func); ok && d != r.unit.Entry && d.Recv == nil {
				if was := r.unit.Replaces[f]; was != nil && r.engine.names[was] != "" {
					r.engine.names[f] = r.engine.names[was]
				} else {
					r.name(f)
				}
			}
		}
	}
	for _, v := range r.unit.Vars {
		r.name(v)
	}
}

// name gives a session-level object a name that nothing else has.
func (r *rewriter) name(obj types.Object) string {
	if obj == nil || obj.Name() == "_" {
		return "_"
	}
	r.engine.serial++
	name := strings.TrimRight(obj.Name(), mark) + mark + strconv.Itoa(r.engine.serial)
	r.engine.names[obj] = name
	return name
}

// rename gives every identifier the name of its object.
func (r *rewriter) rename() {
	for _, d := range r.unit.File.Decls {
		ast.Inspect(d, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			if name := r.nameOf(id); name != "" {
				id.Name = name
			}
			return true
		})
	}
}

// nameOf is what an identifier is called in yaegi, "" when as written.
func (r *rewriter) nameOf(id *ast.Ident) string {
	obj := r.info.Uses[id]
	if obj == nil {
		obj = r.info.Defs[id]
	}
	if obj == nil || id.Name == "_" {
		return ""
	}
	if pkg, ok := obj.(*types.PkgName); ok {
		return r.importName(pkg.Imported().Path())
	}
	if v, ok := obj.(*types.Var); ok && v.IsField() {
		return r.fieldName(v)
	}
	if name, ok := r.engine.names[obj]; ok {
		return name
	}
	// Generic functions and their instances have objects of their own.
	if f, ok := obj.(*types.Func); ok {
		return r.engine.names[f.Origin()]
	}
	return ""
}

// fieldName is that of the type where the field is embedded.
func (r *rewriter) fieldName(v *types.Var) string {
	if !v.Embedded() {
		return ""
	}
	t := v.Type()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	switch t := t.(type) {
	case *types.Named:
		return r.engine.names[t.Origin().Obj()]
	case *types.Alias:
		return r.engine.names[t.Obj()]
	}
	return ""
}

// importName is the name under which the file imports path.
func (r *rewriter) importName(path string) string {
	name, ok := r.imports[path]
	if !ok {
		clean := strings.Map(func(c rune) rune {
			if c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' {
				return c
			}
			return '_'
		}, path)
		name = mark + clean
		r.imports[path] = name
	}
	return name
}

// file puts the rewritten declarations together.
func (r *rewriter) file() *ast.File {
	entry := r.unit.Entry
	entry.Name = ast.NewIdent(fmt.Sprint("cell", mark, r.engine.serial))
	entry.Body.List = append(append(r.start, entry.Body.List...), r.end...)
	at := r.unit.Position
	f := &ast.File{Name: &ast.Ident{Name: "main", NamePos: at}, Package: at}
	r.imports[runtimePath] = runtimeName
	imports := &ast.GenDecl{Tok: token.IMPORT, Lparen: 1}
	for path, name := range r.imports {
		if !r.engine.firstImport(r.unit.Name, path) {
			continue
		}
		spec := &ast.ImportSpec{Name: ast.NewIdent(name), Path: &ast.BasicLit{Kind: token.STRING, Value: strconv.Quote(path)}}
		imports.Specs = append(imports.Specs, spec)
		f.Imports = append(f.Imports, spec)
	}
	for _, d := range r.unit.File.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
			imports.Specs = append(imports.Specs, unnamedImports(g)...)
		}
	}
	f.Decls = append(f.Decls, imports)
	f.Decls = append(f.Decls, r.before...)
	for _, d := range r.unit.File.Decls {
		if g, ok := d.(*ast.GenDecl); !ok || g.Tok != token.IMPORT {
			f.Decls = append(f.Decls, d)
		}
	}
	f.Decls = append(f.Decls, &ast.FuncDecl{
		Name: ast.NewIdent("init"),
		Type: &ast.FuncType{Params: &ast.FieldList{}},
		Body: &ast.BlockStmt{List: []ast.Stmt{callRuntime("Run", ast.NewIdent(entry.Name.Name))}},
	})
	givePositions(f, at)
	return f
}

// firstImport reports whether path has not been imported for units of that
// name before: yaegi keeps imports by file name, and refuses a second one.
func (e *Engine) firstImport(unit, path string) bool {
	key := [2]string{unit, path}
	if e.imported[key] {
		return false
	}
	e.imported[key] = true
	return true
}

// givePositions gives the identifiers that the passes made the position of
// what stands before them: yaegi looks imports up by the file of a use.
func givePositions(f *ast.File, at token.Pos) {
	ast.Inspect(f, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		switch {
		case n == nil:
		case ok && !id.NamePos.IsValid():
			id.NamePos = at
		case n.Pos().IsValid():
			at = n.Pos()
		}
		return true
	})
}

// unnamedImports keeps "_" and "." imports.
func unnamedImports(d *ast.GenDecl) []ast.Spec {
	var out []ast.Spec
	for _, s := range d.Specs {
		if name := s.(*ast.ImportSpec).Name; name != nil && (name.Name == "_" || name.Name == ".") {
			out = append(out, s)
		}
	}
	return out
}

// callRuntime is the statement runtime.name(args...).
func callRuntime(name string, args ...ast.Expr) *ast.ExprStmt {
	call := &ast.CallExpr{Fun: &ast.SelectorExpr{X: ast.NewIdent(runtimeName), Sel: ast.NewIdent(name)}, Args: args}
	if len(args) > 0 {
		at := args[0].Pos()
		call.Fun.(*ast.SelectorExpr).X.(*ast.Ident).NamePos = at
		call.Lparen, call.Rparen = at, at
	}
	return &ast.ExprStmt{X: call}
}
