package yaegi

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ast/astutil"

	"gradus/kernel/eval"
)

// positionVariable is a global of the interpreter. Before a statement that may
// panic, it is set to that statement's index in Engine.places: where yaegi says
// a panic came from is often another place of the same function.
const positionVariable = "position" + mark

// A place is a statement that may panic.
type place struct {
	function   string         // as traces show it
	start, end token.Position // the statement
	culprit    token.Position // what in it would panic, or its start
}

// A call is from one function to another, both as traces show them.
type call struct{ caller, callee string }

// markPositions precedes what may panic with an assignment to the position
// variable, and notes where functions call each other.
func (r *rewriter) markPositions() {
	if !r.engine.marked {
		r.engine.marked = true
		r.before = append(r.before, varDecl(positionVariable, ast.NewIdent("int")))
	}
	for _, d := range r.unit.File.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Body == nil {
			continue
		}
		name := r.traceName(f)
		r.noteCalls(name, f.Body)
		astutil.Apply(f.Body, nil, func(c *astutil.Cursor) bool {
			s, ok := c.Node().(ast.Stmt)
			if !ok || c.Index() < 0 || !s.Pos().IsValid() || !inBlock(c) {
				return true
			}
			if culprits := r.culprits(s); len(culprits) > 0 {
				c.InsertBefore(r.positionAssignment(name, s, culprits))
			}
			return true
		})
	}
}

// noteCalls records the calls that stand in a function.
func (r *rewriter) noteCalls(caller string, body ast.Node) {
	fset := r.engine.FileSet()
	ast.Inspect(body, func(n ast.Node) bool {
		c, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		var id *ast.Ident
		switch f := ast.Unparen(c.Fun).(type) {
		case *ast.Ident:
			id = f
		case *ast.SelectorExpr:
			id = f.Sel
		default:
			return true
		}
		if f, ok := r.info.Uses[id].(*types.Func); ok && f.Pkg() != nil && f.Pkg().Path() == "main" {
			key := call{caller, functionName(f)}
			r.engine.calls[key] = append(r.engine.calls[key], fset.Position(c.Pos()))
		}
		return true
	})
}

// functionName is what a trace calls f.
func functionName(f *types.Func) string {
	recv := f.Signature().Recv()
	if recv == nil {
		return displayName(f.Name())
	}
	t := types.Unalias(recv.Type())
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok {
		return named.Obj().Name() + "." + f.Name()
	}
	return f.Name()
}

// inBlock reports whether the cursor is at a statement of a list that may take
// another one before it.
func inBlock(c *astutil.Cursor) bool {
	switch c.Name() {
	case "List", "Body":
		_, isCase := c.Node().(*ast.CaseClause)
		_, isComm := c.Node().(*ast.CommClause)
		return !isCase && !isComm
	}
	return false
}

func (r *rewriter) positionAssignment(function string, s ast.Stmt, culprits []ast.Node) ast.Stmt {
	fset := r.engine.FileSet()
	at := s.Pos()
	p := place{function: function, start: fset.Position(at), end: fset.Position(s.End()), culprit: fset.Position(at)}
	if len(culprits) == 1 {
		p.culprit = fset.Position(culprits[0].Pos())
	}
	r.engine.places = append(r.engine.places, p)
	index := &ast.BasicLit{ValuePos: at, Kind: token.INT, Value: strconv.Itoa(len(r.engine.places) - 1)}
	return &ast.AssignStmt{Lhs: []ast.Expr{&ast.Ident{Name: positionVariable, NamePos: at}}, TokPos: at, Tok: token.ASSIGN, Rhs: []ast.Expr{index}}
}

// culprits returns what in the statement itself, the blocks inside it left
// out, may fail at run time.
func (r *rewriter) culprits(s ast.Stmt) []ast.Node {
	var found []ast.Node
	ast.Inspect(s, func(n ast.Node) bool {
		fails := false
		switch n := n.(type) {
		case *ast.BlockStmt, *ast.FuncLit, *ast.CaseClause, *ast.CommClause:
			return false
		case *ast.CallExpr:
			fails = !r.info.Types[n.Fun].IsType()
		case *ast.IndexExpr:
			fails = !r.info.Types[n.X].IsType()
		case *ast.SliceExpr, *ast.StarExpr, *ast.TypeAssertExpr, *ast.SendStmt:
			fails = true
		case *ast.SelectorExpr:
			sel := r.info.Selections[n]
			fails = sel != nil && sel.Indirect() && sel.Kind() == types.FieldVal
		case *ast.BinaryExpr:
			fails = (n.Op == token.QUO || n.Op == token.REM) && r.isInteger(n)
		case *ast.AssignStmt:
			fails = n.Tok == token.QUO_ASSIGN || n.Tok == token.REM_ASSIGN
		}
		if fails {
			found = append(found, n)
		}
		return true
	})
	return found
}

func (r *rewriter) isInteger(e ast.Expr) bool {
	t := r.info.TypeOf(e)
	if t == nil {
		return false
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

// traceName is what a trace calls the function.
func (r *rewriter) traceName(f *ast.FuncDecl) string {
	if f == r.unit.Entry {
		return ""
	}
	if f.Recv != nil {
		return receiverName(f.Recv.List[0].Type) + "." + f.Name.Name
	}
	return displayName(f.Name.Name)
}

// locate corrects the innermost frame by the position variable, where that is
// about the same function, and the others by the calls that are known.
func (e *Engine) locate(frames []eval.Frame) []eval.Frame {
	if i, ok := e.position(); ok && len(frames) > 0 {
		p := e.places[i]
		at := frames[0].Position
		atStart := at.Line == p.start.Line && at.Column == p.start.Column
		if sameFunction(p.function, frames[0].Function) && (atStart || !within(p, at)) {
			frames[0].Position = p.culprit
		}
	}
	for i := 1; i < len(frames); i++ {
		calls := e.calls[call{frames[i].Function, frames[i-1].Function}]
		switch {
		case len(calls) == 1:
			frames[i].Position = calls[0]
		case !slices.Contains(calls, frames[i].Position):
			frames[i].Position = token.Position{Filename: frames[i].Position.Filename}
		}
	}
	return frames
}

// position is the value of the position variable. There may be none yet: a cell
// that fails before it runs leaves yaegi with globals that have no place.
func (e *Engine) position() (i int, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	v, ok := e.interp.Globals()[positionVariable]
	if !ok || v.Int() >= int64(len(e.places)) {
		return 0, false
	}
	return int(v.Int()), true
}

// sameFunction compares names in which literals inside a function count as it.
func sameFunction(place, frame string) bool {
	return strings.HasPrefix(frame, place)
}

func within(p place, at token.Position) bool {
	afterStart := at.Line > p.start.Line || at.Line == p.start.Line && at.Column >= p.start.Column
	beforeEnd := at.Line < p.end.Line || at.Line == p.end.Line && at.Column <= p.end.Column
	return at.Filename == p.start.Filename && afterStart && beforeEnd
}
