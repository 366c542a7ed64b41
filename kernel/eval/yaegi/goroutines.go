package yaegi

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"

	"golang.org/x/tools/go/ast/astutil"
)

// goStatements makes goroutines end in a report instead of ending the process:
//
//	go f(a, b)  →  func(p1 A, p2 B, ticket int) {
//	                   go func() {
//	                       defer func() { if e := recover(); e != nil { runtime.Recovered(e) } }()
//	                       runtime.Enter(ticket)
//	                       defer runtime.Leave(ticket)
//	                       f(p1, p2)
//	                   }()
//	               }(a, b, runtime.Ticket())
//
// The ticket, taken by the starting goroutine, says whose output this is. The
// call around it gives the goroutine's function literal a frame of its own: a
// literal that ends writes to the frame that it was made in, and would race
// there with the statement that starts the next goroutine.
func (r *rewriter) goStatements() {
	for _, d := range r.unit.File.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
			astutil.Apply(f.Body, nil, func(c *astutil.Cursor) bool {
				if g, ok := c.Node().(*ast.GoStmt); ok {
					c.Replace(&ast.ExprStmt{X: r.guarded(g.Call)})
				}
				return true
			})
		}
	}
}

func (r *rewriter) guarded(call *ast.CallExpr) *ast.CallExpr {
	at := call.Pos()
	params := &ast.FieldList{}
	inner := &ast.CallExpr{Fun: call.Fun, Lparen: call.Lparen, Ellipsis: call.Ellipsis, Rparen: call.Rparen}
	outer := &ast.CallExpr{Lparen: call.Lparen, Rparen: call.Rparen}
	sig, _ := r.info.TypeOf(call.Fun).Underlying().(*types.Signature)
	for i, arg := range call.Args {
		id := ast.NewIdent("p" + mark + strconv.Itoa(i))
		params.List = append(params.List, &ast.Field{Names: []*ast.Ident{id}, Type: r.typeExpr(r.argumentType(sig, i, arg), at)})
		inner.Args = append(inner.Args, ast.NewIdent(id.Name))
		outer.Args = append(outer.Args, arg)
	}
	ticket := ast.NewIdent("ticket" + mark)
	params.List = append(params.List, &ast.Field{Names: []*ast.Ident{ticket}, Type: ast.NewIdent("int")})
	outer.Args = append(outer.Args, callRuntime("Ticket").X)
	body := &ast.FuncLit{
		Type: &ast.FuncType{Func: at, Params: &ast.FieldList{}},
		Body: &ast.BlockStmt{Lbrace: at, Rbrace: call.End(), List: []ast.Stmt{
			r.deferRecover(at),
			callRuntime("Enter", ast.NewIdent(ticket.Name)),
			&ast.DeferStmt{Defer: at, Call: callRuntime("Leave", ast.NewIdent(ticket.Name)).X.(*ast.CallExpr)},
			&ast.ExprStmt{X: inner},
		}},
	}
	start := &ast.GoStmt{Go: at, Call: &ast.CallExpr{Fun: body, Lparen: at, Rparen: at}}
	outer.Fun = &ast.FuncLit{
		Type: &ast.FuncType{Func: at, Params: params},
		Body: &ast.BlockStmt{Lbrace: at, Rbrace: call.End(), List: []ast.Stmt{start}},
	}
	return outer
}

// deferRecover hands a panic to runtime.Recovered.
func (r *rewriter) deferRecover(at token.Pos) ast.Stmt {
	e := "e" + mark
	id := func() *ast.Ident { return &ast.Ident{Name: e, NamePos: at} }
	return &ast.DeferStmt{Defer: at, Call: &ast.CallExpr{Fun: &ast.FuncLit{
		Type: &ast.FuncType{Func: at, Params: &ast.FieldList{}},
		Body: &ast.BlockStmt{Lbrace: at, Rbrace: at, List: []ast.Stmt{
			&ast.IfStmt{
				If:   at,
				Init: &ast.AssignStmt{Lhs: []ast.Expr{id()}, TokPos: at, Tok: token.DEFINE, Rhs: []ast.Expr{&ast.CallExpr{Fun: &ast.Ident{Name: "recover", NamePos: at}}}},
				Cond: &ast.BinaryExpr{X: id(), OpPos: at, Op: token.NEQ, Y: ast.NewIdent("nil")},
				Body: &ast.BlockStmt{Lbrace: at, Rbrace: at, List: []ast.Stmt{callRuntime("Recovered", id())}},
			},
		}},
	}}}
}
