package main

import (
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// crossEntropyPairs emits the loss for two classes, many rows to a vector. With the
// distance d of the other score from one's own,
//
//	p = 1/(1 + eᵈ),  Σe^(x-top) = 1 + e^-|d|,  x[label] - top = -max(0, d[label])
//
// product and margin are as in crossEntropy; n counts elements.
func (m *machine) crossEntropyPairs(e *exponential, dx, x, labels reg.Register, n reg.GPVirtual, scale value, product, margin reg.Register) {
	s, zero := m.signs(), m.zero()
	class := m.vec() // 0, 1, 0, 1, …
	t := m.GP64()
	m.MOVQ(operand.U64(1<<32), t)
	m.VMOVQ(t, class.AsX())
	m.VPBROADCASTQ(class.AsX(), class)
	squares := []value{m.vec(), m.vec()} // products of the sums; each counts twice
	m.asDouble(func() {
		one := m.GP64()
		m.MOVQ(operand.U64(0x3ff0000000000000), one)
		x := m.XMM()
		m.VMOVQ(one, x)
		m.broadcast(x, squares[0])
		m.broadcast(x, squares[1])
	})
	losses := m.sum64(1)
	m.elements(n, 1, func() {
		v := m.load(x)
		other := m.vec()
		m.VPERMILPS(operand.U8(0xb1), v, other)
		d := m.sub(other, v)
		bell := e.exp(m.or(d, s.sign))
		top := m.max(v, other)
		bell = m.add(bell, m.sub(top, top)) // as x-top would be, NaN if top is infinite
		sum := m.add(bell, e.one)
		positive := m.compare(greater, d, zero)
		p := m.div(m.choose(positive, bell, e.one), sum)
		for i, h := range m.halves(m.beyond(sum, e.one)) {
			m.VMULPD(h, squares[i], squares[i])
		}
		right := m.pairLabels(labels, n, class)
		m.unlessNil(dx, func() { m.store(m.mul(m.sub(p, m.where(right, e.one)), scale), dx) })
		losses.add(m.where(right, m.max(zero, d)))
		m.ADDQ(operand.I8(m.width()/2), labels)
	})
	m.asDouble(func() {
		all := m.horizontal(m.mul(squares[0], squares[1]), m.mul)
		m.VSQRTSD(low(all), low(all), product)
		m.VXORPD(margin, margin, margin)
		m.VSUBSD(low(losses.total()), margin, margin)
	})
}

// pairLabels returns the mask of the lanes that are their row's label.
func (m *machine) pairLabels(labels reg.Register, n reg.GPVirtual, class value) operand.Op {
	at := operand.Mem{Base: labels}
	half := m.GP64()
	var packed operand.Op = m.XMM()
	if m.wide {
		packed = m.YMM()
	}
	switch {
	case m.tail == nil && m.wide:
		m.VMOVDQU32(at, packed)
	case m.tail == nil:
		m.VMOVDQU(at, packed)
	case m.wide:
		m.MOVQ(n, half)
		m.SHRQ(operand.U8(1), half)
		m.VMOVDQU32_Z(at, m.maskOf(half), packed)
	default:
		m.MOVQ(n, half)
		m.SHRQ(operand.U8(1), half)
		m.VPMASKMOVD(at, low(m.maskOf(half)), packed)
	}
	wide, both := m.vec(), m.vec()
	m.VPMOVZXDQ(packed, wide)
	m.VPSLLQ(operand.U8(32), wide, both)
	if m.wide {
		m.VPORQ(wide, both, both)
		k := m.K()
		m.VPCMPEQD(class, both, k)
		return k
	}
	m.VPOR(wide, both, both)
	m.VPCMPEQD(class, both, both)
	return both
}
