package ssa

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// A plan says which values of a function need no register of their own.
type plan struct {
	fn       *ssa.Function
	order    map[ssa.Instruction]int   // position in its block
	alias    map[ssa.Value]ssa.Value   // conversions that change nothing; lengths, which their value has
	folded   map[ssa.Value]bool        // left to the only user
	update   map[*ssa.Store]*ssa.BinOp // *p += x in one go
	skip     map[ssa.Instruction]bool  // emit nothing here
	appended map[*ssa.Call]ssa.Value   // the one value of an append

	operand map[*ssa.BinOp]ssa.Value          // what arithmetic takes in
	row     map[*ssa.IndexAddr]*ssa.IndexAddr // of the slice that has the element
	list    map[*ssa.IndexAddr]*ssa.UnOp      // loads the slice that has the element

	number map[ssa.Value]int // of values that may be in registers
	out    []bitset          // live at the end of a block
	class  map[ssa.Value]ssa.Value
	member map[ssa.Value][]ssa.Value
}

// newPlan folds addresses and comparisons into the instructions that use them,
// then finds which values can share a register with the φ they flow into.
func newPlan(fn *ssa.Function) *plan {
	p := &plan{
		fn: fn, order: map[ssa.Instruction]int{}, alias: map[ssa.Value]ssa.Value{}, folded: map[ssa.Value]bool{},
		update: map[*ssa.Store]*ssa.BinOp{}, appended: map[*ssa.Call]ssa.Value{},
		operand: map[*ssa.BinOp]ssa.Value{}, row: map[*ssa.IndexAddr]*ssa.IndexAddr{}, list: map[*ssa.IndexAddr]*ssa.UnOp{}, skip: map[ssa.Instruction]bool{}, number: map[ssa.Value]int{},
		class: map[ssa.Value]ssa.Value{}, member: map[ssa.Value][]ssa.Value{},
	}
	for _, b := range fn.Blocks {
		for i, in := range b.Instrs {
			p.order[in] = i
		}
	}
	for i := len(fn.Blocks) - 1; i >= 0; i-- { // users first
		instrs := fn.Blocks[i].Instrs
		for k := len(instrs) - 1; k >= 0; k-- {
			p.fold(instrs[k])
		}
	}
	p.liveness()
	p.coalesce()
	return p
}

// users returns the instructions that use v.
func users(v ssa.Value) (out []ssa.Instruction) {
	if v.Referrers() == nil {
		return nil
	}
	for _, r := range *v.Referrers() {
		if _, ok := r.(*ssa.DebugRef); !ok {
			out = append(out, r)
		}
	}
	return out
}

func (p *plan) fold(in ssa.Instruction) {
	switch v := in.(type) {
	case *ssa.Store:
		p.foldUpdate(v)
	case *ssa.FieldAddr:
		if !p.skip[v] && p.onlyAccessed(v) {
			p.leave(v)
		}
	case *ssa.IndexAddr:
		if _, ok := v.X.Type().Underlying().(*types.Slice); ok && !p.skip[v] {
			if u := p.access(v); u != nil && p.near(v, u) {
				p.leave(v)
				p.foldRow(v, u)
				p.foldList(v, u)
			}
		}
	case *ssa.BinOp:
		p.foldOperand(v)
		if u := users(v); len(u) == 1 && u[0].Block() == v.Block() && comparesWords(v) {
			if _, ok := u[0].(*ssa.If); ok {
				p.leave(v)
			}
		}
	case *ssa.ChangeType:
		if classOf(v.Type()) != cAgg {
			p.alias[v], p.skip[v] = v.X, true
		}
	case *ssa.ChangeInterface:
		p.alias[v], p.skip[v] = v.X, true
	case *ssa.Convert:
		if changesNothing(v.X.Type(), v.Type()) {
			p.alias[v], p.skip[v] = v.X, true
		}
	case *ssa.Extract:
		p.skip[v] = true
	case *ssa.Call:
		if isLength(v) {
			p.alias[v], p.skip[v] = v.Call.Args[0], true
		}
		p.foldAppend(v)
	}
}

func (p *plan) leave(v ssa.Value) {
	p.folded[v], p.skip[v.(ssa.Instruction)] = true, true
}

// isLength reports whether v is the length of a string or slice: the second
// word of its register.
func isLength(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	b, ok := call.Call.Value.(*ssa.Builtin)
	if !ok || b.Name() != "len" {
		return false
	}
	c := classOf(call.Call.Args[0].Type())
	return c == cSlice || c == cString
}

// changesNothing reports whether a conversion leaves the register as it is.
func changesNothing(from, to types.Type) bool {
	if classOf(from) == cPtr && classOf(to) == cPtr {
		return true
	}
	a, b := info(from), info(to)
	if a&types.IsInteger != 0 && b&types.IsInteger != 0 {
		return basics[basic(to)].mem == m64 && basic(from) != types.UnsafePointer || basic(from) == basic(to)
	}
	if a&types.IsFloat != 0 && b&types.IsFloat != 0 {
		return basic(to) != types.Float32 || basic(from) == types.Float32
	}
	return a&types.IsString != 0 && b&types.IsString != 0
}

