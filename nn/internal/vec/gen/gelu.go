package main

import "math"

// normal computes the normal distribution: with z = |x|/√2 and t = 1/(1 + z/2),
//
//	Φ(-|x|) = erfc(z)/2 = t·P(t)·e^(-x²/2),  P(t) fitted to erfcx(z)/(2t)
//	Φ(|x|) = 1 - Φ(-|x|)
//
// P is fitted where e^(-x²/2) is more than 0 in float32.
type normal struct {
	m                        *machine
	e                        *exponential
	s                        signs
	quarter, minusHalf, zero value
	density                  value
	p                        []value
}

func (m *machine) normal() normal {
	z := func(t float64) float64 { return 2 * (1/t - 1) }
	p := fit(func(t float64) float64 { return erfcx(z(t)) / (2 * t) }, 1/(1+11./2), 1, 9)
	n := normal{m: m, e: m.exponential(), s: m.signs(),
		quarter: m.c(1 / (2 * math.Sqrt2)), minusHalf: m.c(-0.5), zero: m.zero(),
		density: m.c(1 / math.Sqrt(2*math.Pi))}
	for _, c := range p {
		n.p = append(n.p, m.inMemory(c))
	}
	return n
}

// cdf returns Φ(x) and e^(-x²/2).
func (n normal) cdf(x value) (phi, bell value) {
	m := n.m
	bell = n.e.exp(m.mul(m.mul(x, x), n.minusHalf))
	t := m.div(n.e.one, m.add(m.mul(m.and(x, n.s.rest), n.quarter), n.e.one))
	h := m.mul(m.mul(t, m.polynomial(t, n.p)), bell)
	return m.choose(m.compare(less, x, n.zero), h, m.sub(n.e.one, h)), bell
}

// gelu is emitted for float32; P is not good enough for float64.
func (m *machine) gelu() {
	m.unary("gelu", 1, func() func(x value) value {
		n := m.normal()
		return func(x value) value {
			phi, _ := n.cdf(x)
			return m.mul(phi, x)
		}
	})
	m.gradient("geluGrad", func() func(dx, g, x value) value {
		n := m.normal()
		return func(dx, g, x value) value {
			phi, bell := n.cdf(x)
			slope := m.register(phi)
			m.addMul(slope, x, m.mul(bell, n.density))
			m.addMul(dx, g, slope)
			return dx
		}
	})
}
