package yaegi

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/astutil"
)

// tupleAssignment evaluates the right sides of an assignment before it assigns
// any of them, where a builtin is among them and yaegi would mix them up:
//
//	l.in, l.out = x, make([]int, 3)  →  var aʹ []int = x; var bʹ []int = make([]int, 3); l.in, l.out = aʹ, bʹ
func (r *rewriter) tupleAssignment(s *ast.AssignStmt, c *astutil.Cursor) {
	if len(s.Rhs) < 2 || c.Index() < 0 || s.Tok != token.ASSIGN && s.Tok != token.DEFINE || !slices.ContainsFunc(s.Rhs, r.hasBuiltinCall) {
		return
	}
	for i, e := range s.Rhs {
		t := r.info.TypeOf(s.Lhs[i]) // nil for _
		if t == nil {
			t = types.Default(r.info.TypeOf(e))
		}
		if b, ok := t.(*types.Basic); ok && b.Kind() == types.UntypedNil {
			return
		}
		v := r.fresh("v", e.Pos())
		decl := varDecl(v.Name, r.typeExpr(t, e.Pos()))
		decl.TokPos = e.Pos()
		decl.Specs[0].(*ast.ValueSpec).Values = []ast.Expr{e}
		c.InsertBefore(&ast.DeclStmt{Decl: decl})
		s.Rhs[i] = use(v)
	}
}

func (r *rewriter) hasBuiltinCall(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			found = found || r.builtinName(n) != ""
		}
		return !found
	})
	return found
}

// noVariadic passes nil where a call of an interpreted variadic function has
// nothing for its last parameter: yaegi would pass an empty slice.
func (r *rewriter) noVariadic(call *ast.CallExpr) {
	if tv := r.info.Types[call.Fun]; tv.IsType() || tv.IsBuiltin() {
		return
	}
	sig, ok := r.typeOf(call.Fun).(*types.Signature)
	if !ok || !sig.Variadic() || call.Ellipsis.IsValid() || len(call.Args) != sig.Params().Len()-1 || r.isCompiled(call.Fun) {
		return
	}
	at := call.Pos()
	last := sig.Params().At(sig.Params().Len() - 1).Type()
	nothing := &ast.CallExpr{Fun: &ast.ParenExpr{X: r.typeExpr(last, at)}, Lparen: at, Args: []ast.Expr{&ast.Ident{Name: "nil", NamePos: at}}, Rparen: at}
	call.Args = append(call.Args, nothing)
	call.Ellipsis = at
}