func isCompare(t token.Token) bool {
	switch t {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		return true
	}
	return false
}

// comparesWords reports whether b compares what a conditional jump can.
func comparesWords(b *ssa.BinOp) bool {
	c := classOf(b.X.Type())
	return isCompare(b.Op) && (c == cWord || c == cPtr) && classOf(b.Y.Type()) == c
}

// onlyAccessed reports whether the address v serves loads and stores only,
// also through the addresses of its own fields.
func (p *plan) onlyAccessed(v ssa.Value) bool {
	refs := users(v)
	for _, r := range refs {
		switch r := r.(type) {
		case *ssa.UnOp:
			if r.Op != token.MUL {
				return false
			}
		case *ssa.Store:
			if r.Addr != v || r.Val == v {
				return false
			}
		case *ssa.FieldAddr:
			if !p.folded[r] {
				return false
			}
		default:
			return false
		}
	}
	return len(refs) > 0
}

// access returns the one load or store that the address v serves.
func (p *plan) access(v ssa.Value) ssa.Instruction {
	refs := users(v)
	if len(refs) == 2 { // the load and the store of *v += x
		for _, r := range refs {
			if st, ok := r.(*ssa.Store); ok && st.Addr == v && p.update[st] != nil {
				return st
			}
		}
	}
	if len(refs) != 1 {
		return nil
	}
	switch r := refs[0].(type) {
	case *ssa.UnOp:
		if r.Op == token.MUL && !p.folded[r] {
			return r
		}
	case *ssa.Store:
		if r.Addr == v && r.Val != v {
			return r
		}
	case *ssa.FieldAddr:
		if p.folded[r] {
			return p.access(r)
		}
	}
	return nil
}

// near reports whether work can move from x down to y: both are in one block
// and nothing between them has an effect or can fail.
func (p *plan) near(x, y ssa.Instruction) bool {
	if x.Block() != y.Block() || p.order[x] > p.order[y] {
		return false
	}
	for _, in := range x.Block().Instrs[p.order[x]+1 : p.order[y]] {
		if !p.skip[in] && hasEffect(in) {
			return false
		}
	}
	return true
}

func hasEffect(in ssa.Instruction) bool {
	switch in := in.(type) {
	case *ssa.Store, *ssa.MapUpdate, *ssa.Send, *ssa.Go, *ssa.Defer, *ssa.RunDefers, *ssa.Panic, *ssa.Select, *ssa.Next, *ssa.TypeAssert, *ssa.MakeSlice, *ssa.Slice:
		return true
	case *ssa.UnOp:
		return in.Op == token.ARROW
	case *ssa.Call:
		return !isLength(in)
	}
	return false
}

// foldUpdate finds *p = *p + x, of which the front end computes the address
// twice where it is an element.
func (p *plan) foldUpdate(st *ssa.Store) {
	sum, ok := st.Val.(*ssa.BinOp)
	if !ok || len(users(sum)) != 1 || sum.Block() != st.Block() {
		return
	}
	float := basic(sum.Type()) == types.Float64
	integer := info(sum.Type())&types.IsInteger != 0 && basics[basic(sum.Type())].mem == m64
	if !(sum.Op == token.ADD && (float || integer) || sum.Op == token.SUB && float) {
		return
	}
	ld, ok := sum.X.(*ssa.UnOp)
	if !ok || ld.Op != token.MUL || sum.Y == ld || len(users(ld)) != 1 || !sameAddress(ld.X, st.Addr) || !p.near(ld, st) {
		return
	}
	if ld.X != st.Addr {
		first, ok := ld.X.(ssa.Instruction)
		if !ok || len(users(ld.X)) != 1 || !p.near(first, st) {
			return
		}
		p.leave(ld.X)
	}
	p.update[st] = sum
	p.leave(sum)
	p.leave(ld)
}

func sameAddress(x, y ssa.Value) bool {
	if x == y {
		return true
	}
	switch x := x.(type) {
	case *ssa.FieldAddr:
		y, ok := y.(*ssa.FieldAddr)
		return ok && x.Field == y.Field && sameAddress(x.X, y.X)
	case *ssa.IndexAddr:
		y, ok := y.(*ssa.IndexAddr)
		return ok && x.X == y.X && x.Index == y.Index && classOf(x.X.Type()) == cSlice
	}
	return false
}

// operands visits the values whose registers an instruction reads, through
// what is folded into it.
func (p *plan) operands(in ssa.Instruction, visit func(ssa.Value)) {
	see := func(v ssa.Value) {
		if v = p.resolve(v); p.folded[v] {
			p.operands(v.(ssa.Instruction), visit)
		} else {
			visit(v)
		}
	}
	if call, ok := in.(*ssa.Call); ok && p.appended[call] != nil {
		see(call.Call.Args[0])
		see(p.appended[call])
		return
	}
	for _, o := range in.Operands(nil) {
		if *o == nil {
			continue
		}
		see(*o)
	}
}

// resolve follows aliases; a length resolves to what it is the length of.
func (p *plan) resolve(v ssa.Value) ssa.Value {
	for p.alias[v] != nil {
		v = p.alias[v]
	}
	return v
}
