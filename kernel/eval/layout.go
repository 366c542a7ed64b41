package eval

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"
)

// mark separates a learner's name from what the front end adds to it. It is a
// letter to Go and on nobody's keyboard.
const mark = "ʹ"

// A layout is a cell arranged as a package file that go/types can check:
// variables of top-level statements become package variables, so that the
// cell's functions see them, and what is left of the statements stands in an
// entry function. Once checked, the assignments go into the entry function
// too, in their order.
type layout struct {
	cell  *parsed
	entry *ast.FuncDecl
	decls []ast.Decl // package level, entry not included
	steps []step     // what the finished entry function runs
	// where a variable is declared: index of its step, by name
	declared map[string]int
	errors   []Diagnostic
	temps    int
	final    *ast.ExprStmt // the cell's last statement, if its value may be shown
	shown    bool          // no written semicolon follows it
}

// A step is one piece of the entry function.
type step struct {
	stmt  ast.Stmt         // as it is, or
	specs []*ast.ValueSpec // variables to be initialised (a run of var declarations), or
	// assign is a hoisted definition: as checked, its right side initialises
	// package variables; as run, it is an assignment.
	assign *ast.AssignStmt
}

// arrange lays out the cell. asValue says that the final expression is known
// to be one whose value Go wants used, and unread which calls' errors nobody
// reads; both are learnt from an earlier check.
func arrange(p *parsed, asValue bool, unread map[ast.Stmt]int) *layout {
	l := &layout{cell: p, declared: map[string]int{}}
	l.entry = &ast.FuncDecl{
		Name: ast.NewIdent("cell" + mark),
		Type: &ast.FuncType{Params: &ast.FieldList{}},
		Body: &ast.BlockStmt{},
	}
	l.decls = append(l.decls, p.decls...)
	for i, it := range p.items {
		expr, isExpr := it.stmt.(*ast.ExprStmt)
		last := i == len(p.items)-1
		define, isAssign := it.stmt.(*ast.AssignStmt)
		results, isUnread := unread[it.stmt]
		switch {
		case it.decl != nil:
			l.variables(it.decl)
		case it.more != nil:
			l.values(expr, it, last)
		case isAssign && define.Tok == token.DEFINE:
			l.define(define)
		case isExpr && last && (asValue || !isCall(expr.X)):
			l.final, l.shown = expr, !it.hidden
			l.define(&ast.AssignStmt{Lhs: []ast.Expr{l.temp("out", expr.Pos())}, TokPos: expr.Pos(), Tok: token.DEFINE, Rhs: []ast.Expr{expr.X}})
		case isUnread:
			l.readError(expr, results)
		default:
			if isExpr && last {
				l.final, l.shown = expr, !it.hidden
			}
			l.statement(it.stmt)
		}
	}
	return l
}

// values adds "a, b", which may only be a cell's last statement.
func (l *layout) values(first *ast.ExprStmt, it item, last bool) {
	if !last {
		l.errors = append(l.errors, Diagnostic{Pos: first.Pos(), Message: "a list of values is shown when it comes last in a cell, and is not used here"})
		return
	}
	l.final, l.shown = first, !it.hidden
	all := &ast.AssignStmt{TokPos: first.Pos(), Tok: token.DEFINE}
	for _, v := range append([]ast.Expr{first.X}, it.more...) {
		all.Lhs, all.Rhs = append(all.Lhs, l.temp("out", v.Pos())), append(all.Rhs, v)
	}
	l.define(all)
}

func isCall(e ast.Expr) bool {
	_, ok := ast.Unparen(e).(*ast.CallExpr)
	return ok
}

func (l *layout) statement(s ast.Stmt) {
	l.steps = append(l.steps, step{stmt: s})
	l.entry.Body.List = append(l.entry.Body.List, s)
}

// variables adds a var declaration. Declarations that follow one another are
// one step: they are initialised in dependency order, as in a package.
func (l *layout) variables(d *ast.GenDecl) {
	if n := len(l.steps); n == 0 || l.steps[n-1].specs == nil {
		l.steps = append(l.steps, step{})
	}
	at := len(l.steps) - 1
	for _, s := range d.Specs {
		spec := s.(*ast.ValueSpec)
		for _, name := range spec.Names {
			l.declare(name.Name, at)
		}
		l.steps[at].specs = append(l.steps[at].specs, spec)
	}
	l.decls = append(l.decls, d)
}

