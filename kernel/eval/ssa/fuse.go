package ssa

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// What arithmetic of floats takes in: a product that is added to something, or
// a number in memory. And an element of a row of a matrix in one go.

// foldOperand leaves one operand of v to it.
func (p *plan) foldOperand(v *ssa.BinOp) {
	if p.folded[v] || !isFloat(v.Type()) {
		return
	}
	commutes := v.Op == token.ADD || v.Op == token.MUL
	if v.Op == token.ADD || v.Op == token.SUB {
		for _, x := range []ssa.Value{v.Y, v.X} {
			if product, ok := x.(*ssa.BinOp); ok && (commutes || x == v.Y) && p.isProduct(product, v) {
				p.operand[v] = product
				p.leave(product)
				return
			}
		}
	}
	if v.Op == token.QUO || basic(v.Type()) == types.Float32 {
		return
	}
	for _, x := range []ssa.Value{v.Y, v.X} {
		if ld, ok := x.(*ssa.UnOp); ok && (commutes || x == v.Y) && v.X != v.Y && p.isNumber(ld, v) {
			p.operand[v] = ld
			p.leave(ld)
			return
		}
	}
}

// isProduct reports whether x is a product that only sum needs.
func (p *plan) isProduct(x, sum *ssa.BinOp) bool {
	return x.Op == token.MUL && !p.folded[x] && x.Block() == sum.Block() && len(users(x)) == 1 && sum.X != sum.Y
}

// isNumber reports whether x is loaded, not from a slice, for v only.
func (p *plan) isNumber(x *ssa.UnOp, v *ssa.BinOp) bool {
	if x.Op != token.MUL || p.folded[x] || len(users(x)) != 1 || !p.near(x, v) {
		return false
	}
	_, element := x.X.(*ssa.IndexAddr)
	return !element
}

// other is the operand of v that is not folded.
func other(v *ssa.BinOp, folded ssa.Value) ssa.Value {
	if v.Y == folded {
		return v.X
	}
	return v.Y
}

// fused emits v and the operand that is folded into it.
func (lw *lowering) fused(v *ssa.BinOp, operand ssa.Value) {
	x, d := lw.off(other(v, operand)), lw.off(v)
	switch o := operand.(type) {
	case *ssa.BinOp:
		ops := [...]op{oMulAddF, oMulSubF, oMulAddF32, oMulSubF32}
		kind := boolWord(v.Op == token.SUB) + 2*boolWord(basic(v.Type()) == types.Float32)
		lw.emit(ins{op: ops[kind], a: lw.off(o.X), b: lw.off(o.Y), c: x, d: d})
	case *ssa.UnOp:
		a := lw.address(o.X)
		lw.emit(ins{op: memoryOps[v.Op], a: lw.pointer(a), b: x, d: d, t: a.off})
	}
}

var memoryOps = map[token.Token]op{token.ADD: oAddFMem, token.SUB: oSubFMem, token.MUL: oMulFMem}

// foldRow leaves to v, an element's address that is folded into its only load
// or store, the load of the row in which the element is.
func (p *plan) foldRow(v *ssa.IndexAddr, access ssa.Instruction) {
	if st, ok := access.(*ssa.Store); ok && p.update[st] != nil {
		return
	}
	if _, direct := accessed(access).(*ssa.IndexAddr); !direct {
		return
	}
	switch basic(elemOf(v.X.Type())) {
	case types.Float64, types.Float32, types.Int:
	default:
		return
	}
	row, ok := v.X.(*ssa.UnOp)
	if !ok || row.Op != token.MUL || p.folded[row] || len(users(row)) != 1 || !p.near(row, access) {
		return
	}
	from, ok := row.X.(*ssa.IndexAddr)
	if !ok || classOf(from.X.Type()) != cSlice || p.folded[from] || len(users(from)) != 1 || !p.near(from, access) {
		return
	}
	p.row[v] = from
	p.leave(row)
	p.leave(from)
}

// rowOps are the operations on elements of rows.
func rowOps(t *typ) (load, store op) {
	if t.mem == mF32 {
		return oElemRowF32, oPutRowF32
	}
	return oElemRow, oPutRow
}

// accessed is the address that a load or store uses.
func accessed(in ssa.Instruction) ssa.Value {
	switch in := in.(type) {
	case *ssa.UnOp:
		return in.X
	case *ssa.Store:
		return in.Addr
	}
	return nil
}
