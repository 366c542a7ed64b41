package main

import (
	"math"

	"github.com/mmcloughlin/avo/operand"
)

// logarithm computes ln(1+f) as f - s·(f - R), where s = f/(2+f) and
// R = 2·(s²/3 + s⁴/5 + s⁶/7 + …); this is the series of 2·artanh(s), written so that
// f itself, which is exact, is the greatest part of the sum.
type logarithm struct {
	m   *machine
	two value
	r   []value // coefficients of R/s²
}

// logarithm asks for the constants for |s| ≤ limit.
func (m *machine) logarithm(limit float64) *logarithm {
	eps := 0x1p-26
	if m.double {
		eps = 0x1p-56
	}
	n := 1
	for math.Pow(limit*limit, float64(n))/float64(2*n+1) > eps {
		n++
	}
	l := &logarithm{m: m, two: m.c(2)}
	for k := range n {
		l.r = append(l.r, m.inMemory(2/float64(2*k+3)))
	}
	return l
}

// log1p is ln(1+f).
func (l *logarithm) log1p(f value) value {
	m := l.m
	s := m.div(f, m.add(f, l.two))
	z := m.mul(s, s)
	t := m.sub(f, m.mul(z, m.polynomial(z, l.r)))
	y := m.register(f)
	m.subMul(y, s, t)
	return y
}

// log emits dst = ln x: with x = 2ᵉ·(1+f), -1/4 ≤ f < 1/2, it is e·ln 2 + ln(1+f).
func (m *machine) log() func(x value) value {
	l := m.logarithm(0.2)
	one := m.hold(m.c(1))
	ln2hi, ln2lo := m.c(0.693145751953125), m.c(math.Ln2-0.693145751953125)
	if m.double {
		ln2hi, ln2lo = m.c(math.Float64frombits(0x3fe62e42fee00000)), m.c(1.90821492927058770002e-10)
	}
	combine := func(e, mantissa value) value {
		y := l.log1p(m.sub(mantissa, one))
		m.addMul(y, e, ln2lo)
		m.addMul(y, e, ln2hi)
		return y
	}
	if m.wide {
		return func(x value) value {
			e, mantissa := m.vec(), m.vec()
			m.pick(m.VGETEXPPS, m.VGETEXPPD)(x, e)
			// In [3/4, 3/2), and NaN where x < 0.
			m.pick(m.VGETMANTPS, m.VGETMANTPD)(operand.U8(0x0b), x, mantissa)
			small := m.compare(less, mantissa, one)
			e1 := m.add(e, m.where(small, one))
			return combine(e1, mantissa)
		}
	}
	bits, bias := 23, 127.0
	tiny, up := m.c(0x1p-126), m.c(0x1p24)
	magic := 0x1p23
	if m.double {
		bits, bias = 52, 1023
		tiny, up = m.c(0x1p-1022), m.c(0x1p54)
		magic = 0x1p52
	}
	magicValue, offset := m.c(magic), m.c(magic+bias)
	scaled := m.c(map[bool]float64{false: 24, true: 54}[m.double])
	fraction := m.cbits(1<<bits - 1)
	threeHalves, half := m.c(1.5), m.c(0.5)
	inf, minusInf, nan := m.c(math.Inf(1)), m.c(math.Inf(-1)), m.c(math.NaN())
	return func(x value) value {
		denormal := m.compare(less, x, tiny)
		v := m.choose(denormal, m.mul(x, up), x)
		exponent := m.YMM()
		if m.double {
			m.VPSRLQ(operand.U8(bits), v, exponent)
		} else {
			m.VPSRLD(operand.U8(bits), v, exponent)
		}
		e := m.sub(m.or(exponent, magicValue), offset)
		e = m.sub(e, m.and(denormal, scaled))
		mantissa := m.or(m.and(v, fraction), one)
		large := m.compare(atLeast, mantissa, threeHalves)
		mantissa = m.choose(large, m.mul(mantissa, half), mantissa)
		e = m.add(e, m.and(large, one))
		y := combine(e, mantissa)
		y = m.choose(m.compare(equal, x, m.zero()), minusInf, y)
		y = m.choose(m.compare(less, x, m.zero()), nan, y)
		return m.choose(m.compare(less, x, inf), y, x)
	}
}
