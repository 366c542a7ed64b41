package ssa

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// instruction emits what does the work of in.
func (lw *lowering) instruction(in ssa.Instruction) {
	switch v := in.(type) {
	case *ssa.Phi, *ssa.DebugRef:
	case *ssa.BinOp:
		lw.binary(v)
	case *ssa.UnOp:
		lw.unary(v)
	case *ssa.Alloc:
		lw.alloc(v)
	case *ssa.Store:
		lw.store(v)
	case *ssa.FieldAddr:
		lw.emit(ins{op: oField, a: lw.off(v.X), d: lw.off(v), t: lw.fieldOffset(v)})
	case *ssa.IndexAddr:
		lw.indexAddress(v)
	case *ssa.Field:
		lw.field(v)
	case *ssa.Index:
		lw.index(v)
	case *ssa.Call:
		lw.call(v)
	case *ssa.Go:
		lw.goStatement(v)
	case *ssa.Defer:
		lw.deferStatement(v)
	case *ssa.RunDefers:
		lw.slow(runDefers)
	case *ssa.Panic:
		if !lw.rangePanic(v) {
			x := lw.off(v.X)
			lw.slow(func(fp ptr) { panic(*anyAt(fp, x)) })
		}
		lw.end(ins{op: oHalt})
	case *ssa.If:
		lw.branch(v)
	case *ssa.Jump:
		lw.end(ins{op: oJump})
	case *ssa.Return:
		lw.returns(v)
	case *ssa.ChangeType:
		lw.move(lw.at(v), lw.at(v.X)) // of structs: the rest are aliases
	case *ssa.Convert:
		lw.convert(v)
	case *ssa.MultiConvert:
		lw.unsupported(v)
	case *ssa.SliceToArrayPointer:
		lw.sliceToArray(v)
	case *ssa.MakeInterface:
		lw.makeInterface(v)
	case *ssa.TypeAssert:
		lw.typeAssert(v)
	case *ssa.MakeClosure:
		lw.makeClosure(v)
	case *ssa.MakeSlice:
		lw.makeSlice(v)
	case *ssa.Slice:
		lw.slicing(v)
	case *ssa.MakeMap:
		lw.makeMap(v)
	case *ssa.MapUpdate:
		lw.mapUpdate(v)
	case *ssa.Lookup:
		lw.lookup(v)
	case *ssa.Range:
		lw.ranging(v)
	case *ssa.Next:
		lw.next(v)
	case *ssa.MakeChan:
		lw.makeChan(v)
	case *ssa.Send:
		lw.send(v)
	case *ssa.Select:
		lw.selecting(v)
	default:
		lw.unsupported(in)
	}
}

func (lw *lowering) branch(v *ssa.If) {
	c, ok := v.Cond.(*ssa.BinOp)
	if !ok || !lw.plan.folded[c] {
		lw.end(ins{op: oIfTrue, a: lw.off(v.Cond)})
		return
	}
	_, jump, swap := compareOps(c.Op, c.X.Type())
	a, b := lw.off(c.X), lw.off(c.Y)
	if swap {
		a, b = b, a
	}
	lw.end(ins{op: jump, a: a, b: b})
}

func (lw *lowering) returns(v *ssa.Return) {
	if lw.defersElsewhere && v.Block() != lw.fn.Recover {
		// go/ssa forgets to run what the bodies of range-over-func loops defer.
		lw.slow(runDefers)
		if r := lw.fn.Signature.Results(); r.Len() > 0 && r.At(0).Name() != "" {
			lw.end(ins{op: oJump}) // the results are read again there
			lw.cur.next[0] = lw.blocks[lw.fn.Recover.Index]
			return
		}
	}
	if len(v.Results) == 0 {
		lw.end(ins{op: oReturn})
		return
	}
	if len(v.Results) == 1 {
		r := lw.at(v.Results[0])
		switch r.typ.class {
		case cWord:
			lw.end(ins{op: oReturnW, a: r.off})
			return
		case cPtr:
			lw.end(ins{op: oReturnP, a: r.off})
			return
		}
	}
	for i, r := range v.Results {
		lw.move(lw.body.results[i], lw.at(r))
	}
	lw.end(ins{op: oReturnX})
}

// compareOps returns the comparison, and the jump on it; swap exchanges the
// operands.
func compareOps(t token.Token, x types.Type) (set, jump op, swap bool) {
	kind := 0
	switch {
	case classOf(x) == cPtr:
		kind = 3
	case isFloat(x):
		kind = 2
	case isUnsigned(x):
		kind = 1
	}
	switch t {
	case token.EQL:
		return [...]op{oEqI, oEqI, oEqF, oEqP}[kind], [...]op{oIfEqI, oIfEqI, oIfEqF, oIfEqP}[kind], false
	case token.NEQ:
		return [...]op{oNeI, oNeI, oNeF, oNeP}[kind], [...]op{oIfNeI, oIfNeI, oIfNeF, oIfNeP}[kind], false
	case token.LSS, token.GTR:
		return [...]op{oLtI, oLtU, oLtF}[kind], [...]op{oIfLtI, oIfLtU, oIfLtF}[kind], t == token.GTR
	}
	return [...]op{oLeI, oLeU, oLeF}[kind], [...]op{oIfLeI, oIfLeU, oIfLeF}[kind], t == token.GEQ
}
