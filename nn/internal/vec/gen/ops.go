package main

import "github.com/mmcloughlin/avo/operand"

// Arithmetic on vectors. Of two operands the first must be in a register, the second
// may be a constant.

func (m *machine) new3(ps, pd func(...operand.Op), a, b value) value {
	r := m.vec()
	m.pick(ps, pd)(b, a, r) // Go's order is the reverse of Intel's
	return r
}

func (m *machine) add(a, b value) value { return m.new3(m.VADDPS, m.VADDPD, a, b) }
func (m *machine) sub(a, b value) value { return m.new3(m.VSUBPS, m.VSUBPD, a, b) }
func (m *machine) mul(a, b value) value { return m.new3(m.VMULPS, m.VMULPD, a, b) }
func (m *machine) div(a, b value) value { return m.new3(m.VDIVPS, m.VDIVPD, a, b) }

// max and min return b when one of the two is NaN.
func (m *machine) max(a, b value) value { return m.new3(m.VMAXPS, m.VMAXPD, a, b) }
func (m *machine) min(a, b value) value { return m.new3(m.VMINPS, m.VMINPD, a, b) }

func (m *machine) and(a, b value) value { return m.new3(m.VANDPS, m.VANDPD, a, b) }
func (m *machine) or(a, b value) value  { return m.new3(m.VORPS, m.VORPD, a, b) }
func (m *machine) xor(a, b value) value { return m.new3(m.VXORPS, m.VXORPD, a, b) }

func (m *machine) sqrt(a value) value {
	r := m.vec()
	m.pick(m.VSQRTPS, m.VSQRTPD)(a, r)
	return r
}

func (m *machine) zero() value {
	r := m.vec()
	if m.wide {
		m.VPXORQ(r, r, r)
	} else {
		m.VXORPS(r, r, r)
	}
	return r
}

// addMul adds a·b to sum, in place; subMul subtracts it.
func (m *machine) addMul(sum, a, b value) {
	m.pick(m.VFMADD231PS, m.VFMADD231PD)(b, a, sum)
}

func (m *machine) subMul(sum, a, b value) {
	m.pick(m.VFNMADD231PS, m.VFNMADD231PD)(b, a, sum)
}

// times sets p = p·x + c, in place.
func (m *machine) times(p, x, c value) {
	m.pick(m.VFMADD213PS, m.VFMADD213PD)(c, x, p)
}

// polynomial evaluates c[0] + c[1]·x + c[2]·x² + … by Horner's rule.
func (m *machine) polynomial(x value, c []value) value {
	p := m.register(c[len(c)-1])
	for i := len(c) - 2; i >= 0; i-- {
		m.times(p, x, c[i])
	}
	return p
}

// constants asks for the coefficients of a polynomial.
func (m *machine) constants(c ...float64) []value {
	v := make([]value, len(c))
	for i := range c {
		v[i] = m.c(c[i])
	}
	return v
}

// round rounds to the nearest integer.
func (m *machine) round(a value) value {
	r := m.vec()
	switch {
	case m.wide && m.double:
		m.VRNDSCALEPD(operand.U8(8), a, r)
	case m.wide:
		m.VRNDSCALEPS(operand.U8(8), a, r)
	case m.double:
		m.VROUNDPD(operand.U8(8), a, r)
	default:
		m.VROUNDPS(operand.U8(8), a, r)
	}
	return r
}

// Predicates of compare; a NaN makes all of them false but notNumber; ordered is
// its opposite.
const (
	equal     = 0x00
	less      = 0x11
	greater   = 0x1e
	atLeast   = 0x1d
	notNumber = 0x03
	ordered   = 0x07
)

// compare makes the mask of the lanes where a (predicate) b.
func (m *machine) compare(predicate uint8, a, b value) operand.Op {
	var k operand.Op = m.YMM()
	if m.wide {
		k = m.K()
	}
	m.pick(m.VCMPPS, m.VCMPPD)(operand.U8(predicate), b, a, k)
	return k
}

// choose returns a where the mask is set, b elsewhere; both in registers.
func (m *machine) choose(k operand.Op, a, b value) value {
	r := m.vec()
	if m.wide {
		m.pick(m.VBLENDMPS, m.VBLENDMPD)(a, b, k, r)
	} else if m.double {
		m.VBLENDVPD(k, a, b, r)
	} else {
		m.VBLENDVPS(k, a, b, r)
	}
	return r
}

// where returns a where the mask is set, 0 elsewhere.
func (m *machine) where(k operand.Op, a value) value {
	if !m.wide {
		return m.and(k, a)
	}
	r := m.vec()
	m.pick3(m.VMOVAPS_Z, m.VMOVAPD_Z)(a, k, r)
	return r
}
