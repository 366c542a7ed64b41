package yaegi

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/astutil"
)

// lower replaces language that yaegi lacks or gets wrong by language that it
// gets right:
//
//	for i := range n { … }   →  for iʹ, nʹ := 0, n; iʹ < nʹ; iʹ++ { i := iʹ; … }
//	for i := 0; …            →  the body gets an i of its own, as since Go 1.22
//	min(a, b), max(a, b)     →  func(a, b T) T { … }(a, b)
//	clear(m)                 →  for k := range m { delete(m, k) }
//	panic(v)                 →  runtime.Panic(v), which keeps v as it is
//	Map(xs, f)               →  Map[int, string](xs, f)
//	return s, len(s)         →  aʹ, bʹ := s, len(s); return aʹ, bʹ
//	return y, x              →  the same, where results have names
//	defer f(x)               →  dʹ := func(p T) func() { return func() { f(p) } }(x); defer dʹ()
//	ToUpper(s)               →  strings.ToUpper(s), for import . "strings"
func (r *rewriter) lower() {
	for _, d := range r.unit.File.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Body == nil {
			continue
		}
		r.returns(f.Type, f.Body)
		astutil.Apply(f.Body, nil, func(c *astutil.Cursor) bool {
			switch n := c.Node().(type) {
			case *ast.CallExpr:
				r.interfaceArguments(n)
				r.interfaceConversion(n)
				r.noVariadic(n)
				r.builtin(n, c)
			case *ast.Ident:
				r.instance(n, c)
				r.dotImported(n, c)
			case *ast.SelectorExpr:
				r.methodValue(n, c)
			case *ast.AssignStmt:
				r.tupleAssignment(n, c)
			case *ast.DeferStmt:
				r.deferred(n, c)
			case *ast.RangeStmt:
				r.rangeStmt(n, c)
			case *ast.ForStmt:
				r.loopVariables(n)
			case *ast.FuncLit:
				r.returns(n.Type, n.Body)
			}
			return true
		})
	}
}

func (r *rewriter) fresh(name string, at token.Pos) *ast.Ident {
	r.engine.serial++
	return &ast.Ident{Name: fmt.Sprint(name, mark, r.engine.serial), NamePos: at}
}

func use(id *ast.Ident) *ast.Ident { return &ast.Ident{Name: id.Name, NamePos: id.NamePos} }

func define(at token.Pos, lhs []ast.Expr, rhs ...ast.Expr) *ast.AssignStmt {
	return &ast.AssignStmt{Lhs: lhs, TokPos: at, Tok: token.DEFINE, Rhs: rhs}
}

// builtinName returns the builtin that a call calls, or "".
func (r *rewriter) builtinName(call *ast.CallExpr) string {
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok {
		return ""
	}
	if b, ok := r.info.Uses[id].(*types.Builtin); ok {
		return b.Name()
	}
	return ""
}

func (r *rewriter) builtin(call *ast.CallExpr, c *astutil.Cursor) {
	at := call.Pos()
	switch name := r.builtinName(call); name {
	case "panic":
		fun := callRuntime("Panic", call.Args...).X.(*ast.CallExpr)
		fun.Fun.(*ast.SelectorExpr).X.(*ast.Ident).NamePos = at
		c.Replace(fun)
	case "min", "max":
		c.Replace(r.extreme(call, map[string]token.Token{"min": token.LSS, "max": token.GTR}[name]))
	case "clear":
		c.Replace(r.clear(call))
	}
}

