package main

import "math"

// gradient emits a function that adds to dx: dx + f(g, y).
func (m *machine) gradient(name string, f func() func(dx, g, y value) value) { m.accumulate(name, f) }

// gradientScalar is one with a parameter.
func (m *machine) gradientScalar(name string, f func(c value) func(dx, g, x value) value) {
	m.function(name, "func(dx, g, x []T, c T)")
	dx, n, g, x := m.base("dx"), m.length("dx"), m.base("g"), m.base("x")
	h := f(m.scalar("c"))
	m.elements(n, 1, func() { m.store(h(m.load(dx), m.load(g), m.load(x)), dx) })
	m.end()
}

// gradientOfPair is one with a third operand.
func (m *machine) gradientOfPair(name string, f func() func(dx, g, a, b value) value) {
	m.function(name, "func(dx, g, a, b []T)")
	dx, n, g, a, b := m.base("dx"), m.length("dx"), m.base("g"), m.base("a"), m.base("b")
	h := f()
	m.elements(n, 1, func() { m.store(h(m.load(dx), m.load(g), m.load(a), m.load(b)), dx) })
	m.end()
}

func (m *machine) activations() {
	m.unary("exp", 1, func() func(x value) value { return m.exponential().exp })
	m.unary("log", 1, m.log)
	m.unary("sigmoid", 1, func() func(x value) value {
		e, minus := m.exponential(), m.signs().sign
		return func(x value) value { return e.sigmoidOfNegative(m.xor(x, minus)) }
	})
	m.unary("tanh", 1, m.tanh)
	m.unary("relu", 4, func() func(x value) value {
		zero := m.zero()
		return func(x value) value { return m.max(zero, x) }
	})
	m.unaryScalar("leakyReLU", func(c value) func(x value) value {
		zero := m.zero()
		return func(x value) value { return m.choose(m.compare(greater, x, zero), x, m.mul(x, c)) }
	})
	m.unaryScalar("elu", func(c value) func(x value) value {
		e, zero := m.exponential(), m.zero()
		return func(x value) value {
			return m.choose(m.compare(greater, x, zero), x, m.mul(e.expm1(m.min(zero, x)), c))
		}
	})
	m.unary("silu", 1, func() func(x value) value {
		e, minus := m.exponential(), m.signs().sign
		return func(x value) value { return m.mul(x, e.sigmoidOfNegative(m.xor(x, minus))) }
	})
	m.unary("softplus", 1, func() func(x value) value {
		e, l, s, zero := m.exponential(), m.logarithm(1./3), m.signs(), m.zero()
		return func(x value) value {
			return m.add(l.log1p(e.exp(m.or(x, s.sign))), m.max(zero, x))
		}
	})
	m.unary("geluTanh", 1, func() func(x value) value {
		g := m.geluTanh()
		return func(x value) value { return m.mul(x, g.gate(x)) }
	})
}

func (m *machine) tanh() func(x value) value {
	e, s := m.exponential(), m.signs()
	minusTwo, two := m.c(-2), m.c(2)
	return func(x value) value { return e.tanh(s, minusTwo, two, x) }
}

