package main

import (
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// conversions between float32 and float64, and to int8, of the AVX-512 machine for
// float32. Sixteen elements make two vectors of float64.
func (m *machine) conversions() {
	m.function("widen", "func(dst []float64, x []float32)")
	dst, n, x := m.base("dst"), m.length("dst"), m.base("x")
	to := m.GP64()
	m.MOVQ(dst, to)
	m.elements(n, 1, func() {
		for i, h := range m.halves(m.load(x)) {
			m.storeHalf(i, h, operand.Mem{Base: to, Disp: 64 * i})
		}
		m.ADDQ(operand.I32(128), to)
	})
	m.end()

	m.function("narrow", "func(dst []float32, x []float64)")
	dst, n, x = m.base("dst"), m.length("dst"), m.base("x")
	m.elements(n, 1, func() {
		lo, hi := m.YMM(), m.YMM()
		for i, y := range []reg.VecVirtual{lo, hi} {
			z := m.ZMM()
			at := operand.Mem{Base: x, Disp: 64 * i}
			if m.tail == nil {
				m.VMOVUPD(at, z)
			} else {
				m.VMOVUPD_Z(at, m.tailHalf(i), z)
			}
			m.VCVTPD2PS(z, y)
		}
		r := m.ZMM()
		m.VINSERTF64X4(operand.U8(1), hi, lo.AsZ(), r)
		m.store(r, dst)
		m.ADDQ(operand.I32(128), x)
	})
	m.end()

	m.function("quantize", "func(dst []int8, x []float32, inverse float32)")
	dst, n, x = m.base("dst"), m.length("dst"), m.base("x")
	inverse, top, bottom := m.scalar("inverse"), m.c(127), m.c(-127)
	m.elements(n, 1, func() {
		v := m.mul(m.load(x), inverse)
		v = m.where(m.compare(ordered, v, v), m.max(bottom, m.min(top, v)))
		q := m.ZMM()
		m.VCVTPS2DQ(v, q)
		if m.tail == nil {
			m.VPMOVSDB(q, operand.Mem{Base: dst})
		} else {
			m.VPMOVSDB(q, m.tail, operand.Mem{Base: dst})
		}
		m.ADDQ(operand.I8(16), dst)
	})
	m.end()
}

// tailHalf is the part of the tail's mask for one of the two halves.
func (m *machine) tailHalf(i int) operand.Op {
	if i == 0 {
		return m.tail // an instruction on 8 elements heeds only 8 bits
	}
	k := m.K()
	m.KSHIFTRW(operand.U8(8), m.tail, k)
	return k
}

func (m *machine) storeHalf(i int, v value, at operand.Mem) {
	if m.tail == nil {
		m.VMOVUPD(v, at)
	} else {
		m.VMOVUPD(v, m.tailHalf(i), at)
	}
}
