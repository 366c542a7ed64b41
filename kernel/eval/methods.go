package eval

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"runtime"
)

// lateMethods are methods that a cell declares on types of earlier cells.
// go/types has no word for them, so each is attached to its type by hand, and
// its body is checked as a function whose first parameter is the receiver.
type lateMethods struct {
	functions map[*ast.FuncDecl]*ast.FuncDecl // method → function
	bodies    map[*types.Func]*types.Func     // the function's object → the method's
	methods   map[*ast.FuncDecl]*types.Func
	added     []*types.Func
}

// declareLate finds the late methods of the cell and adds them to their types,
// so that the cell can call them. Errors leave the types as they were.
func declareLate(c *checker) (*lateMethods, []Diagnostic) {
	late := &lateMethods{map[*ast.FuncDecl]*ast.FuncDecl{}, map[*types.Func]*types.Func{}, map[*ast.FuncDecl]*types.Func{}, nil}
	own := declaredNames(&layout{decls: c.cell.decls})
	for _, d := range c.cell.decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Recv == nil || len(f.Recv.List) != 1 {
			continue
		}
		base, ok := receiverBase(f.Recv.List[0].Type).(*ast.Ident)
		if !ok || own[base.Name] {
			continue
		}
		tname, ok := c.s.live[base.Name].(*types.TypeName)
		if !ok {
			continue // go/types says what is wrong
		}
		named, ok := tname.Type().(*types.Named)
		if ok && named.TypeParams() != nil {
			return nil, []Diagnostic{{Pos: f.Name.Pos(), Message: fmt.Sprintf("cannot add method %s to the generic type %s here: declare the type again, with all its methods in the same cell", f.Name.Name, base.Name)}}
		}
		if !ok || named.Obj() != tname {
			return nil, []Diagnostic{{Pos: f.Name.Pos(), Message: fmt.Sprintf("cannot add method %s to %s here: declare it in the cell that declares the type", f.Name.Name, base.Name)}}
		}
		late.functions[f] = MethodAsFunction(f, base.Name)
	}
	if len(late.functions) == 0 {
		return late, nil
	}
	return late, late.attach(c, own)
}

// attach checks the signatures alone and adds the methods to their types.
func (late *lateMethods) attach(c *checker, own map[string]bool) []Diagnostic {
	pkg := types.NewPackage("main", "main")
	for _, obj := range c.s.live {
		if !own[obj.Name()] {
			pkg.Scope().Insert(obj)
		}
	}
	file := &ast.File{Name: ast.NewIdent("main")}
	if specs := c.imports.specs(c, own); len(specs) > 0 {
		imports := &ast.GenDecl{Tok: token.IMPORT, Lparen: 1}
		for _, s := range specs {
			imports.Specs = append(imports.Specs, s)
		}
		file.Decls = append(file.Decls, imports)
	}
	for _, f := range late.functions {
		file.Decls = append(file.Decls, f)
	}
	info := &types.Info{Defs: map[*ast.Ident]types.Object{}}
	found := newDiagnostics(false)
	conf := types.Config{Importer: c.s.importer, Error: found.report, IgnoreFuncBodies: true, Sizes: types.SizesFor("gc", runtime.GOARCH)}
	types.NewChecker(&conf, c.fset, pkg, info).Files([]*ast.File{file})
	ownNames(pkg)
	if len(found.list) > 0 {
		return found.list
	}
	for decl, f := range late.functions {
		fn := info.Defs[f.Name].(*types.Func)
		if err := late.add(c.s, decl, fn); err != "" {
			late.rollback()
			return []Diagnostic{{Pos: decl.Name.Pos(), Message: err}}
		}
	}
	return nil
}

