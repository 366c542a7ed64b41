package main

import (
	"math"

	"github.com/mmcloughlin/avo/operand"
)

// flushed emits a kernel in which numbers too small to be normal count as 0: after
// convergence gradients and their running means get there, and each such number
// would cost a hundred cycles. The setting is restored at the end.
func (m *machine) flushed(name, signature string, body func()) {
	m.function(name, signature)
	const flushToZero, denormalsAreZero = 1 << 15, 1 << 6
	before, inside, t := m.AllocLocal(8), m.AllocLocal(8), m.GP32()
	m.VSTMXCSR(before)
	m.MOVL(before, t)
	m.ORL(operand.U32(flushToZero|denormalsAreZero), t)
	m.MOVL(t, inside)
	m.VLDMXCSR(inside)
	body()
	m.VLDMXCSR(before)
	m.end()
}

func (m *machine) optimizers() {
	m.flushed("sgd", "func(p, g []T, lr, decay T)", func() {
		p, n, g := m.base("p"), m.length("p"), m.base("g")
		lr, decay := m.scalar("lr"), m.scalar("decay")
		m.elements(n, 4, func() {
			w, d := m.load(p), m.load(g)
			m.addMul(d, decay, w)
			m.subMul(w, lr, d)
			m.store(w, p)
		})
	})
	for _, name := range []string{"momentum", "nesterov"} {
		m.flushed(name, "func(p, g, v []T, lr, mu, decay T)", func() {
			p, n, g, v := m.base("p"), m.length("p"), m.base("g"), m.base("v")
			lr, mu, decay := m.scalar("lr"), m.scalar("mu"), m.scalar("decay")
			m.elements(n, 2, func() {
				w, d, u := m.load(p), m.load(g), m.load(v)
				m.addMul(d, decay, w)
				m.times(u, mu, d)
				m.store(u, v)
				if name == "nesterov" {
					m.addMul(d, mu, u)
					u = d
				}
				m.subMul(w, lr, u)
				m.store(w, p)
			})
		})
	}
	m.flushed("adam", "func(p, g, m, v []T, step, rest1, rest2, eps, root, keep, l2 T)", func() {
		p, n, g, first, second := m.base("p"), m.length("p"), m.base("g"), m.base("m"), m.base("v")
		step, rest1, rest2 := m.scalar("step"), m.scalar("rest1"), m.scalar("rest2")
		eps, root, keep, l2 := m.scalar("eps"), m.scalar("root"), m.scalar("keep"), m.scalar("l2")
		sqrt, divide := m.rootOfMean(), m.quotient()
		m.elements(n, 1, func() {
			w, d := m.load(p), m.load(g)
			m.addMul(d, l2, w)
			u := m.load(first)
			m.addMul(u, rest1, m.sub(d, u))
			m.store(u, first)
			v := m.load(second)
			m.pick(m.VFMSUB213PS, m.VFMSUB213PD)(v, d, d) // d² - v
			m.addMul(v, rest2, d)
			m.store(v, second)
			scale := sqrt(v)
			m.times(scale, root, eps)
			w = m.mul(w, keep)
			m.subMul(w, step, divide(u, scale))
			m.store(w, p)
		})
	})
	m.flushed("rmsProp", "func(p, g, v, buf []T, lr, alpha, rest, eps, decay, mu T)", func() {
		p, n, g, second, buf := m.base("p"), m.length("p"), m.base("g"), m.base("v"), m.base("buf")
		lr, alpha, rest := m.scalar("lr"), m.scalar("alpha"), m.scalar("rest")
		eps, decay, mu := m.scalar("eps"), m.scalar("decay"), m.scalar("mu")
		m.elements(n, 1, func() {
			w, d := m.load(p), m.load(g)
			m.addMul(d, decay, w)
			v := m.mul(m.load(second), alpha)
			m.addMul(v, m.mul(rest, d), d)
			m.store(v, second)
			s := m.div(d, m.add(m.sqrt(v), eps))
			m.unlessNil(buf, func() {
				m.addMul(s, mu, m.load(buf))
				m.store(s, buf)
			})
			m.subMul(w, lr, s)
			m.store(w, p)
		})
	})
	m.flushed("adaGrad", "func(p, g, v []T, lr, eps, decay T)", func() {
		p, n, g, second := m.base("p"), m.length("p"), m.base("g"), m.base("v")
		lr, eps, decay := m.scalar("lr"), m.scalar("eps"), m.scalar("decay")
		m.elements(n, 1, func() {
			w, d, v := m.load(p), m.load(g), m.load(second)
			m.addMul(d, decay, w)
			m.addMul(v, d, d)
			m.store(v, second)
			m.subMul(w, lr, m.div(d, m.add(m.sqrt(v), eps)))
			m.store(w, p)
		})
	})
}

// Where there are tables of 1/√x and 1/x to 14 bits, one step of Newton's method from
// them gives all digits of a float32 but the last, in less time than the unit takes
// that divides and draws roots.

// rootOfMean is √v of a v ≥ 0: from s ≈ √v and h ≈ 1/(2√v) it is s + s·(1/2 - s·h). v is
// kept between the smallest and the largest normal number; NaN stays.
func (m *machine) rootOfMean() func(v value) value {
	if m.double || !m.wide {
		return m.sqrt
	}
	half, smallest, largest := m.c(0.5), m.c(0x1p-126), m.c(math.MaxFloat32)
	return func(v value) value {
		v = m.max(smallest, m.min(largest, v))
		inverse := m.vec()
		m.VRSQRT14PS(v, inverse)
		s := m.mul(v, inverse)
		e := m.register(half)
		m.subMul(e, s, m.mul(inverse, half))
		m.times(e, s, s)
		return e
	}
}

// quotient is a/b: from r ≈ 1/b it is a·(r + r·(1 - b·r)).
func (m *machine) quotient() func(a, b value) value {
	if m.double || !m.wide {
		return m.div
	}
	one := m.c(1)
	return func(a, b value) value {
		r := m.vec()
		m.VRCP14PS(b, r)
		e := m.register(one)
		m.subMul(e, b, r)
		m.times(e, r, r)
		return m.mul(a, e)
	}
}
