package yaegi

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strconv"

	"gradus/kernel/eval"
)

// functions keeps every function and method body in a variable, so that what
// calls it by an earlier declaration reaches a later one:
//
//	func f(x int) int { … }     →  var f func(x int) int; func fʹ7(x int) int { … }; f = fʹ7
//	func (t T) M(x int) { … }   →  the same with tʹM, and func (t T) M(x int) { TʹM(t, x) }
//
// Generic functions and methods of generic types stay as they are.
func (r *rewriter) functions() {
	decls := r.unit.File.Decls
	for i, d := range decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f == r.unit.Entry || f.Type.TypeParams != nil {
			continue
		}
		obj, ok := r.info.Defs[f.Name].(*types.Func)
		if !ok {
			continue
		}
		switch method := r.unit.Methods[obj]; {
		case f.Recv != nil && obj.Signature().RecvTypeParams() != nil:
		case f.Recv != nil:
			decls[i] = r.method(f, obj)
		case method != nil:
			r.lateMethod(f, method)
		default:
			r.function(f, r.engine.names[obj], r.unit.Replaces[obj] != nil)
		}
	}
}

// function turns f into the body that the variable called holder holds.
func (r *rewriter) function(f *ast.FuncDecl, holder string, exists bool) {
	if !exists {
		r.before = append(r.before, varDecl(holder, f.Type))
	}
	r.engine.serial++
	body := fmt.Sprint(holder, mark, r.engine.serial)
	f.Name = &ast.Ident{Name: body, NamePos: f.Name.Pos()}
	r.start = append(r.start, &ast.AssignStmt{
		Lhs: []ast.Expr{ast.NewIdent(holder)}, Tok: token.ASSIGN, Rhs: []ast.Expr{ast.NewIdent(body)},
	})
}

// method splits a method of a type of this cell into body and shim.
func (r *rewriter) method(f *ast.FuncDecl, obj *types.Func) *ast.FuncDecl {
	base := receiverName(f.Recv.List[0].Type)
	body := eval.MethodAsFunction(f, base)
	holder := r.holder(base, obj)
	r.before = append(r.before, r.shim(f.Recv.List[0].Type, f.Name.Name, holder, body.Type))
	r.function(body, holder, false)
	return body
}

// lateMethod handles a method of an earlier cell's type, whose declaration is
// a function already.
func (r *rewriter) lateMethod(f *ast.FuncDecl, method *types.Func) {
	holder, exists := r.engine.methods[method]
	if !exists {
		recv := f.Type.Params.List[0].Type
		holder = r.holder(receiverName(recv), method)
		r.before = append(r.before, r.shim(recv, method.Name(), holder, f.Type))
	}
	r.function(f, holder, exists)
}

func (r *rewriter) holder(base string, method *types.Func) string {
	r.engine.serial++
	holder := fmt.Sprint(base, mark, method.Name(), mark, r.engine.serial)
	r.engine.methods[method] = holder
	return holder
}

// shim is the method that calls the function in the variable holder. typ is
// that function's type, its first parameter the receiver.
func (r *rewriter) shim(recv ast.Expr, name, holder string, typ *ast.FuncType) *ast.FuncDecl {
	self := ast.NewIdent("self" + mark)
	call := &ast.CallExpr{Fun: ast.NewIdent(holder), Args: []ast.Expr{self}}
	params := &ast.FieldList{}
	for _, field := range typ.Params.List[1:] {
		named := &ast.Field{Type: field.Type}
		for range field.Names {
			id := ast.NewIdent("p" + mark + strconv.Itoa(len(call.Args)))
			named.Names = append(named.Names, id)
			call.Args = append(call.Args, id)
		}
		if _, variadic := field.Type.(*ast.Ellipsis); variadic {
			call.Ellipsis = 1
		}
		params.List = append(params.List, named)
	}
	shim := &ast.FuncDecl{
		Recv: &ast.FieldList{List: []*ast.Field{{Names: []*ast.Ident{self}, Type: recv}}},
		Name: ast.NewIdent(name),
		Type: &ast.FuncType{Params: params, Results: unnamed(typ.Results)},
		Body: &ast.BlockStmt{},
	}
	if typ.Results == nil || len(typ.Results.List) == 0 {
		shim.Body.List = []ast.Stmt{&ast.ExprStmt{X: call}}
	} else {
		shim.Body.List = []ast.Stmt{&ast.ReturnStmt{Results: []ast.Expr{call}}}
	}
	return shim
}

// unnamed is a result list without names.
func unnamed(results *ast.FieldList) *ast.FieldList {
	if results == nil {
		return nil
	}
	out := &ast.FieldList{}
	for _, f := range results.List {
		for range max(1, len(f.Names)) {
			out.List = append(out.List, &ast.Field{Type: f.Type})
		}
	}
	return out
}

func receiverName(t ast.Expr) string {
	t = ast.Unparen(t)
	if star, ok := t.(*ast.StarExpr); ok {
		t = ast.Unparen(star.X)
	}
	if id, ok := t.(*ast.Ident); ok {
		return id.Name
	}
	return "method"
}

func varDecl(name string, typ ast.Expr) *ast.GenDecl {
	return &ast.GenDecl{Tok: token.VAR, Specs: []ast.Spec{
		&ast.ValueSpec{Names: []*ast.Ident{ast.NewIdent(name)}, Type: typ},
	}}
}