// define hoists "a, b := e". Names that an earlier statement of the cell
// declares are assigned to, as Go has it.
func (l *layout) define(s *ast.AssignStmt) {
	at := len(l.steps)
	var fresh []*ast.Ident
	old := map[int]*ast.Ident{}
	for i, lhs := range s.Lhs {
		id, ok := lhs.(*ast.Ident)
		if !ok {
			l.errors = append(l.errors, Diagnostic{Pos: lhs.Pos(), Message: "non-name on left side of :="})
			return
		}
		if _, ok := l.declared[id.Name]; ok && id.Name != "_" {
			old[i] = id
			continue
		}
		fresh = append(fresh, id)
	}
	if !anyNamed(fresh) {
		l.errors = append(l.errors, Diagnostic{Pos: s.TokPos, Message: "no new variables on left side of :="})
		return
	}
	l.steps = append(l.steps, step{assign: s})
	for _, id := range fresh {
		l.declare(id.Name, at)
	}
	pairwise := len(s.Lhs) == len(s.Rhs)
	spec := &ast.ValueSpec{Values: s.Rhs}
	if pairwise {
		spec.Values = nil
	}
	for i, lhs := range s.Lhs {
		id := lhs.(*ast.Ident)
		from := id
		if old[i] != nil && !pairwise {
			from = l.temp("new", id.Pos())
		}
		switch {
		case old[i] != nil && pairwise:
			l.checkOnly(id, s.Rhs[i])
			continue
		case old[i] != nil:
			l.checkOnly(id, &ast.Ident{Name: from.Name, NamePos: id.Pos()})
		}
		spec.Names = append(spec.Names, from)
		if pairwise {
			spec.Values = append(spec.Values, s.Rhs[i])
		}
	}
	l.decls = append(l.decls, &ast.GenDecl{TokPos: s.Pos(), Tok: token.VAR, Specs: []ast.Spec{spec}})
}

func anyNamed(ids []*ast.Ident) bool {
	for _, id := range ids {
		if id.Name != "_" {
			return true
		}
	}
	return false
}

// checkOnly has "to = from" checked; the finished entry function replaces it.
func (l *layout) checkOnly(to *ast.Ident, from ast.Expr) {
	l.entry.Body.List = append(l.entry.Body.List, &ast.AssignStmt{Lhs: []ast.Expr{to}, TokPos: to.Pos(), Tok: token.ASSIGN, Rhs: []ast.Expr{from}})
}

// readError makes a call whose error nobody reads fail the cell:
// _, err := f(); if err != nil { panic(err) }.
func (l *layout) readError(call *ast.ExprStmt, results int) {
	at := call.Pos()
	err := l.temp("err", at)
	lhs := make([]ast.Expr, results)
	for i := range lhs {
		lhs[i] = &ast.Ident{Name: "_", NamePos: at}
	}
	lhs[results-1] = err
	l.define(&ast.AssignStmt{Lhs: lhs, TokPos: at, Tok: token.DEFINE, Rhs: []ast.Expr{call.X}})
	use := func(name string) *ast.Ident { return &ast.Ident{Name: name, NamePos: at} }
	l.statement(&ast.IfStmt{
		If:   at,
		Cond: &ast.BinaryExpr{X: use(err.Name), OpPos: at, Op: token.NEQ, Y: use("nil")},
		Body: &ast.BlockStmt{List: []ast.Stmt{&ast.ExprStmt{X: &ast.CallExpr{Fun: use("panic"), Args: []ast.Expr{use(err.Name)}}}}},
	})
}

func (l *layout) declare(name string, at int) {
	if _, ok := l.declared[name]; !ok && name != "_" {
		l.declared[name] = at
	}
}

func (l *layout) temp(name string, pos token.Pos) *ast.Ident {
	l.temps++
	return &ast.Ident{Name: name + mark + strconv.Itoa(l.temps), NamePos: pos}
}

// file is what go/types checks, with the given imports.
func (l *layout) file(imports []*ast.ImportSpec) *ast.File {
	f := &ast.File{Name: ast.NewIdent("main"), Imports: imports}
	if len(imports) > 0 {
		d := &ast.GenDecl{Tok: token.IMPORT, Lparen: 1}
		for _, spec := range imports {
			d.Specs = append(d.Specs, spec)
		}
		f.Decls = append(f.Decls, d)
	}
	f.Decls = append(append(f.Decls, l.decls...), l.entry)
	return f
}

// plain removes what the front end added to names in a message.
func plain(message string) string {
	for _, added := range []string{"prev", "new", "out", "err"} {
		message = strings.ReplaceAll(message, mark+added, "")
	}
	return strings.ReplaceAll(message, mark, "")
}
