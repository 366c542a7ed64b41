package yaegi

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// rangeStmt turns a range over an integer into a counting loop.
func (r *rewriter) rangeStmt(s *ast.RangeStmt, c *astutil.Cursor) {
	t, ok := r.info.TypeOf(s.X).Underlying().(*types.Basic)
	if _, isFunc := r.info.TypeOf(s.X).Underlying().(*types.Signature); isFunc {
		r.fail(s.X.Pos(), "it has no range over functions")
		return
	}
	if !ok || t.Info()&types.IsInteger == 0 {
		if hasFuncLit(s.Body) {
			r.freshLocals(s.Body)
			if s.Tok == token.DEFINE {
				r.ownCopies(s.Body, s.For, s.Key, s.Value)
			}
		}
		return
	}
	at := s.For
	i, n := r.fresh("i", at), r.fresh("n", at)
	counter := types.Default(r.info.TypeOf(s.X))
	if id, ok := s.Key.(*ast.Ident); ok && id.Name != "_" {
		if t := r.info.TypeOf(id); t != nil {
			counter = t
		}
		s.Body.List = append([]ast.Stmt{&ast.AssignStmt{Lhs: []ast.Expr{id}, TokPos: at, Tok: s.Tok, Rhs: []ast.Expr{use(i)}}}, s.Body.List...)
	} else if s.Key != nil && s.Tok == token.ASSIGN {
		s.Body.List = append([]ast.Stmt{&ast.AssignStmt{Lhs: []ast.Expr{s.Key}, TokPos: at, Tok: token.ASSIGN, Rhs: []ast.Expr{use(i)}}}, s.Body.List...)
	}
	typed := func(e ast.Expr) ast.Expr {
		return &ast.CallExpr{Fun: r.typeExpr(counter, at), Lparen: at, Args: []ast.Expr{e}, Rparen: at}
	}
	zero := &ast.BasicLit{ValuePos: at, Kind: token.INT, Value: "0"}
	if hasFuncLit(s.Body) {
		r.freshLocals(s.Body)
	}
	loop := &ast.ForStmt{
		For:  at,
		Init: define(at, []ast.Expr{i, n}, typed(zero), typed(s.X)),
		Cond: &ast.BinaryExpr{X: use(i), OpPos: at, Op: token.LSS, Y: use(n)},
		Post: &ast.IncDecStmt{X: use(i), TokPos: at, Tok: token.INC},
		Body: s.Body,
	}
	c.Replace(loop)
}

// loopVariables gives each iteration variables of its own where a function
// literal in the body captures them; without one nobody can tell.
func (r *rewriter) loopVariables(s *ast.ForStmt) {
	if hasFuncLit(s.Body) {
		r.freshLocals(s.Body)
	}
	init, ok := s.Init.(*ast.AssignStmt)
	if !ok || init.Tok != token.DEFINE || !hasFuncLit(s.Body) || assignsAny(s.Body, init.Lhs) {
		return
	}
	r.ownCopies(s.Body, s.For, init.Lhs...)
}

// ownCopies starts a loop's body with x := x for each of its variables.
func (r *rewriter) ownCopies(body *ast.BlockStmt, at token.Pos, variables ...ast.Expr) {
	for _, v := range variables {
		if id, ok := v.(*ast.Ident); ok && id.Name != "_" && r.info.Defs[id] != nil {
			own := define(at, []ast.Expr{&ast.Ident{Name: id.Name, NamePos: at}}, &ast.Ident{Name: id.Name, NamePos: at})
			body.List = append([]ast.Stmt{own}, body.List...)
		}
	}
}

// freshLocals makes each iteration's variables its own, where a function
// literal may capture them: yaegi gives a variable new storage only when it is
// defined by another variable.
//
//	x := e  →  xʹ := e; x := xʹ
func (r *rewriter) freshLocals(body *ast.BlockStmt) {
	astutil.Apply(body, func(c *astutil.Cursor) bool {
		switch c.Node().(type) {
		case *ast.FuncLit, *ast.ForStmt, *ast.RangeStmt: // their own are theirs
			return false
		}
		return true
	}, func(c *astutil.Cursor) bool {
		s, ok := c.Node().(*ast.AssignStmt)
		if !ok || s.Tok != token.DEFINE || c.Index() < 0 {
			return true
		}
		for i, lhs := range s.Lhs {
			id, ok := lhs.(*ast.Ident)
			if !ok || id.Name == "_" {
				continue
			}
			t := r.fresh("v", id.Pos())
			again := define(id.Pos(), []ast.Expr{id}, use(t))
			if r.info.Uses[id] != nil { // declared before
				again.Tok = token.ASSIGN
			}
			s.Lhs[i] = t
			c.InsertAfter(again)
		}
		return true
	})
}

func hasFuncLit(n ast.Node) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		_, ok := n.(*ast.FuncLit)
		found = found || ok
		return !found
	})
	return found
}

// assignsAny reports whether the body changes one of the names itself.
func assignsAny(body ast.Node, names []ast.Expr) bool {
	changed := map[string]bool{}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				if id, ok := lhs.(*ast.Ident); ok && n.Tok != token.DEFINE {
					changed[id.Name] = true
				}
			}
		case *ast.IncDecStmt:
			if id, ok := n.X.(*ast.Ident); ok {
				changed[id.Name] = true
			}
		case *ast.UnaryExpr:
			if id, ok := n.X.(*ast.Ident); ok && n.Op == token.AND {
				changed[id.Name] = true
			}
		}
		return true
	})
	for _, name := range names {
		if id, ok := name.(*ast.Ident); ok && changed[id.Name] {
			return true
		}
	}
	return false
}
