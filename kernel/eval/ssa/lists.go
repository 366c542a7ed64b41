package ssa

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// An element of a slice that is itself in memory (a captured variable, a field,
// a global) is loaded or stored in one go: the slice's three words need no
// register.

// foldList leaves to v, an element's address that is folded into its only load
// or store, the load of the slice.
func (p *plan) foldList(v *ssa.IndexAddr, access ssa.Instruction) {
	list, ok := v.X.(*ssa.UnOp)
	if !ok || p.row[v] != nil || p.folded[list] || len(users(list)) != 1 || !p.near(list, access) {
		return
	}
	load, store := listOps(accessedType(access))
	switch in := access.(type) {
	case *ssa.UnOp:
		ok = load != 0
	case *ssa.Store:
		ok = store != 0 && p.update[in] == nil
	}
	if ok {
		p.list[v] = list
		p.leave(list)
	}
}

// accessedType is the type of what a load or store moves.
func accessedType(access ssa.Instruction) types.Type {
	if st, ok := access.(*ssa.Store); ok {
		return st.Val.Type()
	}
	return access.(ssa.Value).Type()
}

// listOps are the operations on elements, or fields of elements, of type t.
func listOps(t types.Type) (load, store op) {
	switch classOf(t) {
	case cWord:
		switch basics[basic(t)].mem {
		case m64:
			return oElemM, oPutM
		case mU8:
			return oElemM8, oPutM8
		case mF32:
			return oElemMF32, oPutMF32
		}
	case cPtr:
		return oElemMP, oPutMP
	case cString:
		return oElemMS, 0
	}
	return 0, 0
}

// listAddress is the address v of an element of what list loads.
func (lw *lowering) listAddress(v *ssa.IndexAddr, list *ssa.UnOp, size int) address {
	in := lw.address(list.X)
	if in.indexed {
		in = address{base: lw.pointer(in), off: in.off}
	}
	if in.off >= 1<<16 || size >= 1<<16 { // no instruction has room for those
		l := lw.layout.register(lw.typ(list.Type()))
		lw.emit(ins{op: oLoadL, a: in.base, d: l.off, t: in.off})
		return address{base: l.off, index: lw.off(v.Index), indexed: true, size: size}
	}
	return address{base: in.base, list: in.off, inMemory: true, index: lw.off(v.Index), indexed: true, size: size}
}

// onList emits the access at a, of register x.
func (lw *lowering) onList(o op, a address, x off) {
	lw.emit(ins{op: o, a: a.base, b: a.index, c: off(a.list), d: x, e: off(a.size), t: a.off})
}

// inMemory reports whether o is on a slice in memory.
func (o op) inMemory() bool {
	switch o {
	case oElemM, oElemM8, oElemMF32, oElemMP, oElemMS, oPutM, oPutM8, oPutMF32, oPutMP:
		return true
	}
	return false
}
