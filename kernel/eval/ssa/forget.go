package ssa

import (
	"go/ast"
	"go/token"
	"go/types"
	gomaps "maps"
	"runtime"
	"strings"
	"weak"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"gradus/kernel/eval"
)

// era is for how many cells one ssa program serves. It keeps all that was ever
// built in it, so the next ones get a new program, into which only the packages
// of cells with live names go, without bodies: their functions are compiled.
const era = 64

// A syntax is what a package with generic functions is built from, again for
// each program, as their instances are.
type syntax struct {
	files []*ast.File
	info  *types.Info
}

// Forget drops what no later cell can name: variables at once, everything else
// at the end of an era. What code that is still held uses, it holds itself.
func (e *Engine) Forget(live []types.Object) {
	e.mu.Lock()
	defer e.mu.Unlock()
	r := e.reach(live)
	gomaps.DeleteFunc(e.variables, func(v *types.Var, _ ptr) bool { return inCell(v) && !r.objects[v] })
	gomaps.DeleteFunc(e.declared, func(f *types.Func, _ *function) bool {
		return inCell(f) && f.Signature().Recv() == nil && !r.objects[f]
	})
	gomaps.DeleteFunc(e.functions, func(_ *ssa.Function, f *function) bool {
		return f.object != nil && e.declared[f.object] == nil
	})
	if e.cells >= era {
		e.cells = 0
		e.fade(r)
		e.renew(r)
	}
}

// fade takes types that can't be named any more out of the table. Values of
// them may be in interfaces still: those keep the types, and for these the
// methods and the types of their parts.
func (e *Engine) fade(r *reached) {
	m := e.types
	complete := map[*typ]bool{}
	for more := true; more; { // what this compiles may need further types
		more = false
		for _, t := range m.same.Keys() {
			if k := m.same.At(t).(*typ); !complete[k] && !r.mentionsOnlyReached(t) {
				complete[k], more = true, true
				e.completeMethods(k)
				k.parts = e.partsOf(k.t)
			}
		}
	}
	var same, faded typeutil.Map
	m.faded.Iterate(func(t types.Type, v any) {
		if v.(weak.Pointer[typ]).Value() != nil {
			faded.Set(t, v)
		}
	})
	m.same.Iterate(func(t types.Type, v any) {
		if k := v.(*typ); r.mentionsOnlyReached(t) {
			same.Set(t, k)
		} else {
			faded.Set(t, weak.Make(k))
		}
	})
	m.known, m.same, m.faded = map[types.Type]*typ{}, same, faded
}

// completeMethods compiles what methods of t have not been needed so far.
// Those that can't be compiled stay away: nobody has called them.
func (e *Engine) completeMethods(t *typ) {
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(*unsupportedError); !ok {
				panic(r)
			}
			e.pending = nil
		}
	}()
	e.needMethods(t)
	e.compilePending()
}

// partsOf returns the types that values of type t consist of.
func (e *Engine) partsOf(t types.Type) (parts []*typ) {
	switch u := t.Underlying().(type) {
	case *types.Struct:
		for f := range u.Fields() {
			parts = append(parts, e.types.of(f.Type()))
		}
	case *types.Map:
		parts = append(parts, e.types.of(u.Key()), e.types.of(u.Elem()))
	default:
		if elem := elemOf(t); elem != nil {
			parts = append(parts, e.types.of(elem))
		}
	}
	return parts
}

// renew begins an era.
func (e *Engine) renew(r *reached) {
	gomaps.DeleteFunc(e.declared, func(f *types.Func, _ *function) bool { return inCell(f) && !r.objects[f] })
	gomaps.DeleteFunc(e.generic, func(f *types.Func, _ []types.Object) bool { return inCell(f) && !r.objects[f] })
	gomaps.DeleteFunc(e.syntax, func(p *types.Package, _ *syntax) bool { return isCell(p) && !r.packages[p] })
	before := e.program.AllPackages()
	e.program = newProgram(e.fset)
	e.functions = map[*ssa.Function]*function{}
	clear(e.starts)
	for _, p := range e.sources {
		e.createSource(p)
	}
	for _, p := range before { // compiled ones
		if e.program.Package(p.Pkg) == nil && !e.fromSource(p.Pkg) {
			e.program.CreatePackage(p.Pkg, nil, nil, true)
		}
	}
	for p, s := range e.syntax {
		e.importAll(p)
		for _, f := range s.files {
			e.noteStarts(f)
		}
		e.program.CreatePackage(p, s.files, s.info, false)
	}
	for p := range r.packages {
		if e.program.Package(p) == nil {
			e.program.CreatePackage(p, nil, nil, false)
		}
	}
}

// keepGenerics remembers what instances of the unit's generic functions will
// be made of.
func (e *Engine) keepGenerics(u *eval.Unit, file *ast.File, info *types.Info) {
	found := false
	for _, d := range file.Decls {
		decl, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		fn, _ := info.Defs[decl.Name].(*types.Func)
		if fn == nil || fn.Signature().TypeParams() == nil && fn.Signature().RecvTypeParams() == nil {
			continue
		}
		found = true
		var uses []types.Object
		ast.Inspect(decl, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				if obj := info.Uses[id]; obj != nil && inCell(obj) {
					uses = append(uses, obj)
				}
			}
			return true
		})
		e.generic[fn] = uses
	}
	if found {
		e.syntax[u.Package] = &syntax{[]*ast.File{file}, info}
	}
}

func inCell(obj types.Object) bool { return isCell(obj.Pkg()) }

func isCell(p *types.Package) bool { return p != nil && p.Path() == "main" }

func newProgram(fset *token.FileSet) *ssa.Program {
	return ssa.NewProgram(fset, ssa.InstantiateGenerics|ssa.BareInits)
}

// declares returns the function or method that fn is in whatever program, of a
// cell or a package from source; nil of literals, instances and wrappers.
func (e *Engine) declares(fn *ssa.Function) *types.Func {
	object, _ := fn.Object().(*types.Func)
	if object == nil || !e.fromSource(object.Pkg()) || fn.Origin() != nil {
		return nil
	}
	if decl, ok := fn.Syntax().(*ast.FuncDecl); ok && decl.Body != nil || inCell(object) && strings.HasPrefix(fn.Synthetic, "from type information") {
		return object
	}
	return nil
}

// givePool gives f a place in the threads' tables, which it leaves to others
// when it is gone: frames in a table hold their function.
func (e *Engine) givePool(f *function) {
	e.poolsMu.Lock()
	defer e.poolsMu.Unlock()
	if n := len(e.freePools); n > 0 {
		f.pool = e.freePools[n-1]
		e.freePools = e.freePools[:n-1]
	} else {
		f.pool = uint32(e.functionCount.Add(1)) * 8
	}
	runtime.AddCleanup(f, func(pool uint32) {
		e.poolsMu.Lock()
		defer e.poolsMu.Unlock()
		e.freePools = append(e.freePools, pool)
	}, f.pool)
}
