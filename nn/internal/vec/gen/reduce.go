package main

import (
	"math"

	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// horizontal combines all lanes of v by f; every lane of the result holds it.
func (m *machine) horizontal(v value, f func(a, b value) value) value {
	swap := func(emit func(r operand.Op)) {
		r := m.vec()
		emit(r)
		v = f(v, r)
	}
	if m.wide {
		swap(func(r operand.Op) { m.VSHUFF64X2(operand.U8(0x4e), v, v, r) })
		swap(func(r operand.Op) { m.VSHUFF64X2(operand.U8(0xb1), v, v, r) })
	} else {
		swap(func(r operand.Op) { m.VPERM2F128(operand.U8(0x01), v, v, r) })
	}
	if m.double {
		swap(func(r operand.Op) { m.VPERMILPD(operand.U8(0x55), v, r) })
		return v
	}
	swap(func(r operand.Op) { m.VPERMILPS(operand.U8(0x4e), v, r) })
	swap(func(r operand.Op) { m.VPERMILPS(operand.U8(0xb1), v, r) })
	return v
}

// low is the XMM register that v begins with.
func low(v value) reg.Register { return v.(reg.VecVirtual).AsX() }

// asDouble runs body with the machine set to float64: for sums that are kept in
// float64 whatever the type of the elements.
func (m *machine) asDouble(body func()) {
	double := m.double
	m.double = true
	body()
	m.double = double
}

// A sum64 adds up in float64.
type sum64 struct {
	m   *machine
	acc []value
}

// sum64 begins a sum in n vectors of float64.
func (m *machine) sum64(n int) *sum64 {
	s := &sum64{m: m}
	for range n {
		s.acc = append(s.acc, m.zero())
	}
	return s
}

// halves converts v to float64: one vector of a float64, two of a float32.
func (m *machine) halves(v value) []value {
	if m.double {
		return []value{v}
	}
	lo, hi := m.vec(), m.vec()
	if m.wide {
		y := m.YMM()
		m.VEXTRACTF64X4(operand.U8(1), v, y)
		m.VCVTPS2PD(v.(reg.VecVirtual).AsY(), lo)
		m.VCVTPS2PD(y, hi)
	} else {
		x := m.XMM()
		m.VEXTRACTF128(operand.U8(1), v, x)
		m.VCVTPS2PD(low(v), lo)
		m.VCVTPS2PD(x, hi)
	}
	return []value{lo, hi}
}

// pick chooses accumulators so that the vectors of an unrolled loop use different
// ones.
func (s *sum64) at(i int) value {
	m := s.m
	per := 2
	if m.double {
		per = 1
	}
	return s.acc[(m.disp/m.width()*per+i)%len(s.acc)]
}

// add adds the lanes of v.
func (s *sum64) add(v value) {
	for i, h := range s.m.halves(v) {
		s.m.VADDPD(h, s.at(i), s.at(i))
	}
}

// addProduct adds the lanes of a·b, multiplied in float64.
func (s *sum64) addProduct(a, b value) {
	ha, hb := s.m.halves(a), s.m.halves(b)
	for i := range ha {
		s.m.VFMADD231PD(ha[i], hb[i], s.at(i))
	}
}

// total is the sum, a float64 in every lane.
func (s *sum64) total() value {
	m := s.m
	t := s.acc[0]
	m.asDouble(func() {
		for _, v := range s.acc[1:] {
			t = m.add(t, v)
		}
		t = m.horizontal(t, m.add)
	})
	return t
}

func (m *machine) reductions() {
	m.function("sum", "func(x []T) float64")
	x, n := m.base("x"), m.length("x")
	s := m.sum64(4)
	m.elements(n, 4, func() { s.add(m.load(x)) })
	m.result(low(s.total()), true)
	m.end()

	m.function("dot", "func(a, b []T) float64")
	a, n, b := m.base("a"), m.length("a"), m.base("b")
	s = m.sum64(4)
	m.elements(n, 4, func() { s.addProduct(m.load(a), m.load(b)) })
	m.result(low(s.total()), true)
	m.end()

	m.function("maxValue", "func(x []T) T")
	x, n = m.base("x"), m.length("x")
	minusInf := m.hold(m.c(math.Inf(-1)))
	top := m.register(minusInf)
	// A NaN in top stays, since max returns its second operand then.
	larger := func(v, top value) value { return m.choose(m.compare(notNumber, v, v), v, m.max(v, top)) }
	m.elements(n, 1, func() { m.set(top, larger(m.beyond(m.load(x), minusInf), top)) })
	m.result(low(m.horizontal(top, larger)), m.double)
	m.end()

	// x·0 is 0 of a number, NaN of anything else.
	m.function("isFinite", "func(x []T) bool")
	x, n = m.base("x"), m.length("x")
	zero := m.zero()
	acc := []value{m.zero(), m.zero(), m.zero(), m.zero()}
	m.elements(n, 4, func() { m.addMul(acc[m.disp/m.width()], m.load(x), zero) })
	total := low(m.horizontal(m.add(m.add(acc[0], acc[1]), m.add(acc[2], acc[3])), m.add))
	bits := m.GP64()
	if m.double {
		m.VMOVQ(total, bits)
		m.SHLQ(operand.U8(1), bits) // without the sign
	} else {
		m.VMOVD(total, bits.As32())
		m.SHLL(operand.U8(1), bits.As32())
	}
	result, err := m.ReturnIndex(0).Resolve()
	if err != nil {
		panic(err)
	}
	m.SETEQ(result.Addr)
	m.end()
}
