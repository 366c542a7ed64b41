package main

import (
	"math"

	"github.com/mmcloughlin/avo/operand"
)

func (m *machine) losses() {
	m.crossEntropy()

	m.function("sigmoidCrossEntropy", "func(dx, x, target []T, scale T) float64")
	dx, x, n, target, scale := m.base("dx"), m.base("x"), m.length("x"), m.base("target"), m.scalar("scale")
	e, l, zero, sign := m.exponential(), m.logarithm(1./3), m.zero(), m.signs().sign
	loss := m.sum64(2)
	m.elements(n, 1, func() {
		v, t := m.load(x), m.load(target)
		bell := e.exp(m.or(v, sign)) // e^-|x|
		right := m.div(e.one, m.add(bell, e.one))
		s := m.choose(m.compare(less, v, zero), m.mul(bell, right), right)
		m.unlessNil(dx, func() { m.store(m.mul(m.sub(s, t), scale), dx) })
		y := m.add(l.log1p(bell), m.max(zero, v))
		m.subMul(y, t, v)
		loss.add(m.beyond(y, zero))
	})
	m.result(low(loss.total()), true)
	m.end()

	m.function("squaredError", "func(dx, x, target []T, scale T) float64")
	dx, x, n, target, scale = m.base("dx"), m.base("x"), m.length("x"), m.base("target"), m.scalar("scale")
	loss = m.sum64(4)
	two := m.add(scale, scale)
	m.elements(n, 2, func() {
		d := m.sub(m.load(x), m.load(target))
		m.unlessNil(dx, func() { m.store(m.mul(d, two), dx) })
		loss.addProduct(d, d)
	})
	m.result(low(loss.total()), true)
	m.end()
}

// crossEntropy emits the fused loss of a classifier. Of each row it multiplies
// Σe^(x-top) to a product and adds x[label] - top to a sum; the caller takes the
// logarithm once.
func (m *machine) crossEntropy() {
	m.function("softmaxCrossEntropy", "func(dx, x []T, labels []int32, w int, scale T) (product, margin float64)")
	dx, x, left, labels, width := m.base("dx"), m.base("x"), m.length("x"), m.base("labels"), m.param("w")
	scale := m.scalar("scale")
	e := m.exponential()
	product, margin := m.XMM(), m.XMM()
	finish := m.label("finish")
	if !m.double {
		more := m.label("more")
		m.CMPQ(width, operand.I8(2))
		m.JNE(operand.LabelRef(more))
		m.crossEntropyPairs(e, dx, x, labels, left, scale, product, margin)
		m.JMP(operand.LabelRef(finish))
		m.Label(more)
	}
	minusInf := m.hold(m.c(math.Inf(-1)))
	one := m.GP64()
	m.MOVQ(operand.U64(math.Float64bits(1)), one)
	m.VMOVQ(one, product)
	m.VXORPD(margin, margin, margin)

	m.rowLoop(left, width, func() {
		short, done := m.label("short"), m.label("next")
		label := m.GP64()
		m.MOVLQSX(operand.Mem{Base: labels}, label)
		right := m.XMM()
		at := operand.Mem{Base: x, Index: label, Scale: uint8(m.size())}
		m.move1(at, right)
		top, total := m.vec(), m.vec()
		m.CMPQ(width, operand.I8(m.lanes()))
		m.JLE(operand.LabelRef(short))
		m.set(top, m.rowMax(x, width, minusInf))
		m.set(total, m.rowExp(e, x, width, minusInf, top, func(v value) {
			m.unlessNil(dx, func() { m.store(v, dx) })
		}))
		m.unlessNil(dx, func() {
			s := m.div(scale, total)
			m.elements(m.rowLength(width), 4, func() { m.store(m.mul(m.load(dx), s), dx) })
		})
		m.JMP(operand.LabelRef(done))

		m.Label(short)
		m.oneVector(width, func() {
			v := m.beyond(m.load(x), minusInf)
			m.set(top, m.horizontal(v, m.max))
			v = e.exp(m.sub(v, top))
			m.set(total, m.horizontal(v, m.add))
			m.unlessNil(dx, func() { m.store(m.mul(v, m.div(scale, total)), dx) })
		})
		m.Label(done)

		sum := m.XMM()
		if m.double {
			m.VSUBSD(low(top), right, right)
			m.VMOVAPD(low(total), sum)
		} else {
			m.VSUBSS(low(top), right, right)
			m.VCVTSS2SD(right, right, right)
			m.VCVTSS2SD(low(total), low(total), sum)
		}
		m.VADDSD(right, margin, margin)
		m.VMULSD(sum, product, product)
		m.unlessNil(dx, func() {
			at := operand.Mem{Base: dx, Index: label, Scale: uint8(m.size())}
			p := m.XMM()
			m.move1(at, p)
			if m.double {
				m.VSUBSD(low(scale), p, p)
			} else {
				m.VSUBSS(low(scale), p, p)
			}
			m.move1(p, at)
			m.skip(width, dx)
		})
		m.skip(width, x)
		m.ADDQ(operand.I8(4), labels)
	})
	m.Label(finish)
	m.returns(0, product)
	m.returns(1, margin)
	m.end()
}

// move1 moves one element.
func (m *machine) move1(from, to operand.Op) { m.pick(m.VMOVSS, m.VMOVSD)(from, to) }

// returns stores a float64 as result i.
func (m *machine) returns(i int, x operand.Op) {
	a, err := m.ReturnIndex(i).Resolve()
	if err != nil {
		panic(err)
	}
	m.VMOVSD(x, a.Addr)
}
