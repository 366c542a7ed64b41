package ssa

import (
	"fmt"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// A block is a piece of bytecode that is entered at its start only. Its end is
// a jump to next[0], a return, or a branch: to next[0] when the condition
// holds, else to next[1].
type block struct {
	ins  []ins
	pos  []token.Pos
	end  ins
	at   token.Pos // of end
	next [2]*block
	code int // where linking put it, -1 before
}

// A lowering turns one function into blocks.
type lowering struct {
	eng    *Engine
	fn     *ssa.Function
	body   *body
	layout *frameLayout
	plan   *plan
	place  map[ssa.Value]place
	tuple  map[ssa.Value][]place
	consts map[constantKey]place
	blocks []*block // by number of the ssa.BasicBlock, then those of split edges
	cur    *block
	pos    token.Pos
	reuse  reuse
	// defersElsewhere: only functions within this one have defer statements.
	defersElsewhere bool
}

type constantKey struct {
	t *typ
	v any
}

// compile makes the body of f. It panics with *eval.Unsupported.
func (e *Engine) compile(f *function) *body {
	lw := &lowering{
		eng: e, fn: f.ssa, plan: newPlan(f.ssa),
		place: map[ssa.Value]place{}, tuple: map[ssa.Value][]place{}, consts: map[constantKey]place{},
		body: &body{
			fn: f, name: e.displayName(f.ssa), pkg: e.packageName(f.ssa), hidden: e.hidden(f.ssa), recover: -1, start: f.ssa.Pos(),
			wrapper: f.ssa.Syntax() == nil && f.ssa.Synthetic != "package initializer",
		},
	}
	defer lw.locate()
	e.types.within = f.ssa
	defer func() { e.types.within = nil }()
	lw.pos = f.ssa.Pos()
	lw.frame()
	lw.debug()
	for range f.ssa.Blocks {
		lw.blocks = append(lw.blocks, &block{code: -1})
	}
	for i, b := range f.ssa.Blocks {
		lw.cur = lw.blocks[i]
		if i == 0 {
			if d := lw.body.debug; d != nil {
				lw.slow(d.begin)
			}
			lw.freeVariables()
		}
		lw.reuse.begin(lw.plan, b)
		for _, in := range b.Instrs {
			if !lw.plan.skip[in] {
				if at := in.Pos(); at.IsValid() {
					lw.pos = at
				}
				lw.instruction(in)
				lw.reuse.after(lw, in)
			}
		}
	}
	lw.reuse = reuse{}
	for i, b := range f.ssa.Blocks {
		for k, s := range b.Succs {
			lw.blocks[i].next[k] = lw.edge(b, s)
		}
	}
	lw.link()
	lw.body.frame = lw.layout.reflected()
	return lw.body
}

// locate gives an *eval.Unsupported on its way up the place in the cell.
func (lw *lowering) locate() {
	if r := recover(); r != nil {
		if u, ok := r.(*unsupportedError); ok && !u.at.IsValid() {
			u.at = lw.pos
		}
		panic(r)
	}
}

func (lw *lowering) typ(t types.Type) *typ { return lw.eng.types.of(t) }

func (lw *lowering) typs(tuple *types.Tuple) (out []*typ) {
	for v := range tuple.Variables() {
		out = append(out, lw.typ(v.Type()))
	}
	return out
}

// frame lays out parameters and results.
func (lw *lowering) frame() {
	var params []*typ
	for _, p := range lw.fn.Params {
		params = append(params, lw.typ(p.Type()))
	}
	lw.body.params, lw.body.results, lw.layout = places(params, lw.typs(lw.fn.Signature.Results()))
	lw.body.single = cAgg
	if r := lw.body.results; len(r) == 1 && r[0].typ.class <= cPtr {
		lw.body.single = r[0].typ.class
	}
	for i, p := range lw.fn.Params {
		lw.place[p] = lw.body.params[i]
	}
	runs := false
	for _, b := range lw.fn.Blocks {
		for _, in := range b.Instrs {
			switch in := in.(type) {
			case *ssa.Defer:
				lw.body.defers = true
			case *ssa.RunDefers:
				lw.body.defers, runs = true, true
			case *ssa.Call:
				if b, ok := in.Call.Value.(*ssa.Builtin); ok && b.Name() == "ssa:deferstack" {
					lw.body.defers, lw.defersElsewhere = true, true
				}
			}
		}
	}
	lw.defersElsewhere = lw.defersElsewhere && !runs && lw.fn.Recover != nil
}

// freeVariables copies what a closure holds into registers.
func (lw *lowering) freeVariables() {
	_, offsets := lw.eng.closureLayout(lw.fn)
	for i, v := range lw.fn.FreeVars {
		t := lw.typ(v.Type())
		p := lw.layout.register(t)
		lw.place[v] = p
		o := int32(offsets[i])
		switch t.class {
		case cWord:
			lw.emit(ins{op: oLoad64, a: contextOff, d: p.off, t: o})
		case cPtr:
			lw.emit(ins{op: oLoadP, a: contextOff, d: p.off, t: o})
		case cString:
			lw.emit(ins{op: oLoadS, a: contextOff, d: p.off, t: o})
		case cSlice:
			lw.emit(ins{op: oLoadL, a: contextOff, d: p.off, t: o})
		case cIface:
			lw.emit(ins{op: oLoadE, a: contextOff, d: p.off, t: o})
		default:
			lw.slow(func(fp ptr) { moveRegister(t, ptr(ptrAt(fp, p.off)), fieldAt(*ptrAt(fp, contextOff), uintptr(o))) })
		}
	}
}

func (lw *lowering) emit(in ins) {
	lw.cur.ins = append(lw.cur.ins, in)
	lw.cur.pos = append(lw.cur.pos, lw.pos)
}

// slow emits what the loop does not do itself.
func (lw *lowering) slow(f func(fp ptr)) {
	lw.emit(ins{op: oSlow, t: int32(len(lw.body.slow))})
	if d := lw.body.debug; d != nil {
		f = visiting(d.debugger, f)
	}
	lw.body.slow = append(lw.body.slow, f)
}

func (lw *lowering) end(in ins) { lw.cur.end, lw.cur.at = in, lw.pos }

// displayName is how tracebacks call a function; the cell itself has no name.
func (e *Engine) displayName(fn *ssa.Function) string {
	if p := fn.Parent(); p != nil {
		outer := e.displayName(p)
		if outer == "" || outer == literal {
			return literal
		}
		return outer + ".func"
	}
	name := fn.Name()
	if o := fn.Origin(); o != nil {
		name = o.Name()
	}
	if recv := fn.Signature.Recv(); recv != nil {
		if n, ok := types.Unalias(deref(recv.Type())).(*types.Named); ok {
			name = n.Obj().Name() + "." + name
		}
	}
	return plainName(name)
}

const literal = "a function literal"

func deref(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

func (lw *lowering) unsupported(in ssa.Instruction) {
	panic(unsupported(fmt.Sprintf("%s (%T)", in, in)))
}
