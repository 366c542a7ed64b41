package ssa

import "golang.org/x/tools/go/ssa"

type bitset []uint64

func (s bitset) has(i int) bool { return s[i/64]&(1<<(i%64)) != 0 }
func (s bitset) add(i int)      { s[i/64] |= 1 << (i % 64) }

// or adds t, less what is in except, and reports whether that was news.
func (s bitset) or(t, except bitset) bool {
	changed := false
	for i, w := range t {
		if except != nil {
			w &^= except[i]
		}
		if w &^= s[i]; w != 0 {
			s[i] |= w
			changed = true
		}
	}
	return changed
}

// liveness finds which values are live at the end of each block.
func (p *plan) liveness() {
	for _, b := range p.fn.Blocks {
		for _, in := range b.Instrs {
			if v, ok := in.(ssa.Value); ok {
				p.number[v] = len(p.number)
			}
		}
	}
	size := len(p.number)/64 + 1
	n := len(p.fn.Blocks)
	sets := func() []bitset {
		all := make([]bitset, n)
		for i := range all {
			all[i] = make(bitset, size)
		}
		return all
	}
	used, defined, in := sets(), sets(), sets()
	p.out = sets()
	for i, b := range p.fn.Blocks {
		for _, instr := range b.Instrs {
			if _, phi := instr.(*ssa.Phi); !phi && !p.skip[instr] {
				p.operands(instr, func(v ssa.Value) {
					if k, ok := p.number[v]; ok && !defined[i].has(k) {
						used[i].add(k)
					}
				})
			}
			if v, ok := instr.(ssa.Value); ok {
				defined[i].add(p.number[v])
			}
		}
		for _, s := range b.Succs { // what flows into a φ is read at the end of the block it comes from
			for k, pred := range s.Preds {
				for _, phi := range phis(s) {
					if e, ok := p.number[p.resolve(phi.Edges[k])]; ok && pred == b {
						p.out[i].add(e)
					}
				}
			}
		}
	}
	if r := p.fn.Recover; r != nil { // reached from everywhere
		for i := range p.out {
			p.out[i].or(used[r.Index], nil)
		}
	}
	for changed := true; changed; {
		changed = false
		for i := n - 1; i >= 0; i-- {
			for _, s := range p.fn.Blocks[i].Succs {
				changed = p.out[i].or(in[s.Index], nil) || changed
			}
			changed = in[i].or(used[i], nil) || changed
			changed = in[i].or(p.out[i], defined[i]) || changed
		}
	}
}

func phis(b *ssa.BasicBlock) (out []*ssa.Phi) {
	for _, in := range b.Instrs {
		phi, ok := in.(*ssa.Phi)
		if !ok {
			break
		}
		out = append(out, phi)
	}
	return out
}

// coalesce unites each φ with those of its inputs that it does not outlive and
// that do not outlive it, so that most loop variables are updated in place.
func (p *plan) coalesce() {
	for _, b := range p.fn.Blocks {
		for _, phi := range phis(b) {
			for _, e := range phi.Edges {
				e = p.resolve(e)
				if _, ok := p.number[e]; !ok || p.folded[e] || classOf(e.Type()) != classOf(phi.Type()) || classOf(e.Type()) == cAgg {
					continue
				}
				if _, ok := e.(*ssa.Extract); !ok {
					p.unite(phi, e)
				}
			}
		}
	}
}

func (p *plan) find(v ssa.Value) ssa.Value {
	for p.class[v] != nil {
		v = p.class[v]
	}
	return v
}

func (p *plan) unite(x, y ssa.Value) {
	if x, y = p.find(x), p.find(y); x == y {
		return
	}
	xs, ys := append(p.member[x], x), append(p.member[y], y)
	if len(xs)*len(ys) > 400 {
		return
	}
	for _, a := range xs {
		for _, b := range ys {
			if p.liveAt(a, b) || p.liveAt(b, a) {
				return
			}
		}
	}
	p.class[y] = x
	p.member[x] = append(p.member[x], ys...)
}

// liveAt reports whether x is live just after y is defined. The φs of a block
// are defined together, before all else.
func (p *plan) liveAt(x, y ssa.Value) bool {
	bx, ix := p.definition(x)
	by, iy := p.definition(y)
	if bx == by && ix > iy {
		return false
	}
	if p.out[by.Index].has(p.number[x]) {
		return true
	}
	for _, in := range by.Instrs[iy+1:] {
		if _, phi := in.(*ssa.Phi); phi || p.skip[in] {
			continue
		}
		live := false
		p.operands(in, func(v ssa.Value) { live = live || v == x })
		if live {
			return true
		}
	}
	return false
}

func (p *plan) definition(v ssa.Value) (*ssa.BasicBlock, int) {
	in := v.(ssa.Instruction)
	if _, ok := in.(*ssa.Phi); ok {
		return in.Block(), -1
	}
	return in.Block(), p.order[in]
}