// extreme is func(p0, p1, … T) T { for each: if p < m { m = p }; return m }(…).
// A NaN wins, as the specification has it.
func (r *rewriter) extreme(call *ast.CallExpr, op token.Token) ast.Expr {
	at := call.Pos()
	t := r.info.TypeOf(call)
	params := &ast.FieldList{}
	best := r.fresh("m", at)
	body := &ast.BlockStmt{}
	for i := range call.Args {
		p := r.fresh("p", at)
		params.List = append(params.List, &ast.Field{Names: []*ast.Ident{p}, Type: r.typeExpr(t, at)})
		if i == 0 {
			body.List = append(body.List, define(at, []ast.Expr{best}, use(p)))
			continue
		}
		cond := ast.Expr(&ast.BinaryExpr{X: use(p), OpPos: at, Op: op, Y: use(best)})
		if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&types.IsFloat != 0 {
			isNaN := &ast.BinaryExpr{X: use(p), OpPos: at, Op: token.NEQ, Y: use(p)}
			cond = &ast.BinaryExpr{X: cond, OpPos: at, Op: token.LOR, Y: isNaN}
		}
		body.List = append(body.List, &ast.IfStmt{If: at, Cond: cond, Body: &ast.BlockStmt{List: []ast.Stmt{
			&ast.AssignStmt{Lhs: []ast.Expr{use(best)}, TokPos: at, Tok: token.ASSIGN, Rhs: []ast.Expr{use(p)}},
		}}})
	}
	body.List = append(body.List, &ast.ReturnStmt{Return: at, Results: []ast.Expr{use(best)}})
	results := &ast.FieldList{List: []*ast.Field{{Type: r.typeExpr(t, at)}}}
	return &ast.CallExpr{Fun: &ast.FuncLit{Type: &ast.FuncType{Func: at, Params: params, Results: results}, Body: body}, Args: call.Args}
}

// clear is func(x T) { for k := range x { delete(x, k) } }(arg), or sets the
// elements of a slice to zero.
func (r *rewriter) clear(call *ast.CallExpr) ast.Expr {
	at := call.Pos()
	t := r.info.TypeOf(call.Args[0])
	x, k := r.fresh("x", at), r.fresh("k", at)
	var step ast.Stmt
	var zero []ast.Stmt
	if s, ok := t.Underlying().(*types.Slice); ok {
		z := r.fresh("z", at)
		zero = []ast.Stmt{&ast.DeclStmt{Decl: varDecl(z.Name, r.typeExpr(s.Elem(), at))}}
		step = &ast.AssignStmt{Lhs: []ast.Expr{&ast.IndexExpr{X: use(x), Index: use(k)}}, TokPos: at, Tok: token.ASSIGN, Rhs: []ast.Expr{use(z)}}
	} else {
		step = &ast.ExprStmt{X: &ast.CallExpr{Fun: &ast.Ident{Name: "delete", NamePos: at}, Args: []ast.Expr{use(x), use(k)}}}
	}
	loop := &ast.RangeStmt{For: at, Key: k, TokPos: at, Tok: token.DEFINE, X: use(x), Body: &ast.BlockStmt{List: []ast.Stmt{step}}}
	return &ast.CallExpr{Args: call.Args, Fun: &ast.FuncLit{
		Type: &ast.FuncType{Func: at, Params: &ast.FieldList{List: []*ast.Field{{Names: []*ast.Ident{x}, Type: r.typeExpr(t, at)}}}},
		Body: &ast.BlockStmt{List: append(zero, loop)},
	}}
}

// instance writes inferred type arguments out.
func (r *rewriter) instance(id *ast.Ident, c *astutil.Cursor) {
	inst, ok := r.info.Instances[id]
	if !ok || inst.TypeArgs.Len() == 0 {
		return
	}
	switch parent := c.Parent().(type) {
	case *ast.IndexExpr, *ast.IndexListExpr, *ast.SelectorExpr:
		return // written already, or in front of a package's function
	case *ast.CallExpr:
		if parent.Fun != ast.Expr(id) {
			return
		}
	}
	var args []ast.Expr
	for i := range inst.TypeArgs.Len() {
		args = append(args, r.typeExpr(inst.TypeArgs.At(i), id.Pos()))
	}
	if len(args) == 1 {
		c.Replace(&ast.IndexExpr{X: id, Lbrack: id.Pos(), Index: args[0], Rbrack: id.End()})
		return
	}
	c.Replace(&ast.IndexListExpr{X: id, Lbrack: id.Pos(), Indices: args, Rbrack: id.End()})
}

// dotImported qualifies a name of a package imported with ".".
func (r *rewriter) dotImported(id *ast.Ident, c *astutil.Cursor) {
	obj := r.info.Uses[id]
	if sel, ok := c.Parent().(*ast.SelectorExpr); ok && sel.Sel == id || obj == nil || obj.Pkg() == nil {
		return
	}
	if _, isImport := obj.(*types.PkgName); !isImport && obj.Pkg().Path() != "main" && obj.Parent() == obj.Pkg().Scope() {
		sel := r.qualified(obj.Pkg().Path(), obj.Name()).(*ast.SelectorExpr)
		sel.X.(*ast.Ident).NamePos = id.NamePos
		c.Replace(sel)
	}
}