func (m *machine) activationGradients() {
	m.gradient("squareGrad", func() func(dx, g, x value) value {
		return func(dx, g, x value) value { m.addMul(dx, m.add(g, g), x); return dx }
	})
	m.gradient("sqrtGrad", plain(func(dx, g, y value) value { return m.add(dx, m.div(g, m.add(y, y))) }))
	m.gradient("absGrad", func() func(dx, g, x value) value {
		zero := m.zero()
		return func(dx, g, x value) value {
			up := m.where(m.compare(greater, x, zero), g)
			down := m.where(m.compare(less, x, zero), g)
			return m.sub(m.add(dx, up), down)
		}
	})
	m.gradient("reciprocalGrad", plain(func(dx, g, y value) value { m.subMul(dx, m.mul(g, y), y); return dx }))
	m.gradient("expGrad", plain(func(dx, g, y value) value { m.addMul(dx, g, y); return dx }))
	m.gradient("logGrad", plain(func(dx, g, x value) value { return m.add(dx, m.div(g, x)) }))
	m.gradient("reluGrad", func() func(dx, g, y value) value {
		zero := m.zero()
		return func(dx, g, y value) value { return m.add(dx, m.where(m.compare(greater, y, zero), g)) }
	})
	m.binary("reluMask", func() func(g, y value) value {
		zero := m.zero()
		return func(g, y value) value { return m.where(m.compare(greater, y, zero), g) }
	})
	m.gradient("tanhGrad", func() func(dx, g, y value) value {
		one := m.c(1)
		return func(dx, g, y value) value {
			slope := m.register(one)
			m.subMul(slope, y, y)
			m.addMul(dx, g, slope)
			return dx
		}
	})
	m.gradient("sigmoidGrad", plain(func(dx, g, y value) value {
		slope := m.register(y)
		m.subMul(slope, y, y)
		m.addMul(dx, g, slope)
		return dx
	}))
	m.gradient("siluGrad", func() func(dx, g, x value) value {
		e, minus := m.exponential(), m.signs().sign
		return func(dx, g, x value) value {
			s := e.sigmoidOfNegative(m.xor(x, minus))
			slope := m.sub(e.one, s)
			m.times(slope, x, e.one)
			m.addMul(dx, g, m.mul(slope, s))
			return dx
		}
	})
	m.gradient("softplusGrad", func() func(dx, g, x value) value {
		e, minus := m.exponential(), m.signs().sign
		return func(dx, g, x value) value {
			m.addMul(dx, g, e.sigmoidOfNegative(m.xor(x, minus)))
			return dx
		}
	})
	m.gradient("geluTanhGrad", func() func(dx, g, x value) value {
		t := m.geluTanh()
		return func(dx, g, x value) value { m.addMul(dx, g, t.slope(x)); return dx }
	})
	m.gradientOfPair("divisorGrad", plain(func(dx, g, y, b value) value {
		return m.sub(dx, m.div(m.mul(g, y), b))
	}))
	for _, side := range []uint8{greater, less} {
		m.gradientOfPair(map[uint8]string{greater: "maxGrad", less: "minGrad"}[side], func() func(dx, g, a, b value) value {
			half := m.c(0.5)
			return func(dx, g, a, b value) value {
				whole := m.where(m.compare(side, a, b), g)
				shared := m.where(m.compare(equal, a, b), m.mul(g, half))
				return m.add(m.add(dx, whole), shared)
			}
		})
	}
	m.gradientScalar("leakyReLUGrad", func(c value) func(dx, g, x value) value {
		zero := m.zero()
		return func(dx, g, x value) value {
			return m.add(dx, m.choose(m.compare(greater, x, zero), g, m.mul(g, c)))
		}
	})
	m.gradientScalar("eluGrad", func(c value) func(dx, g, y value) value {
		zero := m.zero()
		return func(dx, g, y value) value {
			return m.add(dx, m.choose(m.compare(greater, y, zero), g, m.mul(g, m.add(y, c))))
		}
	})
}

// geluTanh is x·(1 + tanh u)/2 = x·σ(2u) with 2u = a·x + b·x³.
type geluTanh struct {
	m              *machine
	e              *exponential
	minusA, minusB value
	a, b3          value
}

func (m *machine) geluTanh() geluTanh {
	a := 2 * math.Sqrt(2/math.Pi)
	b := a * 0.044715
	return geluTanh{m: m, e: m.exponential(), minusA: m.c(-a), minusB: m.c(-b), a: m.c(a), b3: m.c(3 * b)}
}

// gate is σ(2u).
func (t geluTanh) gate(x value) value {
	m := t.m
	p := m.register(t.minusB)
	m.times(p, m.mul(x, x), t.minusA)
	return t.e.sigmoidOfNegative(m.mul(p, x))
}

// slope is σ + x·σ·(1-σ)·(a + 3b·x²).
func (t geluTanh) slope(x value) value {
	m := t.m
	s := t.gate(x)
	inner := m.register(t.b3)
	m.times(inner, m.mul(x, x), t.a)
	rest := m.mul(m.mul(x, m.sub(t.e.one, s)), inner)
	y := m.register(s)
	m.addMul(y, rest, s)
	return y
}
