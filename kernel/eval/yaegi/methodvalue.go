package yaegi

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// methodValue turns a compiled type's method, used as a value, into a function
// literal; yaegi takes it for a function of the receiver:
//
//	x.M  →  func(r T) func(A) B { return func(p A) B { return r.M(p) } }(x)
func (r *rewriter) methodValue(s *ast.SelectorExpr, c *astutil.Cursor) {
	sel := r.info.Selections[s]
	if sel == nil || sel.Kind() != types.MethodVal || sel.Obj().Pkg() == nil || sel.Obj().Pkg().Path() == "main" {
		return
	}
	if call, ok := c.Parent().(*ast.CallExpr); ok && c.Name() == "Fun" && call.Fun == ast.Expr(s) {
		return
	}
	at := s.Pos()
	sig := sel.Type().(*types.Signature)
	before := r.err
	typ := func() *ast.FuncType { return r.funcType(sig, at) }
	inner := typ()
	recvType, receiver := r.typeExpr(sel.Recv(), at), s.X
	if needsAddress(sel) {
		recvType, receiver = &ast.StarExpr{Star: at, X: recvType}, &ast.UnaryExpr{OpPos: at, Op: token.AND, X: s.X}
	}
	if r.err != before { // a type that can't be written: yaegi may manage
		r.err = before
		return
	}
	recv := r.fresh("r", at)
	call := &ast.CallExpr{Fun: &ast.SelectorExpr{X: use(recv), Sel: s.Sel}, Lparen: at, Rparen: at}
	for _, field := range inner.Params.List {
		p := r.fresh("p", at)
		field.Names = []*ast.Ident{p}
		call.Args = append(call.Args, use(p))
	}
	if sig.Variadic() {
		call.Ellipsis = at
	}
	var body ast.Stmt = &ast.ReturnStmt{Return: at, Results: []ast.Expr{call}}
	if sig.Results().Len() == 0 {
		body = &ast.ExprStmt{X: call}
	}
	bound := &ast.FuncLit{Type: inner, Body: &ast.BlockStmt{Lbrace: at, Rbrace: at, List: []ast.Stmt{body}}}
	bind := &ast.FuncLit{
		Type: &ast.FuncType{
			Func:    at,
			Params:  &ast.FieldList{List: []*ast.Field{{Names: []*ast.Ident{recv}, Type: recvType}}},
			Results: &ast.FieldList{List: []*ast.Field{{Type: typ()}}},
		},
		Body: &ast.BlockStmt{Lbrace: at, Rbrace: at, List: []ast.Stmt{&ast.ReturnStmt{Return: at, Results: []ast.Expr{bound}}}},
	}
	c.Replace(&ast.CallExpr{Fun: bind, Lparen: at, Args: []ast.Expr{receiver}, Rparen: at})
}

// needsAddress reports whether the method is of a pointer to the variable that
// it is selected from.
func needsAddress(sel *types.Selection) bool {
	_, byPointer := sel.Obj().(*types.Func).Signature().Recv().Type().Underlying().(*types.Pointer)
	_, isPointer := sel.Recv().Underlying().(*types.Pointer)
	return byPointer && !isPointer && !sel.Indirect()
}