// add attaches one method, or finds the one that it replaces.
func (late *lateMethods) add(s *Session, decl *ast.FuncDecl, fn *types.Func) string {
	sig := fn.Signature()
	recv := sig.Params().At(0)
	params := make([]*types.Var, sig.Params().Len()-1)
	for i := range params {
		params[i] = sig.Params().At(i + 1)
	}
	named, _ := types.Unalias(derefType(recv.Type())).(*types.Named)
	method := types.NewFunc(decl.Name.Pos(), named.Obj().Pkg(), decl.Name.Name,
		types.NewSignatureType(recv, nil, nil, types.NewTuple(params...), sig.Results(), sig.Variadic()))
	for i := range named.NumMethods() {
		earlier := named.Method(i)
		if earlier.Name() != method.Name() {
			continue
		}
		if !types.Identical(earlier.Type(), method.Type()) || !types.Identical(earlier.Signature().Recv().Type(), recv.Type()) {
			return fmt.Sprintf("method %s.%s had another signature in %s: declare the type again to change it",
				named.Obj().Name(), method.Name(), s.fset.Position(earlier.Pos()).Filename)
		}
		late.methods[decl] = earlier
		return ""
	}
	if field, _, _ := types.LookupFieldOrMethod(named, true, named.Obj().Pkg(), method.Name()); field != nil {
		if v, ok := field.(*types.Var); ok && isOwnField(named, v) {
			return fmt.Sprintf("field and method with the same name %s", method.Name())
		}
	}
	named.AddMethod(method)
	late.added = append(late.added, method)
	late.methods[decl] = method
	return ""
}

func isOwnField(named *types.Named, v *types.Var) bool {
	st, ok := named.Underlying().(*types.Struct)
	for i := 0; ok && i < st.NumFields(); i++ {
		if st.Field(i) == v {
			return true
		}
	}
	return false
}

// replace puts the functions into the layout where the methods stood.
func (late *lateMethods) replace(l *layout) {
	for i, d := range l.decls {
		if f, ok := d.(*ast.FuncDecl); ok && late.functions[f] != nil {
			l.decls[i] = late.functions[f]
		}
	}
}

// resolve fills bodies once the functions have their final objects.
func (late *lateMethods) resolve(info *types.Info) {
	for decl, f := range late.functions {
		if fn, ok := info.Defs[f.Name].(*types.Func); ok {
			late.bodies[fn] = late.methods[decl]
		}
	}
}

// rollback takes the added methods away again: go/types can't remove one, but
// a method called "_" is never found.
func (late *lateMethods) rollback() {
	if late == nil {
		return
	}
	for _, m := range late.added {
		*m = *types.NewFunc(m.Pos(), m.Pkg(), "_", m.Signature())
	}
	late.added = nil
}

// MethodAsFunction is method f of type base as a function whose first parameter
// is the receiver. The body is shared, f stays as it is.
func MethodAsFunction(f *ast.FuncDecl, base string) *ast.FuncDecl {
	recv := *f.Recv.List[0]
	if len(recv.Names) == 0 {
		recv.Names = []*ast.Ident{{Name: "_", NamePos: recv.Type.Pos()}}
	}
	typ := *f.Type
	typ.Params = &ast.FieldList{Opening: f.Type.Params.Opening, Closing: f.Type.Params.Closing}
	typ.Params.List = append(typ.Params.List, &recv)
	for _, p := range f.Type.Params.List {
		if len(p.Names) == 0 {
			named := *p
			named.Names = []*ast.Ident{{Name: "_", NamePos: p.Type.Pos()}}
			p = &named
		}
		typ.Params.List = append(typ.Params.List, p)
	}
	return &ast.FuncDecl{
		Doc:  f.Doc,
		Name: &ast.Ident{Name: base + mark + f.Name.Name, NamePos: f.Name.Pos()},
		Type: &typ,
		Body: f.Body,
	}
}

// receiverBase is the type's name in a receiver's type, as Stack in *Stack[T].
func receiverBase(e ast.Expr) ast.Expr {
	switch e := ast.Unparen(deref(e)).(type) {
	case *ast.IndexExpr:
		return ast.Unparen(e.X)
	case *ast.IndexListExpr:
		return ast.Unparen(e.X)
	default:
		return e
	}
}

func deref(e ast.Expr) ast.Expr {
	if star, ok := ast.Unparen(e).(*ast.StarExpr); ok {
		return star.X
	}
	return e
}

func derefType(t types.Type) types.Type {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}
