package packages

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"strconv"
	"strings"

	"gradus/kernel/eval/source"
)

// generic checks the generic part of a compiled package from its source and
// returns it. Its package takes the compiled one's place in imports: it has the
// same objects but for generic functions, which are its own. The methods of
// generic types, which there is one of for all packages that mention them,
// become those of the source.
func (p *Packages) generic(compiled *types.Package) (*source.Package, error) {
	f, err := p.file.Open(genericPrefix + compiled.Path())
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	file, err := parser.ParseFile(p.fset, compiled.Path()+".go", text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	s := &source.Package{
		Types: types.NewPackage(compiled.Path(), compiled.Name()), Info: source.NewInfo(),
		Files: []*ast.File{file}, Compiled: compiled,
	}
	insertOthers(s.Types.Scope(), compiled.Scope(), file)
	nameReceivers(file, compiled)
	conf := types.Config{
		Sizes:    source.Sizes(),
		Importer: importerFunc(func(path string) (*types.Package, error) { return p.importFor(compiled, path) }),
		Error: func(e error) {
			// Only packages that declare a type are to declare its methods.
			if te, ok := e.(types.Error); err == nil && !(ok && strings.HasPrefix(te.Msg, "cannot define new methods on non-local type")) {
				err = e
			}
		},
	}
	types.NewChecker(&conf, p.fset, s.Types, s.Info).Files(s.Files)
	if err != nil {
		return nil, err
	}
	s.Types.MarkComplete()
	linkMethods(s)
	return s, nil
}

type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }

// importFor imports what the generic part of a package asks for: by its own
// path it means the compiled part.
func (p *Packages) importFor(compiled *types.Package, path string) (*types.Package, error) {
	if path == compiled.Path() {
		return compiled, nil
	}
	return p.load(path)
}

// insertOthers gives scope the compiled objects that file does not declare.
func insertOthers(scope, compiled *types.Scope, file *ast.File) {
	own := map[string]bool{}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil {
				own[d.Name.Name] = true
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					own[spec.Name.Name] = true
				case *ast.ValueSpec:
					for _, id := range spec.Names {
						own[id.Name] = true
					}
				}
			}
		}
	}
	for _, name := range compiled.Names() {
		if !own[name] {
			scope.Insert(compiled.Lookup(name))
		}
	}
}

// nameReceivers writes the receivers of methods of compiled types as types of
// another package, which they are: go/types looks for a plain name in file.
func nameReceivers(file *ast.File, compiled *types.Package) {
	const name = "compiledʹ"
	found := false
	for _, d := range file.Decls {
		decl, ok := d.(*ast.FuncDecl)
		if !ok || decl.Recv == nil || !ast.IsExported(receiverName(decl)) {
			continue // or its type is declared in file
		}
		found = true
		recv := &decl.Recv.List[0].Type
		for {
			if t, ok := (*recv).(*ast.StarExpr); ok {
				recv = &t.X
			} else if t, ok := (*recv).(*ast.IndexExpr); ok {
				recv = &t.X
			} else {
				break
			}
		}
		*recv = &ast.SelectorExpr{X: &ast.Ident{Name: name, NamePos: decl.Pos()}, Sel: (*recv).(*ast.Ident)}
	}
	if found {
		spec := &ast.ImportSpec{Name: ast.NewIdent(name), Path: &ast.BasicLit{Kind: token.STRING, Value: strconv.Quote(compiled.Path())}}
		file.Imports = append(file.Imports, spec)
		file.Decls = append([]ast.Decl{&ast.GenDecl{Tok: token.IMPORT, Specs: []ast.Spec{spec}}}, file.Decls...)
	}
}

// linkMethods makes the methods of compiled generic types those of the source.
func linkMethods(s *source.Package) {
	for _, d := range s.Files[0].Decls {
		decl, ok := d.(*ast.FuncDecl)
		if !ok || decl.Recv == nil || !ast.IsExported(receiverName(decl)) {
			continue
		}
		named, ok := s.Compiled.Scope().Lookup(receiverName(decl)).(*types.TypeName)
		if !ok {
			continue
		}
		for m := range named.Type().(*types.Named).Methods() {
			if m.Name() != decl.Name.Name {
				continue
			}
			sig := s.Info.Defs[decl.Name].(*types.Func).Signature()
			*m = *types.NewFunc(decl.Name.Pos(), s.Types, m.Name(), sig)
			s.Info.Defs[decl.Name] = m
		}
	}
}

// Source returns what is to be run from its source of a package that Import has
// returned: nil if it is compiled whole.
func (p *Packages) Source(pkg *types.Package) *source.Package {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.sources[pkg]
}

// HasSource reports whether a package, or a part of it, is to be run from its
// source.
func (p *Packages) HasSource(path string) bool { return p.generics[path] || isFromSource(path) }
