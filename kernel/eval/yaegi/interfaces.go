package yaegi

import (
	"go/ast"
	"go/types"
)

// interfaceArguments converts arguments of interpreted types to the interface
// that the variadic parameter of a compiled function wants, which yaegi does
// for other parameters only:
//
//	nn.Sequential(&Mine{})  →  nn.Sequential(func(x nn.Layer) nn.Layer { return x }(&Mine{}))
func (r *rewriter) interfaceArguments(call *ast.CallExpr) {
	sig, ok := r.typeOf(call.Fun).(*types.Signature)
	if !ok || !sig.Variadic() || call.Ellipsis.IsValid() || !r.isCompiled(call.Fun) {
		return
	}
	last := sig.Params().Len() - 1
	elem := sig.Params().At(last).Type().(*types.Slice).Elem()
	if iface, ok := elem.Underlying().(*types.Interface); !ok || iface.NumMethods() == 0 {
		return
	}
	for i := last; i < len(call.Args); i++ {
		if arg := call.Args[i]; isInterpreted(r.info.TypeOf(arg)) {
			call.Args[i] = r.asInterface(arg, elem)
		}
	}
}

// interfaceConversion does the same for an explicit conversion, nn.Layer(x).
func (r *rewriter) interfaceConversion(call *ast.CallExpr) {
	tv := r.info.Types[call.Fun]
	if !tv.IsType() || !types.IsInterface(tv.Type) || len(call.Args) != 1 || !isInterpreted(r.info.TypeOf(call.Args[0])) {
		return
	}
	as := r.asInterface(call.Args[0], tv.Type).(*ast.CallExpr)
	call.Fun, call.Args = as.Fun, as.Args
}

func (r *rewriter) asInterface(arg ast.Expr, iface types.Type) ast.Expr {
	at := arg.Pos()
	x := r.fresh("x", at)
	field := func(names ...*ast.Ident) *ast.FieldList {
		return &ast.FieldList{List: []*ast.Field{{Names: names, Type: r.typeExpr(iface, at)}}}
	}
	convert := &ast.FuncLit{
		Type: &ast.FuncType{Func: at, Params: field(x), Results: field()},
		Body: &ast.BlockStmt{Lbrace: at, Rbrace: at, List: []ast.Stmt{&ast.ReturnStmt{Return: at, Results: []ast.Expr{use(x)}}}},
	}
	return &ast.CallExpr{Fun: convert, Lparen: at, Args: []ast.Expr{arg}, Rparen: at}
}

// typeOf is the underlying type of an expression, nil if it has none.
func (r *rewriter) typeOf(e ast.Expr) types.Type {
	if t := r.info.TypeOf(e); t != nil {
		return t.Underlying()
	}
	return nil
}

// isCompiled reports whether fun names a function or method of a compiled
// package.
func (r *rewriter) isCompiled(fun ast.Expr) bool {
	sel, ok := ast.Unparen(fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	f, ok := r.info.Uses[sel.Sel].(*types.Func)
	return ok && f.Pkg() != nil && f.Pkg().Path() != "main"
}

// isInterpreted reports whether t, or what it points to, is declared in a cell.
func isInterpreted(t types.Type) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "main" && !types.IsInterface(named)
}
