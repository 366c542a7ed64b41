package main

import (
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

func (m *machine) rows() {
	for _, k := range []struct {
		name string
		f    func(a, b value) value
	}{{"addRows", m.add}, {"mulRows", m.mul}} {
		m.function(k.name, "func(dst, x, row []T)")
		dst, x, left, row := m.base("dst"), m.base("x"), m.length("x"), m.base("row")
		width := m.lengthParam("row")
		m.rowLoop(left, width, func() {
			n := m.GP64()
			m.MOVQ(width, n)
			m.elements(n, 4, func() { m.store(k.f(m.load(x), m.load(row)), dst) })
			m.skip(width, dst, x)
		})
		m.end()
	}

	m.function("sumRows", "func(dst, x []T)")
	dst, n, x := m.base("dst"), m.length("dst"), m.base("x")
	step, end := m.GP64(), m.length("x")
	m.MOVQ(n, step)
	m.SHLQ(operand.U8(m.shift()), step)
	m.SHLQ(operand.U8(m.shift()), end)
	m.ADDQ(x, end)
	m.blocks(n, 4, func(vectors int) {
		acc := make([]value, vectors)
		for u := range acc {
			m.disp = u * m.width()
			acc[u] = m.load(dst)
		}
		again, done := m.label("add"), m.label("added")
		p := m.GP64()
		m.MOVQ(x, p)
		m.Label(again)
		m.CMPQ(p, end)
		m.JGE(operand.LabelRef(done))
		for u := range acc {
			m.disp = u * m.width()
			m.addTo(acc[u], m.load(p))
		}
		m.ADDQ(step, p)
		m.JMP(operand.LabelRef(again))
		m.Label(done)
		for u := range acc {
			m.disp = u * m.width()
			m.store(acc[u], dst)
		}
		m.disp = 0
	})
	m.end()
}

// shift is the logarithm of the size of an element.
func (m *machine) shift() int {
	if m.double {
		return 3
	}
	return 2
}

// skip moves pointers on by width elements.
func (m *machine) skip(width operand.Op, pointers ...reg.Register) {
	t := m.GP64()
	m.MOVQ(width, t)
	m.SHLQ(operand.U8(m.shift()), t)
	for _, p := range pointers {
		m.ADDQ(t, p)
	}
}
