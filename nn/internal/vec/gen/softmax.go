package main

import (
	"math"

	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

func (m *machine) softmaxes() {
	m.function("softmax", "func(dst, x []T, w int)")
	dst, x, left, width := m.base("dst"), m.base("x"), m.length("x"), m.param("w")
	e, minusInf := m.exponential(), m.hold(m.c(math.Inf(-1)))
	m.rowLoop(left, width, func() {
		short, done := m.label("short"), m.label("next")
		m.CMPQ(width, operand.I8(m.lanes()))
		m.JLE(operand.LabelRef(short))
		top := m.rowMax(x, width, minusInf)
		total := m.rowExp(e, x, width, minusInf, top, func(v value) { m.store(v, dst) })
		scale := m.div(e.one, total)
		n := m.rowLength(width)
		m.elements(n, 4, func() { m.store(m.mul(m.load(dst), scale), dst) })
		m.JMP(operand.LabelRef(done))
		m.Label(short)
		m.oneVector(width, func() {
			v, total := m.shortSoftmax(e, x, minusInf)
			m.store(m.div(v, total), dst)
		})
		m.Label(done)
		m.skip(width, dst, x)
	})
	m.end()

	m.function("logSoftmax", "func(dst, x []T, w int)")
	dst, x, left, width = m.base("dst"), m.base("x"), m.length("x"), m.param("w")
	e, minusInf = m.exponential(), m.hold(m.c(math.Inf(-1)))
	log := m.log()
	m.rowLoop(left, width, func() {
		top := m.rowMax(x, width, minusInf)
		total := m.rowExp(e, x, width, minusInf, top, func(value) {})
		lse := m.add(log(total), top)
		n := m.rowLength(width)
		m.elements(n, 4, func() { m.store(m.sub(m.load(x), lse), dst) })
		m.skip(width, dst, x)
	})
	m.end()

	m.function("softmaxGrad", "func(dx, g, y []T, w int)")
	dx, g, y, left, width := m.base("dx"), m.base("g"), m.base("y"), m.length("y"), m.param("w")
	m.rowLoop(left, width, func() {
		dot := m.zero()
		m.elements(m.rowLength(width), 1, func() { m.addMul(dot, m.load(g), m.load(y)) })
		dot = m.horizontal(dot, m.add)
		m.elements(m.rowLength(width), 1, func() {
			v := m.load(dx)
			m.addMul(v, m.load(y), m.sub(m.load(g), dot))
			m.store(v, dx)
		})
		m.skip(width, dx, g, y)
	})
	m.end()

	m.function("logSoftmaxGrad", "func(dx, g, y []T, w int)")
	dx, g, y, left, width = m.base("dx"), m.base("g"), m.base("y"), m.length("y"), m.param("w")
	e = m.exponential()
	m.rowLoop(left, width, func() {
		total := m.zero()
		m.elements(m.rowLength(width), 1, func() { m.addTo(total, m.load(g)) })
		total = m.horizontal(total, m.add)
		m.elements(m.rowLength(width), 1, func() {
			v := m.add(m.load(dx), m.load(g))
			m.subMul(v, e.exp(m.load(y)), total)
			m.store(v, dx)
		})
		m.skip(width, dx, g, y)
	})
	m.end()
}

// rowLength is the row's length in a register that a loop may use up.
func (m *machine) rowLength(width operand.Op) reg.GPVirtual {
	n := m.GP64()
	m.MOVQ(width, n)
	return n
}

// oneVector emits body for a row that fits into one vector, under its mask.
func (m *machine) oneVector(width operand.Op, body func()) {
	outer := m.index
	m.index = m.GP64()
	m.XORQ(m.index, m.index)
	m.tail = m.maskOf(m.rowLength(width))
	body()
	m.tail = nil
	m.index = outer
}

// rowMax is the largest element of the row at x.
func (m *machine) rowMax(x reg.Register, width operand.Op, minusInf value) value {
	top := m.register(minusInf)
	m.elements(m.rowLength(width), 1, func() { m.set(top, m.max(top, m.beyond(m.load(x), minusInf))) })
	return m.horizontal(top, m.max)
}

// rowExp hands e^(x-top) of every vector of the row to use, and returns their sum.
func (m *machine) rowExp(e *exponential, x reg.Register, width operand.Op, minusInf, top value, use func(v value)) value {
	total := m.zero()
	m.elements(m.rowLength(width), 1, func() {
		v := e.exp(m.sub(m.beyond(m.load(x), minusInf), top))
		m.addTo(total, v)
		use(v)
	})
	return m.horizontal(total, m.add)
}

// shortSoftmax returns e^(x-top) of a row of one vector, and their sum.
func (m *machine) shortSoftmax(e *exponential, x reg.Register, minusInf value) (v, total value) {
	v = m.beyond(m.load(x), minusInf)
	v = e.exp(m.sub(v, m.horizontal(v, m.max)))
	return v, m.horizontal(v, m.add)
}