// deferred evaluates a deferred call's arguments when it is deferred.
func (r *rewriter) deferred(s *ast.DeferStmt, c *astutil.Cursor) {
	if c.Index() < 0 || !slices.ContainsFunc(s.Call.Args, func(e ast.Expr) bool { return r.info.Types[e].Value == nil }) {
		return
	}
	at := s.Defer
	params := &ast.FieldList{}
	sig, _ := r.info.TypeOf(s.Call.Fun).Underlying().(*types.Signature)
	inner := &ast.CallExpr{Fun: s.Call.Fun, Lparen: at, Ellipsis: s.Call.Ellipsis, Rparen: at}
	for i, arg := range s.Call.Args {
		p := r.fresh("p", at)
		params.List = append(params.List, &ast.Field{Names: []*ast.Ident{p}, Type: r.typeExpr(r.argumentType(sig, i, arg), at)})
		inner.Args = append(inner.Args, use(p))
	}
	thunk := &ast.FuncLit{
		Type: &ast.FuncType{Func: at, Params: &ast.FieldList{}},
		Body: &ast.BlockStmt{Lbrace: at, Rbrace: at, List: []ast.Stmt{&ast.ExprStmt{X: inner}}},
	}
	bind := &ast.FuncLit{
		Type: &ast.FuncType{Func: at, Params: params, Results: &ast.FieldList{List: []*ast.Field{{Type: &ast.FuncType{Func: at, Params: &ast.FieldList{}}}}}},
		Body: &ast.BlockStmt{Lbrace: at, Rbrace: at, List: []ast.Stmt{&ast.ReturnStmt{Return: at, Results: []ast.Expr{thunk}}}},
	}
	bound, call := r.fresh("d", at), r.fresh("d", at)
	c.InsertBefore(define(at, []ast.Expr{bound}, &ast.CallExpr{Fun: bind, Lparen: at, Args: s.Call.Args, Rparen: at}))
	c.InsertBefore(define(at, []ast.Expr{call}, use(bound)))
	s.Call = &ast.CallExpr{Fun: use(call), Lparen: at, Rparen: at}
}

// argumentType is the type that argument i of a call of sig is passed as.
func (r *rewriter) argumentType(sig *types.Signature, i int, arg ast.Expr) types.Type {
	if sig != nil && i < sig.Params().Len() && !(sig.Variadic() && i >= sig.Params().Len()-1) {
		return sig.Params().At(i).Type()
	}
	return types.Default(r.info.TypeOf(arg))
}

// returns evaluates what a return statement returns before it assigns any of
// it, where yaegi would mix the two up.
func (r *rewriter) returns(typ *ast.FuncType, body *ast.BlockStmt) {
	named := typ.Results != nil && slices.ContainsFunc(typ.Results.List, func(f *ast.Field) bool { return len(f.Names) > 0 })
	astutil.Apply(body, func(c *astutil.Cursor) bool {
		_, isFunc := c.Node().(*ast.FuncLit)
		return !isFunc
	}, func(c *astutil.Cursor) bool {
		ret, ok := c.Node().(*ast.ReturnStmt)
		if !ok || len(ret.Results) < 2 || c.Index() < 0 || !named && !slices.ContainsFunc(ret.Results, r.hasBuiltinCall) {
			return true
		}
		var results []types.Type
		for _, f := range typ.Results.List {
			for range max(1, len(f.Names)) {
				results = append(results, r.info.TypeOf(f.Type))
			}
		}
		for i, e := range ret.Results {
			v := r.fresh("r", e.Pos())
			decl := varDecl(v.Name, r.typeExpr(results[i], e.Pos()))
			decl.TokPos = e.Pos()
			decl.Specs[0].(*ast.ValueSpec).Values = []ast.Expr{e}
			c.InsertBefore(&ast.DeclStmt{Decl: decl})
			ret.Results[i] = use(v)
		}
		return true
	})
}
