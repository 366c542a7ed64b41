package ssa

import (
	"cmp"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"sync/atomic"

	"gradus/kernel/eval"
)

// A stop is a place where a cell that is compiled for debugging can stop: the
// start of a statement, of a loop's next round, or the end of a function. In
// the syntax it is a call of the builtin print with the stop's number and all
// variables in scope, which lowering turns into a check; so go/ssa itself tells
// where each variable is, and keeps its value as long as it can be looked at.
type stop struct {
	at        token.Pos
	position  token.Position
	leading   bool // the first of its line in its function: where breakpoints are
	variables []stopVariable
	wanted    atomic.Pointer[eval.Breakpoint]
}

type stopVariable struct {
	name               string
	captured, shadowed bool
	byAddress          bool // the call gets the address: structs and arrays
}

// stopType is that of a stop's number, by which its call is recognised.
var stopType = types.NewNamed(types.NewTypeName(token.NoPos, nil, "stop"+mark, nil), types.Typ[types.Int], nil)

// A stopWriter adds stops to the syntax of a unit.
type stopWriter struct {
	debugger *debugger
	unit     *eval.Unit
	made     map[ast.Stmt]bool
	stops    *[]*stop
	fn       *stopFunction
	scope    *types.Scope
}

// A stopFunction is the function that surrounds the stops.
type stopFunction struct {
	scope *types.Scope
	used  map[types.Object]bool // variables that its text names
	lines map[int]bool          // those that have a stop
}

// Visit adds stops to the node; [ast.Walk] goes on to its parts.
func (w stopWriter) Visit(n ast.Node) ast.Visitor {
	if s := w.unit.Info.Scopes[n]; n != nil && s != nil {
		w.scope = s
	}
	switch n := n.(type) {
	case *ast.FuncDecl:
		if n.Body != nil {
			w.function(n, n.Type, n.Body)
		}
	case *ast.FuncLit:
		w.function(n, n.Type, n.Body)
	case *ast.BlockStmt:
		n.List = w.list(n.List)
	case *ast.CaseClause:
		n.Body = w.list(n.Body)
	case *ast.CommClause:
		n.Body = w.list(n.Body)
	case *ast.IfStmt:
		if other, ok := n.Else.(*ast.IfStmt); ok {
			n.Else = &ast.BlockStmt{List: []ast.Stmt{other}}
		}
	case *ast.ForStmt:
		w.round(n.For, n.Body)
	case *ast.RangeStmt:
		w.round(n.For, n.Body)
	}
	return w
}

func (w *stopWriter) function(n ast.Node, t *ast.FuncType, body *ast.BlockStmt) {
	w.scope = w.unit.Info.Scopes[t]
	w.fn = &stopFunction{scope: w.scope, used: map[types.Object]bool{}, lines: map[int]bool{}}
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			w.fn.used[w.unit.Info.Uses[id]] = true
		}
		return true
	})
	if body.Rbrace.IsValid() && t.Results.NumFields() == 0 {
		body.List = append(w.list(body.List), w.stop(body.Rbrace, body.Rbrace, w.scope))
	}
}

// list puts a stop before each statement.
func (w stopWriter) list(list []ast.Stmt) []ast.Stmt {
	var out []ast.Stmt
	last := token.NoPos
	for _, s := range list {
		at := s.Pos()
		switch s := s.(type) {
		case *ast.CaseClause, *ast.CommClause, *ast.EmptyStmt:
			at = token.NoPos
		case *ast.LabeledStmt:
			at = s.Stmt.Pos()
		}
		if at.IsValid() && at != last && !w.made[s] {
			out = append(out, w.stop(at, at, w.scope))
			last = at
			w.made[s] = true
		}
		out = append(out, s)
	}
	return out
}

// round puts a stop at the start of each round of a loop.
func (w stopWriter) round(at token.Pos, body *ast.BlockStmt) {
	scope := w.unit.Info.Scopes[body]
	body.List = append([]ast.Stmt{w.stop(at, body.Lbrace, scope)}, body.List...)
}

// stop makes a stop for position at, with the variables of scope at position
// inside.
func (w stopWriter) stop(at, inside token.Pos, scope *types.Scope) ast.Stmt {
	s := &stop{at: at, position: w.debugger.eng.fset.Position(at)}
	s.leading, w.fn.lines[s.position.Line] = !w.fn.lines[s.position.Line], true
	info := w.unit.Info
	number := &ast.BasicLit{ValuePos: at, Kind: token.INT, Value: "0"}
	info.Types[number] = types.TypeAndValue{Type: stopType, Value: constant.MakeInt64(w.debugger.add(s))}
	*w.stops = append(*w.stops, s)

	args, params := []ast.Expr{number}, []*types.Var{types.NewParam(at, nil, "", stopType)}
	for _, v := range w.visible(scope, inside, s) {
		id := &ast.Ident{Name: v.Name(), NamePos: at}
		info.Uses[id] = v
		info.Types[id] = types.TypeAndValue{Type: v.Type()}
		arg, t := ast.Expr(id), v.Type()
		if s.variables[len(args)-1].byAddress {
			t = types.NewPointer(t)
			arg = &ast.UnaryExpr{OpPos: at, Op: token.AND, X: id}
			info.Types[arg] = types.TypeAndValue{Type: t}
		}
		args, params = append(args, arg), append(params, types.NewParam(at, nil, "", t))
	}
	name := &ast.Ident{Name: "print", NamePos: at}
	info.Uses[name] = types.Universe.Lookup("print")
	info.Types[name] = types.TypeAndValue{Type: types.NewSignatureType(nil, nil, nil, types.NewTuple(params...), nil, false)}
	call := &ast.CallExpr{Fun: name, Lparen: at, Args: args, Rparen: at}
	info.Types[call] = types.TypeAndValue{Type: types.NewTuple()}
	out := &ast.ExprStmt{X: call}
	w.made[out] = true
	return out
}

// visible returns the local variables in scope, outermost first, and notes them
// in s. Of those of enclosing functions only the ones that are captured anyway.
func (w stopWriter) visible(scope *types.Scope, at token.Pos, s *stop) (out []*types.Var) {
	seen := map[string]bool{}
	captured := false
	for ; scope != nil && scope != w.unit.Package.Scope(); scope = scope.Parent() {
		var here []*types.Var
		for _, name := range scope.Names() {
			v, ok := scope.Lookup(name).(*types.Var)
			if _, inScope := scope.LookupParent(name, at); ok && inScope == v && name != "_" && (!captured || w.fn.used[v]) {
				here = append(here, v)
			}
		}
		slices.SortFunc(here, func(a, b *types.Var) int { return cmp.Compare(b.Pos(), a.Pos()) }) // latest first
		for _, v := range here {
			_, isStruct := v.Type().Underlying().(*types.Struct)
			_, isArray := v.Type().Underlying().(*types.Array)
			out = append(out, v)
			s.variables = append(s.variables, stopVariable{v.Name(), captured, seen[v.Name()], isStruct || isArray})
			seen[v.Name()] = true
		}
		captured = captured || scope == w.fn.scope
	}
	slices.Reverse(out)
	slices.Reverse(s.variables)
	return out
}
