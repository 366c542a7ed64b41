package main

import (
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// parts are the vectors at the present place in the parts of a row, each of hidden
// elements, that follow each other.
type parts struct {
	m      *machine
	p      reg.GPVirtual // where the present vector of the first part is
	hb     reg.GPVirtual // bytes of a part
	triple reg.GPVirtual // three times as many, if there is a fourth part
}

// parts makes the addresses for the row at p.
func (m *machine) parts(p reg.Register, hb, triple reg.GPVirtual) parts {
	t := m.GP64()
	m.LEAQ(m.at(p), t)
	return parts{m, t, hb, triple}
}

func (p parts) at(i int) operand.Mem {
	switch i {
	case 0:
		return operand.Mem{Base: p.p}
	case 3:
		return operand.Mem{Base: p.p, Index: p.triple, Scale: 1}
	}
	return operand.Mem{Base: p.p, Index: p.hb, Scale: uint8(i)}
}

func (p parts) load(i int) value     { return p.m.loadMem(p.at(i)) }
func (p parts) store(v value, i int) { p.m.storeMem(v, p.at(i)) }

// addBias adds part i of the bias to v, unless there is none.
func (m *machine) addBias(v value, bias reg.Register, hb, triple reg.GPVirtual, i int) {
	m.unlessNil(bias, func() { m.addTo(v, m.parts(bias, hb, triple).load(i)) })
}

func (m *machine) recurrent() {
	m.function("lstm", "func(h, c, tanhC, gates, bias, cPrev []T, hidden int)")
	{
		h, c, tanhC, gates := m.base("h"), m.base("c"), m.base("tanhC"), m.base("gates")
		bias, cPrev, left, hidden := m.base("bias"), m.base("cPrev"), m.length("h"), m.param("hidden")
		hb, triple := m.partBytes(hidden)
		e, minus, tanh := m.exponential(), m.signs().sign, m.tanh()
		m.rowLoop(left, hidden, func() {
			m.elements(m.rowLength(hidden), 1, func() {
				z := m.parts(gates, hb, triple)
				gate := func(i int) value {
					v := z.load(i)
					m.addBias(v, bias, hb, triple, i)
					if i == 2 {
						v = tanh(v)
					} else {
						v = e.sigmoidOfNegative(m.xor(v, minus))
					}
					z.store(v, i)
					return v
				}
				cell := gate(0)
				m.mulTo(cell, gate(2))
				m.addMul(cell, gate(1), m.load(cPrev))
				m.store(cell, c)
				t := tanh(cell)
				m.store(t, tanhC)
				m.store(m.mul(gate(3), t), h)
			})
			m.ADDQ(hb, h)
			m.ADDQ(hb, c)
			m.ADDQ(hb, tanhC)
			m.ADDQ(hb, cPrev)
			m.LEAQ(operand.Mem{Base: gates, Index: hb, Scale: 4}, gates)
		})
		m.end()
	}

	m.function("lstmGrad", "func(dgates, dcPrev, dh, dc, gates, tanhC, cPrev []T, hidden int)")
	{
		dgates, dcPrev, dh, dc := m.base("dgates"), m.base("dcPrev"), m.base("dh"), m.base("dc")
		gates, tanhC, cPrev, left, hidden := m.base("gates"), m.base("tanhC"), m.base("cPrev"), m.length("dh"), m.param("hidden")
		hb, triple := m.partBytes(hidden)
		one := m.hold(m.c(1))
		// 1-y² and y-y², the slopes of tanh and sigmoid.
		slopeTanh := func(y value) value { s := m.register(one); m.subMul(s, y, y); return s }
		slopeSigmoid := func(y value) value { s := m.register(y); m.subMul(s, y, y); return s }
		m.rowLoop(left, hidden, func() {
			m.elements(m.rowLength(hidden), 1, func() {
				z := m.parts(gates, hb, triple)
				i, f, g, o := z.load(0), z.load(1), z.load(2), z.load(3)
				t, d := m.load(tanhC), m.load(dh)
				dz := m.parts(dgates, hb, triple)
				dz.store(m.mul(m.mul(d, t), slopeSigmoid(o)), 3)
				d = m.mul(d, o)
				total := m.load(dc)
				m.addMul(total, d, slopeTanh(t))
				dz.store(m.mul(m.mul(total, g), slopeSigmoid(i)), 0)
				dz.store(m.mul(m.mul(total, m.load(cPrev)), slopeSigmoid(f)), 1)
				dz.store(m.mul(m.mul(total, i), slopeTanh(g)), 2)
				m.store(m.mul(total, f), dcPrev)
			})
			for _, p := range []reg.Register{dcPrev, dh, dc, tanhC, cPrev} {
				m.ADDQ(hb, p)
			}
			m.LEAQ(operand.Mem{Base: gates, Index: hb, Scale: 4}, gates)
			m.LEAQ(operand.Mem{Base: dgates, Index: hb, Scale: 4}, dgates)
		})
		m.end()
	}

	m.function("gru", "func(h, gx, gh, biasX, biasH, hPrev []T, hidden int)")
	{
		h, gx, gh, hPrev := m.base("h"), m.base("gx"), m.base("gh"), m.base("hPrev")
		biasX, biasH, left, hidden := m.base("biasX"), m.base("biasH"), m.length("h"), m.param("hidden")
		hb, _ := m.partBytes(hidden)
		e, minus, tanh := m.exponential(), m.signs().sign, m.tanh()
		m.rowLoop(left, hidden, func() {
			m.elements(m.rowLength(hidden), 1, func() {
				x, u := m.parts(gx, hb, hb), m.parts(gh, hb, hb)
				both := func(i int) (vx, vu value) {
					vx, vu = x.load(i), u.load(i)
					m.addBias(vx, biasX, hb, hb, i)
					m.addBias(vu, biasH, hb, hb, i)
					return vx, vu
				}
				gate := func(i int) value {
					vx, vu := both(i)
					v := e.sigmoidOfNegative(m.xor(m.add(vx, vu), minus))
					x.store(v, i)
					return v
				}
				r := gate(0)
				vx, vu := both(2)
				u.store(vu, 2)
				m.addMul(vx, r, vu)
				n := tanh(vx)
				x.store(n, 2)
				y := m.sub(m.load(hPrev), n)
				m.times(y, gate(1), n)
				m.store(y, h)
			})
			m.ADDQ(hb, h)
			m.ADDQ(hb, hPrev)
			for range 3 {
				m.ADDQ(hb, gx)
				m.ADDQ(hb, gh)
			}
		})
		m.end()
	}

	m.function("gruGrad", "func(dgx, dgh, dhPrev, dh, gx, gh, hPrev []T, hidden int)")
	{
		dgx, dgh, dhPrev, dh := m.base("dgx"), m.base("dgh"), m.base("dhPrev"), m.base("dh")
		gx, gh, hPrev, left, hidden := m.base("gx"), m.base("gh"), m.base("hPrev"), m.length("dh"), m.param("hidden")
		hb, _ := m.partBytes(hidden)
		one := m.hold(m.c(1))
		slopeTanh := func(y value) value { s := m.register(one); m.subMul(s, y, y); return s }
		slopeSigmoid := func(y value) value { s := m.register(y); m.subMul(s, y, y); return s }
		m.rowLoop(left, hidden, func() {
			m.elements(m.rowLength(hidden), 1, func() {
				x, u := m.parts(gx, hb, hb), m.parts(gh, hb, hb)
				r, z, n, un := x.load(0), x.load(1), x.load(2), u.load(2)
				d := m.load(dh)
				dn := m.mul(m.mul(d, m.sub(one, z)), slopeTanh(n))
				dz := m.mul(m.mul(d, m.sub(m.load(hPrev), n)), slopeSigmoid(z))
				dr := m.mul(m.mul(dn, un), slopeSigmoid(r))
				dx, du := m.parts(dgx, hb, hb), m.parts(dgh, hb, hb)
				for i, v := range []value{dr, dz, dn} {
					dx.store(v, i)
				}
				for i, v := range []value{dr, dz, m.mul(dn, r)} {
					du.store(v, i)
				}
				m.store(m.mul(d, z), dhPrev)
			})
			for _, p := range []reg.Register{dhPrev, dh, hPrev} {
				m.ADDQ(hb, p)
			}
			for _, p := range []reg.Register{gx, gh, dgx, dgh} {
				for range 3 {
					m.ADDQ(hb, p)
				}
			}
		})
		m.end()
	}
}

// partBytes returns the bytes of hidden elements, and three times as many.
func (m *machine) partBytes(hidden operand.Op) (hb, triple reg.GPVirtual) {
	hb, triple = m.GP64(), m.GP64()
	m.MOVQ(hidden, hb)
	m.SHLQ(operand.U8(m.shift()), hb)
	m.LEAQ(operand.Mem{Base: hb, Index: hb, Scale: 2}, triple)
	return hb, triple
}
