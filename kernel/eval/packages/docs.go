package packages

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
)

// documentation reads a package's doc comments: by "", "Func", "Type",
// "Type.Method" and "Type.Field". What can't be parsed has none.
func documentation(l listed) map[string]string {
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range l.GoFiles {
		f, err := parser.ParseFile(fset, filepath.Join(l.Dir, name), nil, parser.ParseComments|parser.SkipObjectResolution)
		if err == nil {
			files = append(files, f)
		}
	}
	docs := map[string]string{}
	add := func(name, text string) {
		if text = strings.TrimSpace(text); text != "" {
			docs[name] = text
		}
	}
	p, err := doc.NewFromFiles(fset, files, l.ImportPath)
	if err != nil {
		return docs
	}
	add("", p.Doc)
	functions := func(prefix string, list []*doc.Func) {
		for _, f := range list {
			add(prefix+f.Name, f.Doc)
		}
	}
	values := func(list []*doc.Value) {
		for _, v := range list {
			for _, name := range v.Names {
				add(name, v.Doc)
			}
		}
	}
	values(p.Consts)
	values(p.Vars)
	functions("", p.Funcs)
	for _, t := range p.Types {
		add(t.Name, t.Doc)
		values(t.Consts)
		values(t.Vars)
		functions("", t.Funcs)
		functions(t.Name+".", t.Methods)
		for _, spec := range t.Decl.Specs {
			members(t.Name, spec, add)
		}
	}
	return docs
}

// members documents a struct's fields and an interface's methods.
func members(typeName string, spec ast.Spec, add func(name, text string)) {
	ts, ok := spec.(*ast.TypeSpec)
	if !ok {
		return
	}
	var fields *ast.FieldList
	switch t := ts.Type.(type) {
	case *ast.StructType:
		fields = t.Fields
	case *ast.InterfaceType:
		fields = t.Methods
	}
	if fields == nil {
		return
	}
	for _, f := range fields.List {
		for _, name := range f.Names {
			add(typeName+"."+name.Name, f.Doc.Text()+f.Comment.Text())
		}
	}
}
