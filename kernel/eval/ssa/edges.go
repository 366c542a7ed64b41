package ssa

import "golang.org/x/tools/go/ssa"

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
