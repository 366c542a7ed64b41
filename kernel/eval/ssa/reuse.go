package ssa

import "golang.org/x/tools/go/ssa"

// crowded is from which size of the frame on registers are used again: tables
// of thousands of elements make thousands of values that live for a moment.
var crowded uintptr = 16 << 10

// A reuse knows which registers have become free in the block that is lowered.
type reuse struct {
	free map[*typ][]place
	now  []place                       // registers of what only the instruction that is lowered needs
	last map[ssa.Value]ssa.Instruction // of values that only their own block uses
	ends map[ssa.Instruction][]ssa.Value
}

// begin finds where the values of a block are used last. What is live at its
// end, and what shares a register with a φ, is left alone.
func (r *reuse) begin(p *plan, b *ssa.BasicBlock) {
	*r = reuse{map[*typ][]place{}, nil, map[ssa.Value]ssa.Instruction{}, map[ssa.Instruction][]ssa.Value{}}
	own := func(v ssa.Value) bool {
		in, ok := v.(ssa.Instruction)
		if !ok || in.Block() != b || p.find(v) != v || p.member[v] != nil {
			return false
		}
		switch v.(type) {
		case *ssa.Phi, *ssa.Extract, *ssa.Range, *ssa.Next, *ssa.Alloc: // some have places that are made with the frame
			return false
		}
		return !p.out[b.Index].has(p.number[v])
	}
	for _, in := range b.Instrs {
		if p.skip[in] {
			continue
		}
		p.operands(in, func(v ssa.Value) {
			if own(v) {
				r.last[v] = in
			}
		})
	}
	for v, in := range r.last {
		r.ends[in] = append(r.ends[in], v)
	}
}

// crowded reports whether registers are short, in the block that is lowered.
func (lw *lowering) crowded() bool { return lw.reuse.free != nil && lw.layout.size >= crowded }

// passing returns a register for the instruction that is lowered alone.
func (lw *lowering) passing(t *typ) place {
	p, ok := lw.reuse.take(lw, t)
	if !ok {
		p = lw.layout.register(t)
	}
	lw.reuse.now = append(lw.reuse.now, p)
	return p
}

// after frees the registers that in was the last to use.
func (r *reuse) after(lw *lowering, in ssa.Instruction) {
	for _, v := range r.ends[in] {
		if p, ok := lw.place[v]; ok {
			r.free[p.typ] = append(r.free[p.typ], p)
		}
	}
	for _, p := range r.now {
		r.free[p.typ] = append(r.free[p.typ], p)
	}
	r.now = r.now[:0]
}

// take returns a free register for a value of type t that only this block uses:
// each time the block runs, the values that had the register before set it.
func (r *reuse) take(lw *lowering, t *typ) (place, bool) {
	list := r.free[t]
	if !lw.crowded() || len(list) == 0 {
		return place{}, false
	}
	r.free[t] = list[:len(list)-1]
	return list[len(list)-1], true
}
