package main

import "github.com/mmcloughlin/avo/reg"

// binary emits dst = f(a, b), or dst = f(dst, a, b) of a function that adds.
func (m *machine) binary(name string, f func() func(a, b value) value) {
	m.function(name, "func(dst, a, b []T)")
	dst, n, a, b := m.base("dst"), m.length("dst"), m.base("a"), m.base("b")
	g := f()
	m.elements(n, 4, func() { m.store(g(m.load(a), m.load(b)), dst) })
	m.end()
}

// accumulate emits a loop that changes dst by a and b.
func (m *machine) accumulate(name string, f func() func(dst, a, b value) value) {
	m.function(name, "func(dst, a, b []T)")
	dst, n, a, b := m.base("dst"), m.length("dst"), m.base("a"), m.base("b")
	g := f()
	m.elements(n, 2, func() { m.store(g(m.load(dst), m.load(a), m.load(b)), dst) })
	m.end()
}

// unary emits dst = f(x).
func (m *machine) unary(name string, unroll int, f func() func(x value) value) {
	m.function(name, "func(dst, x []T)")
	dst, n, x := m.base("dst"), m.length("dst"), m.base("x")
	g := f()
	m.elements(n, unroll, func() { m.store(g(m.load(x)), dst) })
	m.end()
}

// unaryScalar emits dst = f(x, c).
func (m *machine) unaryScalar(name string, f func(c value) func(x value) value) {
	m.function(name, "func(dst, x []T, c T)")
	dst, n, x := m.base("dst"), m.length("dst"), m.base("x")
	g := f(m.scalar("c"))
	m.elements(n, 2, func() { m.store(g(m.load(x)), dst) })
	m.end()
}

// plain is a function that needs no constants.
func plain[F any](f F) func() F { return func() F { return f } }

func (m *machine) arithmetic() {
	m.binary("add", plain(m.add))
	m.binary("sub", plain(m.sub))
	m.binary("mul", plain(m.mul))
	m.binary("div", plain(m.div))
	m.binary("max", plain(func(a, b value) value { return m.propagate(m.max(a, b), a) }))
	m.binary("min", plain(func(a, b value) value { return m.propagate(m.min(a, b), a) }))
	m.accumulate("mulAdd", plain(func(dst, a, b value) value { m.addMul(dst, a, b); return dst }))
	m.accumulate("mulSub", plain(func(dst, a, b value) value { m.subMul(dst, a, b); return dst }))
	m.accumulate("divAdd", plain(func(dst, a, b value) value { return m.add(dst, m.div(a, b)) }))

	m.scaled("axpy", func(dst reg.Register, alpha, x value) value {
		y := m.load(dst)
		m.addMul(y, alpha, x)
		return y
	})
	m.scaled("scale", func(_ reg.Register, alpha, x value) value { return m.mul(alpha, x) })
	m.unaryScalar("addScalar", func(c value) func(x value) value {
		return func(x value) value { return m.add(x, c) }
	})

	m.unary("neg", 4, func() func(x value) value {
		sign := m.cbits(m.signBit())
		return func(x value) value { return m.xor(x, sign) }
	})
	m.unary("abs", 4, func() func(x value) value {
		rest := m.cbits(m.signBit() - 1)
		return func(x value) value { return m.and(x, rest) }
	})
	m.unary("square", 4, plain(func(x value) value { return m.mul(x, x) }))
	m.unary("sqrt", 1, plain(m.sqrt))
	m.unary("reciprocal", 1, func() func(x value) value {
		one := m.hold(m.c(1))
		return func(x value) value { return m.div(one, x) }
	})
}

// propagate returns a where it is NaN, r elsewhere.
func (m *machine) propagate(r, a value) value {
	return m.choose(m.compare(notNumber, a, a), a, r)
}

func (m *machine) signBit() uint64 {
	if m.double {
		return 1 << 63
	}
	return 1 << 31
}

// scaled emits a function of alpha and x.
func (m *machine) scaled(name string, f func(dst reg.Register, alpha, x value) value) {
	m.function(name, "func(dst []T, alpha T, x []T)")
	dst, n, x, alpha := m.base("dst"), m.length("dst"), m.base("x"), m.scalar("alpha")
	m.elements(n, 4, func() { m.store(f(dst, alpha, m.load(x)), dst) })
	m.end()
}
