package main

import (
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

func (m *machine) norms() {
	m.function("layerNorm", "func(dst, mean, rstd, x, gamma, beta []T, w int, eps float64)")
	{
		dst, mean, rstd, x := m.base("dst"), m.base("mean"), m.base("rstd"), m.base("x")
		gamma, beta, left, width := m.base("gamma"), m.base("beta"), m.length("x"), m.param("w")
		one, zero := m.hold(m.c(1)), m.zero()
		inverse := m.inverseOf(width, one)
		eps := m.vec()
		if m.double {
			m.broadcast(m.param("eps"), eps)
		} else {
			x := m.XMM()
			m.VCVTSD2SS(m.param("eps"), low(one), x)
			m.broadcast(x, eps)
		}
		m.rowLoop(left, width, func() {
			sum := m.zero()
			m.elements(m.rowLength(width), 1, func() { m.addTo(sum, m.load(x)) })
			mu := m.mul(m.horizontal(sum, m.add), inverse)
			squares := m.zero()
			m.elements(m.rowLength(width), 1, func() {
				d := m.beyond(m.sub(m.load(x), mu), zero)
				m.addMul(squares, d, d)
			})
			variance := m.mul(m.horizontal(squares, m.add), inverse)
			s := m.div(one, m.sqrt(m.add(variance, eps)))
			m.move1(low(mu), operand.Mem{Base: mean})
			m.move1(low(s), operand.Mem{Base: rstd})
			m.elements(m.rowLength(width), 1, func() {
				y := m.mul(m.sub(m.load(x), mu), s)
				m.unlessNil(gamma, func() { m.mulTo(y, m.load(gamma)) })
				m.unlessNil(beta, func() { m.addTo(y, m.load(beta)) })
				m.store(y, dst)
			})
			m.skip(width, dst, x)
			m.ADDQ(operand.I8(m.size()), mean)
			m.ADDQ(operand.I8(m.size()), rstd)
		})
		m.end()
	}

	m.function("layerNormGrad", "func(dx, dgamma, dbeta, g, x, gamma, mean, rstd []T, w int)")
	{
		dx, dgamma, dbeta, g := m.base("dx"), m.base("dgamma"), m.base("dbeta"), m.base("g")
		x, gamma, mean, rstd := m.base("x"), m.base("gamma"), m.base("mean"), m.base("rstd")
		left, width := m.length("x"), m.param("w")
		inverse := m.inverseOf(width, m.hold(m.c(1)))
		mu, s := m.vec(), m.vec()
		m.rowLoop(left, width, func() {
			m.broadcast(operand.Mem{Base: mean}, mu)
			m.broadcast(operand.Mem{Base: rstd}, s)
			sum, dot := m.zero(), m.zero()
			m.elements(m.rowLength(width), 1, func() {
				normal, h := m.mul(m.sub(m.load(x), mu), s), m.load(g)
				m.unlessNil(dgamma, func() {
					d := m.load(dgamma)
					m.addMul(d, h, normal)
					m.store(d, dgamma)
				})
				m.unlessNil(dbeta, func() { m.store(m.add(h, m.load(dbeta)), dbeta) })
				m.unlessNil(gamma, func() { m.mulTo(h, m.load(gamma)) })
				m.addTo(sum, h)
				m.addMul(dot, h, normal)
			})
			m.unlessNil(dx, func() {
				meanH := m.mul(m.horizontal(sum, m.add), inverse)
				meanHX := m.mul(m.horizontal(dot, m.add), inverse)
				m.elements(m.rowLength(width), 1, func() {
					normal, h, d := m.mul(m.sub(m.load(x), mu), s), m.load(g), m.load(dx)
					m.unlessNil(gamma, func() { m.mulTo(h, m.load(gamma)) })
					h = m.sub(h, meanH)
					m.subMul(h, normal, meanHX)
					m.addMul(d, s, h)
					m.store(d, dx)
				})
				m.skip(width, dx)
			})
			m.skip(width, g, x)
			m.ADDQ(operand.I8(m.size()), mean)
			m.ADDQ(operand.I8(m.size()), rstd)
		})
		m.end()
	}
}

// inverseOf is 1/width in every lane.
func (m *machine) inverseOf(width operand.Op, one value) value {
	n := m.GP64()
	m.MOVQ(width, n)
	x, v := m.XMM(), m.vec()
	if m.double {
		m.VCVTSI2SDQ(n, low(one), x)
	} else {
		m.VCVTSI2SSQ(n, low(one), x)
	}
	m.broadcast(reg.Register(x), v)
	return m.div(one, v)
}
