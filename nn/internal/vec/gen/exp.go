package main

import (
	"math"

	"github.com/mmcloughlin/avo/operand"
)

// Exponentials. With n the integer nearest to x/ln 2 and r = x - n·ln 2, so that
// |r| ≤ ln(2)/2,
//
//	eˣ = 2ⁿ·eʳ,  eʳ = 1 + r + r²·q(r),  q(r) = 1/2! + r/3! + r²/4! + …
//
// ln 2 is subtracted in two parts, of which n times the first is exact.

type exponential struct {
	m                   *machine
	log2e, ln2hi, ln2lo value
	lo, hi, one         value
	floor               value // below it eˣ - 1 is -1
	q                   []value
	magic, bias, half   value // to make 2ⁿ without AVX-512
}

// exponential asks for the constants of exp.
func (m *machine) exponential() *exponential {
	e := &exponential{m: m, log2e: m.c(math.Log2E), one: m.hold(m.c(1)), floor: m.hold(m.c(-64))}
	if m.double {
		e.ln2hi, e.ln2lo = m.c(math.Float64frombits(0x3fe62e42fee00000)), m.c(1.90821492927058770002e-10)
		e.lo, e.hi = m.hold(m.c(-746)), m.hold(m.c(710))
		for _, c := range taylor(12, func(k int) float64 { return 1 / math.Gamma(float64(k+3)) }) {
			e.q = append(e.q, m.inMemory(c)) // too many for registers
		}
	} else {
		e.ln2hi, e.ln2lo = m.c(0.693359375), m.c(math.Ln2-0.693359375)
		e.lo, e.hi = m.hold(m.c(-104)), m.hold(m.c(89))
		e.q = m.constants(fit(expRest, -math.Ln2/2, math.Ln2/2, 5)...)
	}
	if !m.wide {
		bias, magic := uint64(127), 0x1.8p23
		if m.double {
			bias, magic = 1023, 0x1.8p52
		}
		e.magic, e.bias, e.half = m.c(magic), m.cbits(bias), m.c(0.5)
	}
	return e
}

// expRest is (eʳ - 1 - r)/r².
func expRest(r float64) float64 {
	sum, term := 0.0, 0.5
	for k := 3; k < 25; k++ {
		sum += term
		term *= r / float64(k)
	}
	return sum
}

// reduce returns n and p = eʳ - 1.
func (e *exponential) reduce(x value) (n, p value) {
	m := e.m
	n = m.round(m.mul(x, e.log2e))
	r := m.register(x)
	m.subMul(r, n, e.ln2hi)
	m.subMul(r, n, e.ln2lo)
	q := m.polynomial(r, e.q)
	rq := m.mul(r, q)
	m.times(rq, r, r)
	return n, rq
}

// exp is eˣ: +Inf and 0 where it leaves the range, NaN of NaN.
func (e *exponential) exp(x value) value {
	m := e.m
	n, p := e.reduce(m.max(e.lo, m.min(e.hi, x)))
	p = m.add(p, e.one)
	if m.wide {
		r := m.vec()
		m.pick(m.VSCALEFPS, m.VSCALEFPD)(n, p, r)
		return r
	}
	// 2ⁿ may be no normal number: multiply by its two halves.
	half := m.round(m.mul(n, e.half))
	return m.mul(m.mul(p, e.pow2(half)), e.pow2(m.sub(n, half)))
}

// expm1 is eˣ - 1 of an x ≤ 0, exact to the last digits near 0.
func (e *exponential) expm1(x value) value {
	m := e.m
	n, p := e.reduce(m.max(e.floor, x))
	var s value
	if m.wide {
		s = m.vec()
		m.pick(m.VSCALEFPS, m.VSCALEFPD)(n, e.one, s)
	} else {
		s = e.pow2(n)
	}
	r := m.sub(s, e.one)
	m.addMul(r, s, p)
	return r
}

// pow2 is 2ⁿ of an integer n in the range of normal exponents: adding 1.5·2⁵² (or
// 2²³) leaves n in the low bits, which are shifted up to be the exponent.
func (e *exponential) pow2(n value) value {
	m := e.m
	r := m.YMM()
	t := m.add(n, e.magic)
	if m.double {
		m.VPADDQ(e.bias, t, r)
		m.VPSLLQ(operand.U8(52), r, r)
	} else {
		m.VPADDD(e.bias, t, r)
		m.VPSLLD(operand.U8(23), r, r)
	}
	return r
}

// sigmoidOfNegative is 1/(1+e⁻ˣ), given -x.
func (e *exponential) sigmoidOfNegative(minusX value) value {
	return e.m.div(e.one, e.m.add(e.exp(minusX), e.one))
}

// signs are the masks of the sign bit and of the others.
type signs struct{ sign, rest value }

func (m *machine) signs() signs {
	return signs{m.cbits(m.signBit()), m.cbits(m.signBit() - 1)}
}

// tanh is t/(t+2) with t = e⁻²ˡˣˡ - 1, and the sign of x.
func (e *exponential) tanh(s signs, minusTwo, two, x value) value {
	m := e.m
	t := e.expm1(m.mul(m.and(x, s.rest), minusTwo))
	y := m.div(t, m.add(t, two))
	return m.or(m.and(y, s.rest), m.and(x, s.sign))
}
