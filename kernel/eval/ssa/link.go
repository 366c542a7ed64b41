package ssa

import "go/token"

// inverse is the jump for the opposite condition; swapped says that it takes
// its operands the other way round.
var inverse = map[op]struct {
	op      op
	swapped bool
}{
	oIfTrue: {oIfFalse, false}, oIfFalse: {oIfTrue, false},
	oIfEqI: {oIfNeI, false}, oIfNeI: {oIfEqI, false},
	oIfLtI: {oIfLeI, true}, oIfLeI: {oIfLtI, true},
	oIfLtU: {oIfLeU, true}, oIfLeU: {oIfLtU, true},
	oIfEqF: {oIfNeF, false}, oIfNeF: {oIfEqF, false},
	oIfLtF: {oIfNotLtF, false}, oIfLeF: {oIfNotLeF, false},
	oIfNotLtF: {oIfLtF, false}, oIfNotLeF: {oIfLeF, false},
	oIfEqP: {oIfNeP, false}, oIfNeP: {oIfEqP, false},
}

func isBranch(o op) bool { return inverse[o].op != 0 }

// smallHeader is how long a loop's condition may be to be repeated at the end
// of the loop, which saves a jump in each round.
const smallHeader = 6

// link puts the blocks one after the other and makes jumps of their ends.
func (lw *lowering) link() {
	lw.rotate()
	l := &linker{body: lw.body}
	l.chain(lw.blocks[0])
	recovery := lw.fn.Recover
	if recovery != nil {
		l.chain(lw.blocks[recovery.Index])
	}
	for len(l.pending) > 0 {
		b := l.pending[len(l.pending)-1]
		l.pending = l.pending[:len(l.pending)-1]
		l.chain(b)
	}
	for _, j := range l.jumps {
		in := &l.body.code[j.at]
		in.t = int32((j.to.code - j.at - 1) * insSize)
		if in.op == oJump && in.t < 0 {
			in.op = oLoop
		}
	}
	l.emit(ins{op: oHalt}, token.NoPos) // pc never points past the end
	if recovery != nil {
		lw.body.recover = lw.blocks[recovery.Index].code
	}
}

// rotate repeats small conditional loop headers at the ends of their loops.
func (lw *lowering) rotate() {
	for i, b := range lw.blocks {
		h := b.next[0]
		if b.end.op != oJump || h == nil || len(h.ins) > smallHeader || !isBranch(h.end.op) || !lw.isBackEdge(i, h) {
			continue
		}
		b.ins = append(b.ins[:len(b.ins):len(b.ins)], h.ins...)
		b.pos = append(b.pos[:len(b.pos):len(b.pos)], h.pos...)
		b.end, b.at, b.next = h.end, h.at, h.next
		b.fuseIncrement()
	}
}

// isBackEdge reports whether the jump from block i to h leads backwards.
func (lw *lowering) isBackEdge(i int, h *block) bool {
	if i >= len(lw.fn.Blocks) {
		return false
	}
	for k := range lw.fn.Blocks {
		if lw.blocks[k] == h {
			return lw.fn.Blocks[k].Dominates(lw.fn.Blocks[i])
		}
	}
	return false
}

// fuseIncrement makes one instruction of "i += c" and "if i < n".
func (b *block) fuseIncrement() {
	n := len(b.ins)
	if n == 0 || b.end.op != oIfLtI {
		return
	}
	if last := b.ins[n-1]; last.op == oAddI && last.a == last.d && last.d == b.end.a {
		b.end = ins{op: oIncLtI, a: last.a, b: last.b, c: b.end.b}
		b.ins, b.pos = b.ins[:n-1], b.pos[:n-1]
	}
}

type linker struct {
	body    *body
	pending []*block
	jumps   []jumpTo
}

type jumpTo struct {
	at int
	to *block
}

func (l *linker) emit(in ins, at token.Pos) {
	l.body.code = append(l.body.code, in)
	l.body.pos = append(l.body.pos, at)
}

func (l *linker) jump(in ins, at token.Pos, to *block) {
	l.jumps = append(l.jumps, jumpTo{len(l.body.code), to})
	l.emit(in, at)
}

// chain places b and what falls through after it.
func (l *linker) chain(b *block) {
	for b != nil && b.code < 0 {
		b.code = len(l.body.code)
		for i, in := range b.ins {
			l.emit(in, b.pos[i])
		}
		switch {
		case b.end.op == oJump:
			if b.next[0].code >= 0 {
				l.jump(b.end, b.at, b.next[0])
			}
			b = b.next[0]
		case isBranch(b.end.op) || b.end.op == oIncLtI:
			b = l.branch(b)
		default:
			l.emit(b.end, b.at)
			return
		}
	}
}

// branch emits the end of b and returns the block that falls through.
func (l *linker) branch(b *block) *block {
	yes, no := b.next[0], b.next[1]
	if b.end.op != oIncLtI && yes.code < 0 {
		in := b.end
		inv := inverse[in.op]
		if in.op = inv.op; inv.swapped {
			in.a, in.b = in.b, in.a
		}
		l.jump(in, b.at, no)
		if no.code < 0 {
			l.pending = append(l.pending, no)
		}
		return yes
	}
	l.jump(b.end, b.at, yes)
	if yes.code < 0 {
		l.pending = append(l.pending, yes)
	}
	if no.code >= 0 {
		l.jump(ins{op: oJump}, b.at, no)
	}
	return no
}
