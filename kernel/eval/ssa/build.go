package ssa

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"sync/atomic"

	"golang.org/x/tools/go/ssa"

	"gradus/kernel/eval"
)

// build makes an ssa package of the unit and queues its functions.
func (e *Engine) build(u *eval.Unit) *cell {
	e.debugger.addStops(u)
	sources := e.addSources(u.Sources)
	e.importAll(u.Package)
	e.noteStarts(u.File)
	constantRanges(u.File, u.Info)
	info := *u.Info
	info.InitOrder = nil // the entry function does it
	file := *u.File
	file.Decls = append(e.declarations(u), e.lateMethods(u, &info)...)
	e.cells++
	e.keepGenerics(u, &file, &info)
	pkg := e.program.CreatePackage(u.Package, []*ast.File{&file}, &info, false)
	pkg.Build()

	c := &cell{engine: e, entry: e.function(pkg.Func(u.Entry.Name.Name)), replaces: map[*function]*function{}, finished: &atomic.Bool{}, sources: sources}
	for _, m := range pkg.Members {
		switch m := m.(type) {
		case *ssa.Function:
			if m.TypeParams() == nil && m.Synthetic == "" {
				e.function(m)
			}
		case *ssa.Type:
			e.declaredType(m)
		}
	}
	for _, v := range u.Results {
		t := e.types.of(v.Type())
		e.needMethods(t)
		g := e.globalOf(v)
		e.marks[g] = c.finished
		c.results = append(c.results, result{e.variable(g), t})
	}
	for now, before := range u.Replaces {
		c.replaces[e.function(e.program.FuncValue(before))] = e.function(e.program.FuncValue(now))
	}
	for body, method := range u.Methods {
		if fn := e.program.FuncValue(body); fn != nil { // the method has a body already
			c.replaces[e.declared[method]] = e.function(fn)
		} else {
			e.function(e.program.FuncValue(method))
		}
	}
	return c
}

// declarations returns the unit's declarations, one of its variables added.
func (e *Engine) declarations(u *eval.Unit) []ast.Decl {
	var out []ast.Decl
	for _, d := range u.File.Decls {
		if f, ok := d.(*ast.FuncDecl); ok {
			if fn, ok := u.Info.Defs[f.Name].(*types.Func); ok && u.Methods[fn] != nil {
				continue // lateMethods
			}
		}
		out = append(out, d)
	}
	for _, v := range u.Vars {
		id := &ast.Ident{Name: v.Name(), NamePos: v.Pos()}
		u.Info.Defs[id] = v
		out = append(out, &ast.GenDecl{Tok: token.VAR, Specs: []ast.Spec{&ast.ValueSpec{Names: []*ast.Ident{id}}}})
	}
	return out
}

// importAll creates the packages, without bodies, that pkg imports. Those that
// they import in turn are not complete: of them ssa makes what it needs.
func (e *Engine) importAll(pkg *types.Package) {
	for _, p := range pkg.Imports() {
		if e.program.Package(p) == nil && p.Complete() && !e.fromSource(p) {
			e.program.CreatePackage(p, nil, nil, true)
		}
	}
}

// declaredType has the methods of a type compiled: compiled code may call them.
func (e *Engine) declaredType(m *ssa.Type) {
	named, ok := m.Type().(*types.Named)
	if !ok || named.TypeParams() != nil || types.IsInterface(named) {
		return
	}
	for i := range named.NumMethods() {
		if fn := e.program.FuncValue(named.Method(i)); fn != nil && fn.TypeParams() == nil {
			e.function(fn)
		}
	}
}

func (e *Engine) globalOf(v *types.Var) *ssa.Global {
	return e.program.Package(v.Pkg()).Var(v.Name())
}

// variable returns the address of a variable, of a cell or a compiled package.
func (e *Engine) variable(g *ssa.Global) ptr {
	object := g.Object().(*types.Var)
	if p, ok := e.variables[object]; ok {
		return p
	}
	var p ptr
	if e.fromSource(g.Pkg.Pkg) {
		p = reflect.New(e.types.of(elemOf(g.Type())).rt).UnsafePointer()
	} else {
		v, ok := e.symbol(g.Pkg.Pkg.Path(), g.Name())
		if !ok || !v.CanAddr() {
			panic(unsupported("the variable " + g.Pkg.Pkg.Name() + "." + g.Name()))
		}
		p = v.Addr().UnsafePointer()
	}
	e.variables[object] = p
	return p
}

// noteStarts remembers where expressions start: ssa names an operator or a
// parenthesis instead.
func (e *Engine) noteStarts(f *ast.File) {
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IndexExpr:
			e.starts[n.Lbrack] = n.Pos()
		case *ast.SliceExpr:
			e.starts[n.Lbrack] = n.Pos()
		case *ast.CallExpr:
			e.starts[n.Lparen] = n.Pos()
		case *ast.TypeAssertExpr:
			e.starts[n.Lparen] = n.Pos()
		case *ast.BinaryExpr:
			e.starts[n.OpPos] = n.Pos()
		case *ast.SelectorExpr:
			e.starts[n.Sel.Pos()] = n.Pos()
		}
		return true
	})
}
