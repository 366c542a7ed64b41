package ssa

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"math"
	"reflect"

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
		body: &body{fn: f, name: e.displayName(f.ssa), hidden: f.ssa.Syntax() == nil, recover: -1},
	}
	defer lw.locate()
	lw.pos = f.ssa.Pos()
	lw.frame()
	for range f.ssa.Blocks {
		lw.blocks = append(lw.blocks, &block{code: -1})
	}
	for i, b := range f.ssa.Blocks {
		lw.cur = lw.blocks[i]
		if i == 0 {
			lw.freeVariables()
		}
		for _, in := range b.Instrs {
			if !lw.plan.skip[in] {
				if at := in.Pos(); at.IsValid() {
					lw.pos = at
				}
				lw.instruction(in)
			}
		}
	}
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
	lw.body.slow = append(lw.body.slow, f)
}

func (lw *lowering) end(in ins) { lw.cur.end, lw.cur.at = in, lw.pos }

// at returns the register of a value.
func (lw *lowering) at(v ssa.Value) place {
	switch v := v.(type) {
	case *ssa.Const:
		return lw.constant(v)
	case *ssa.Global:
		return lw.global(v)
	case *ssa.Function:
		return lw.functionValue(v)
	case *ssa.Extract:
		return lw.components(v.Tuple)[v.Index]
	}
	if lw.plan.alias[v] != nil {
		p := lw.at(lw.plan.alias[v])
		if isLength(v) {
			p.off += 8
		}
		return place{p.off, lw.typ(v.Type())}
	}
	root := lw.plan.find(v)
	p, ok := lw.place[root]
	if !ok {
		p = lw.layout.register(lw.typ(root.Type()))
		lw.place[root] = p
	}
	return place{p.off, lw.typ(v.Type())}
}

func (lw *lowering) off(v ssa.Value) off { return lw.at(v).off }

// components returns the registers of a value that is several.
func (lw *lowering) components(v ssa.Value) []place {
	if p, ok := lw.tuple[v]; ok {
		return p
	}
	var out []place
	for c := range v.Type().(*types.Tuple).Variables() {
		if c.Type() == types.Typ[types.Invalid] {
			out = append(out, place{})
			continue
		}
		out = append(out, lw.layout.register(lw.typ(c.Type())))
	}
	lw.tuple[v] = out
	return out
}

// setup has f run when a frame is made.
func (lw *lowering) setup(f func(fp ptr)) { lw.body.setup = append(lw.body.setup, f) }

func (lw *lowering) pointerConstant(p ptr) off {
	key := constantKey{nil, p}
	if c, ok := lw.consts[key]; ok {
		return c.off
	}
	o := lw.layout.newPointer()
	lw.consts[key] = place{off: o}
	lw.setup(func(fp ptr) { *ptrAt(fp, o) = p })
	return o
}

func (lw *lowering) wordConstant(w int64) off {
	key := constantKey{nil, w}
	if c, ok := lw.consts[key]; ok {
		return c.off
	}
	o := lw.layout.newWord()
	lw.consts[key] = place{off: o}
	if w != 0 {
		lw.setup(func(fp ptr) { *intAt(fp, o) = w })
	}
	return o
}

// constant returns a register that holds c in every frame.
func (lw *lowering) constant(c *ssa.Const) place {
	t := lw.typ(c.Type())
	switch {
	case t.class == cWord:
		return place{lw.wordConstant(wordOf(c)), t}
	case c.Value == nil: // zero, as new frames are
		key := constantKey{t, nil}
		p, ok := lw.consts[key]
		if !ok {
			p = lw.layout.register(t)
			lw.consts[key] = p
		}
		return p
	case t.class == cString:
		s := constant.StringVal(c.Value)
		key := constantKey{t, s}
		p, ok := lw.consts[key]
		if !ok {
			p = lw.layout.register(t)
			lw.consts[key] = p
			lw.setup(func(fp ptr) { *strAt(fp, p.off) = s })
		}
		return p
	case isComplex(c.Type()):
		p := lw.layout.register(t)
		z := c.Complex128()
		lw.setup(func(fp ptr) { reflect.NewAt(t.rt, ptr(ptrAt(fp, p.off))).Elem().SetComplex(z) })
		return p
	}
	panic(unsupported("the constant " + c.String()))
}

