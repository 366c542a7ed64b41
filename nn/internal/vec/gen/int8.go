package main

import (
	"fmt"

	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// int8s emits tiles of c = a·bᵀ: rows of a times rows of b, all of length k.
func (m *machine) int8s() {
	tall := 2
	if m.wide {
		tall = 4
	}
	m.int8Tile(tall, 4)
	m.int8Tile(1, 4)
	m.int8Tile(1, 1)
}

// int8Tile emits a tile of rows × cols products. n is the distance of the rows of c.
// The AVX2 tile leaves out the last k mod 16 elements.
func (m *machine) int8Tile(rows, cols int) {
	m.function(fmt.Sprintf("tile%dx%d", rows, cols), "func(c *int32, a, b *int8, n, k int)")
	a, b := m.Load(m.Param("a"), m.GP64()), m.Load(m.Param("b"), m.GP64())
	k := m.integer("k")
	stride := m.GP64()
	m.MOVQ(k, stride)
	acc := make([][]value, rows)
	for i := range acc {
		for range cols {
			acc[i] = append(acc[i], m.zero())
		}
	}
	if m.wide {
		m.dotVNNI(a, b, k, stride, acc)
	} else {
		m.dotAVX2(a, b, k, stride, acc)
	}
	c, step := m.Load(m.Param("c"), m.GP64()), m.integer("n")
	m.SHLQ(operand.U8(2), step)
	add := func(a, b value) value {
		r := m.vec()
		m.VPADDD(b, a, r)
		return r
	}
	for i := range acc {
		for j, v := range acc[i] {
			m.VMOVD(low(m.horizontal(v, add)), operand.Mem{Base: c, Disp: 4 * j})
		}
		if i < rows-1 {
			m.ADDQ(step, c)
		}
	}
	m.end()
}

// dotVNNI multiplies 64 numbers at once. VPDPBUSD wants its first factor unsigned, so
// 128 is added to a, and 128·Σb taken off again.
func (m *machine) dotVNNI(a, b reg.Register, k, stride reg.GPVirtual, acc [][]value) {
	flip := m.vec()
	m.VPBROADCASTD(m.fourBytes(0x80808080), flip)
	excess := make([]value, len(acc[0]))
	for j := range excess {
		excess[j] = m.zero()
	}
	body := func(load func(at operand.Mem) value) {
		fs := make([]value, len(excess))
		p := m.pointers(b, stride, len(excess))
		for j := range fs {
			fs[j] = load(p[j])
			m.VPDPBUSD(fs[j], flip, excess[j])
		}
		p = m.pointers(a, stride, len(acc))
		for i := range acc {
			v := load(p[i])
			m.VPXORQ(flip, v, v)
			for j, f := range fs {
				m.VPDPBUSD(f, v, acc[i][j])
			}
		}
	}
	m.Label("loop")
	m.CMPQ(k, operand.I8(64))
	m.JL(operand.LabelRef("rest"))
	body(func(at operand.Mem) value {
		v := m.ZMM()
		m.VMOVDQU8(at, v)
		return v
	})
	m.ADDQ(operand.I8(64), a)
	m.ADDQ(operand.I8(64), b)
	m.SUBQ(operand.I8(64), k)
	m.JMP(operand.LabelRef("loop"))
	m.Label("rest")
	m.TESTQ(k, k)
	m.JZ(operand.LabelRef("sum"))
	ones, mask := m.GP64(), m.K()
	m.MOVQ(operand.I32(-1), ones)
	m.BZHIQ(k, ones, ones)
	m.KMOVQ(ones, mask)
	body(func(at operand.Mem) value {
		v := m.ZMM()
		m.VMOVDQU8_Z(at, mask, v)
		return v
	})
	m.Label("sum")
	for i := range acc {
		for j := range acc[i] {
			m.VPSUBD(excess[j], acc[i][j], acc[i][j])
		}
	}
}

// dotAVX2 widens 16 numbers at once to int16, whose products VPMADDWD adds in pairs
// without loss.
func (m *machine) dotAVX2(a, b reg.Register, k, stride reg.GPVirtual, acc [][]value) {
	m.Label("loop")
	m.CMPQ(k, operand.I8(16))
	m.JL(operand.LabelRef("sum"))
	fs := make([]value, len(acc[0]))
	p := m.pointers(b, stride, len(fs))
	for j := range fs {
		fs[j] = m.YMM()
		m.VPMOVSXBW(p[j], fs[j])
	}
	p = m.pointers(a, stride, len(acc))
	for i := range acc {
		v := m.YMM()
		m.VPMOVSXBW(p[i], v)
		for j, f := range fs {
			t := m.YMM()
			m.VPMADDWD(f, v, t)
			m.VPADDD(t, acc[i][j], acc[i][j])
		}
	}
	m.ADDQ(operand.I8(16), a)
	m.ADDQ(operand.I8(16), b)
	m.SUBQ(operand.I8(16), k)
	m.JMP(operand.LabelRef("loop"))
	m.Label("sum")
}

// pointers are the places stride bytes apart from p on; up to four.
func (m *machine) pointers(p reg.Register, stride reg.GPVirtual, n int) []operand.Mem {
	at := []operand.Mem{{Base: p}, {Base: p, Index: stride, Scale: 1}, {Base: p, Index: stride, Scale: 2}}
	if n == 4 {
		triple := m.GP64()
		m.LEAQ(operand.Mem{Base: p, Index: stride, Scale: 2}, triple)
		at = append(at, operand.Mem{Base: triple, Index: stride, Scale: 1})
	}
	return at
}

// fourBytes is a constant in memory.
func (m *machine) fourBytes(v uint32) operand.Mem { return m.repeated("bytes", uint64(v), 1) }
