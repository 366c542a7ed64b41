package ssa

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"gradus/kernel/eval/source"
)

// A sourcePackage is a package, or the generic part of a compiled one, that is
// run from its source.
type sourcePackage struct {
	*source.Package
	init        *function // nil if there is nothing to initialise
	initialised bool
}

// RunsSource reports true.
func (e *Engine) RunsSource() bool { return true }

// addSources builds what the unit imports from source, and returns all of it.
func (e *Engine) addSources(list []*source.Package) (out []*sourcePackage) {
	for _, s := range list {
		p := e.sources[s.Types]
		if p == nil {
			p = &sourcePackage{Package: s}
			e.sources[s.Types] = p
			e.buildSource(p)
		}
		if p.init != nil && !p.initialised {
			e.function(p.init.ssa) // unless it is compiled already
		}
		out = append(out, p)
	}
	return out
}

func (e *Engine) buildSource(p *sourcePackage) {
	pkg := e.createSource(p)
	pkg.Build()
	if len(p.Info.InitOrder) > 0 || declaresInit(p.Files) {
		p.init = e.function(pkg.Func("init"))
	}
}

// createSource puts the package into the engine's present program.
func (e *Engine) createSource(p *sourcePackage) *ssa.Package {
	if p.Compiled != nil && e.program.Package(p.Compiled) == nil {
		e.program.CreatePackage(p.Compiled, nil, nil, false)
	}
	e.importAll(p.Types)
	for _, f := range p.Files {
		if p.Own() {
			e.noteStarts(f)
		}
	}
	return e.program.CreatePackage(p.Types, p.Files, p.Info, true)
}

func declaresInit(files []*ast.File) bool {
	for _, f := range files {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				return true
			}
		}
	}
	return false
}

// initialise initialises the packages that have not been, on a thread.
func (th *thread) initialise(list []*sourcePackage) {
	for _, p := range list {
		if p.init != nil && !p.initialised {
			fp := th.take(p.init)
			th.activate(fp, nil)
		}
		p.initialised = true
	}
}

// fromSource reports whether a package is a cell's, or run from its source.
func (e *Engine) fromSource(p *types.Package) bool {
	return p != nil && (p.Path() == "main" || e.sources[p] != nil)
}

// interpreted reports whether a named type is declared in what is interpreted.
// Generic types are, also those of compiled packages: nobody has compiled them
// for the types that a cell needs.
func (e *Engine) interpreted(t *types.Named) bool {
	return e.fromSource(t.Obj().Pkg()) || t.TypeArgs() != nil
}

// hidden reports whether a function is none of the learner's, so that
// tracebacks don't show it.
func (e *Engine) hidden(fn *ssa.Function) bool {
	if fn.Syntax() == nil {
		return true
	}
	s := e.sources[declaredIn(fn)]
	return s != nil && !s.Own()
}

// declaredIn is the package in which a function is written.
func declaredIn(fn *ssa.Function) *types.Package {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	if o := fn.Origin(); o != nil {
		fn = o
	}
	switch {
	case fn.Pkg != nil:
		return fn.Pkg.Pkg
	case fn.Object() != nil:
		return fn.Object().Pkg()
	}
	return nil
}

// packageName is how tracebacks name the package of a function: "" for cells.
func (e *Engine) packageName(fn *ssa.Function) string {
	if p := declaredIn(fn); e.sources[p] != nil {
		return p.Name()
	}
	return ""
}