// wordOf is a scalar constant as a register holds it.
func wordOf(c *ssa.Const) int64 {
	if c.Value == nil {
		return 0
	}
	switch {
	case c.Value.Kind() == constant.Bool:
		return boolWord(constant.BoolVal(c.Value))
	case basic(c.Type()) == types.Float32:
		f, _ := constant.Float32Val(constant.ToFloat(c.Value))
		return int64(math.Float64bits(float64(f)))
	case isFloat(c.Type()):
		f, _ := constant.Float64Val(constant.ToFloat(c.Value))
		return int64(math.Float64bits(f))
	case isUnsigned(c.Type()):
		return int64(c.Uint64())
	}
	return c.Int64()
}

// global returns a register that holds the address of a variable.
func (lw *lowering) global(g *ssa.Global) place {
	t := lw.typ(g.Type())
	return place{lw.pointerConstant(lw.eng.variable(g)), t}
}

// functionValue returns a register that holds fn as a func value.
func (lw *lowering) functionValue(fn *ssa.Function) place {
	t := lw.typ(fn.Signature)
	key := constantKey{t, fn}
	if p, ok := lw.consts[key]; ok {
		return p
	}
	p := lw.layout.register(t)
	lw.consts[key] = p
	if fn.Blocks == nil {
		v := lw.eng.compiledFunction(fn)
		lw.setup(func(fp ptr) { reflect.NewAt(v.Type(), ptr(ptrAt(fp, p.off))).Elem().Set(v) })
		return p
	}
	f := lw.eng.function(fn)
	lw.setup(func(fp ptr) { *ptrAt(fp, p.off) = f.asValue() })
	return p
}

// edge returns the block that leads from one block to another, with the moves
// of its φs.
func (lw *lowering) edge(from, to *ssa.BasicBlock) *block {
	target := lw.blocks[to.Index]
	var m parallelMove
	for _, phi := range phis(to) {
		for k, pred := range to.Preds {
			if pred == from {
				m.add(lw.at(phi), lw.at(phi.Edges[k]))
				break
			}
		}
	}
	if len(m.to) == 0 {
		return target
	}
	lw.cur = lw.blocks[from.Index]
	lw.pos = lw.cur.at
	if len(from.Succs) > 1 {
		lw.cur = &block{code: -1, end: ins{op: oJump}, next: [2]*block{target}}
		lw.blocks = append(lw.blocks, lw.cur)
		lw.moves(m)
		return lw.cur
	}
	lw.moves(m)
	return target
}

// A parallelMove is several moves that happen at once.
type parallelMove struct{ to, from []place }

func (m *parallelMove) add(to, from place) {
	if to.off != from.off {
		m.to, m.from = append(m.to, to), append(m.from, from)
	}
}

// moves emits m: always a move to a register that nobody still reads; where
// there is none, they go in a circle, which a temporary breaks.
func (lw *lowering) moves(m parallelMove) {
	for len(m.to) > 0 {
		free := -1
		for i := range m.to {
			if !m.reads(m.to[i], i) {
				free = i
			}
		}
		if free < 0 {
			t := lw.layout.register(m.from[0].typ)
			lw.move(t, m.from[0])
			m.from[0] = t
			continue
		}
		lw.move(m.to[free], m.from[free])
		m.to = append(m.to[:free:free], m.to[free+1:]...)
		m.from = append(m.from[:free:free], m.from[free+1:]...)
	}
}

// reads reports whether a move other than number except reads of p. A length
// is read from within a longer register.
func (m *parallelMove) reads(p place, except int) bool {
	for j, f := range m.from {
		if j != except && f.off < p.off+p.size() && p.off < f.off+f.size() {
			return true
		}
	}
	return false
}

func (p place) size() off { return off(max(8, registerType(p.typ).Size())) }

var moveOps = [...]op{cWord: oMoveW, cPtr: oMoveP, cString: oMoveS, cSlice: oMoveL, cIface: oMoveE}

func (lw *lowering) move(to, from place) {
	if to.off == from.off {
		return
	}
	if to.typ.class != cAgg {
		lw.emit(ins{op: moveOps[to.typ.class], a: from.off, d: to.off})
		return
	}
	t := from.typ
	lw.slow(func(fp ptr) { moveRegister(t, ptr(ptrAt(fp, to.off)), ptr(ptrAt(fp, from.off))) })
}

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
