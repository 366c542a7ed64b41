package main

import (
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// transpose goes by blocks of 8×8 float32 or 4×4 float64, each row of which is one
// YMM register, and moves what is left at the edges one by one.
func (m *machine) transpose() {
	m.function("transpose", "func(dst, src []T, rows, cols int)")
	dst, src := m.base("dst"), m.base("src")
	rows, cols := m.integer("rows"), m.integer("cols")
	block := 32 / m.size()
	i, j := m.GP64(), m.GP64()
	rowBytes, colBytes := m.GP64(), m.GP64() // of a row of src, of a row of dst
	m.MOVQ(cols, rowBytes)
	m.SHLQ(operand.U8(m.shift()), rowBytes)
	m.MOVQ(rows, colBytes)
	m.SHLQ(operand.U8(m.shift()), colBytes)

	// dst and src move on to row i of src, column i of dst.
	m.XORQ(i, i)
	m.Label("band")
	t := m.GP64()
	m.LEAQ(operand.Mem{Base: i, Disp: block}, t)
	m.CMPQ(t, rows)
	m.JG(operand.LabelRef("lastrows"))
	s, d := m.GP64(), m.GP64()
	m.MOVQ(src, s)
	m.MOVQ(dst, d)
	m.XORQ(j, j)
	m.Label("block")
	t = m.GP64()
	m.LEAQ(operand.Mem{Base: j, Disp: block}, t)
	m.CMPQ(t, cols)
	m.JG(operand.LabelRef("lastcols"))
	from, to := m.GP64(), m.GP64()
	m.MOVQ(s, from)
	m.MOVQ(d, to)
	m.transposeBlock(from, rowBytes, to, colBytes)
	m.ADDQ(operand.I8(32), s)
	for range block {
		m.ADDQ(colBytes, d)
	}
	m.ADDQ(operand.I8(block), j)
	m.JMP(operand.LabelRef("block"))

	m.Label("lastcols") // of this band: columns j… of block rows
	m.CMPQ(j, cols)
	m.JGE(operand.LabelRef("nextband"))
	from = m.GP64()
	m.MOVQ(s, from)
	x := m.XMM()
	for k := range block {
		m.move1(operand.Mem{Base: from}, x)
		m.move1(x, operand.Mem{Base: d, Disp: k * m.size()})
		m.ADDQ(rowBytes, from)
	}
	m.ADDQ(operand.I8(m.size()), s)
	m.ADDQ(colBytes, d)
	m.INCQ(j)
	m.JMP(operand.LabelRef("lastcols"))

	m.Label("nextband")
	for range block {
		m.ADDQ(rowBytes, src)
	}
	m.ADDQ(operand.I8(32), dst)
	m.ADDQ(operand.I8(block), i)
	m.JMP(operand.LabelRef("band"))

	m.Label("lastrows") // the rows i… that fill no band
	m.CMPQ(i, rows)
	m.JGE(operand.LabelRef("done"))
	d = m.GP64()
	m.MOVQ(dst, d)
	n := m.GP64()
	m.MOVQ(cols, n)
	m.Label("column")
	m.TESTQ(n, n)
	m.JZ(operand.LabelRef("nextrow"))
	m.move1(operand.Mem{Base: src}, x)
	m.move1(x, operand.Mem{Base: d})
	m.ADDQ(operand.I8(m.size()), src)
	m.ADDQ(colBytes, d)
	m.DECQ(n)
	m.JMP(operand.LabelRef("column"))
	m.Label("nextrow")
	m.ADDQ(operand.I8(m.size()), dst)
	m.INCQ(i)
	m.JMP(operand.LabelRef("lastrows"))
	m.Label("done")
	m.end()
}

// transposeBlock transposes one block from one place to another, both used up.
func (m *machine) transposeBlock(from, rowBytes, to, colBytes reg.GPVirtual) {
	block := 32 / m.size()
	r := make([]operand.Op, block)
	for k := range r {
		r[k] = m.YMM()
		m.pick(m.VMOVUPS, m.VMOVUPD)(operand.Mem{Base: from}, r[k])
		m.ADDQ(rowBytes, from)
	}
	halves := func(a, b operand.Op, which uint8) operand.Op {
		v := m.YMM()
		m.VPERM2F128(operand.U8(which), b, a, v)
		return v
	}
	const low, high = 0x20, 0x31
	interleave := func(a, b operand.Op) (lo, hi operand.Op) {
		lo, hi = m.YMM(), m.YMM()
		m.pick(m.VUNPCKLPS, m.VUNPCKLPD)(b, a, lo)
		m.pick(m.VUNPCKHPS, m.VUNPCKHPD)(b, a, hi)
		return lo, hi
	}
	out := make([]operand.Op, block)
	if m.double {
		a0, a1 := interleave(r[0], r[1])
		b0, b1 := interleave(r[2], r[3])
		out = []operand.Op{halves(a0, b0, low), halves(a1, b1, low), halves(a0, b0, high), halves(a1, b1, high)}
	} else {
		var quads [2][4]operand.Op // of rows 0–3 and 4–7: columns 0, 4; 1, 5; 2, 6; 3, 7
		for h := range quads {
			a0, a1 := interleave(r[4*h], r[4*h+1])
			b0, b1 := interleave(r[4*h+2], r[4*h+3])
			shuffle := func(a, b operand.Op, order uint8) operand.Op {
				v := m.YMM()
				m.VSHUFPS(operand.U8(order), b, a, v)
				return v
			}
			quads[h] = [4]operand.Op{shuffle(a0, b0, 0x44), shuffle(a0, b0, 0xee), shuffle(a1, b1, 0x44), shuffle(a1, b1, 0xee)}
		}
		for c := range 4 {
			out[c] = halves(quads[0][c], quads[1][c], low)
			out[c+4] = halves(quads[0][c], quads[1][c], high)
		}
	}
	for _, v := range out {
		m.pick(m.VMOVUPS, m.VMOVUPD)(v, operand.Mem{Base: to})
		m.ADDQ(colBytes, to)
	}
}
