package main

import (
	"github.com/mmcloughlin/avo/attr"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// splitmix64's constants.
const (
	golden = 0x9e3779b97f4a7c15
	mix1   = 0xbf58476d1ce4e5b9
	mix2   = 0x94d049bb133111eb
)

// dropoutMask runs splitmix64 on as many counters at once as a vector holds numbers of
// 64 bits; for a vector of float32 twice.
func (m *machine) dropoutMask() {
	m.function("dropoutMask", "func(dst []T, state, limit uint64, scale T)")
	dst, n, scale := m.base("dst"), m.length("dst"), m.scalar("scale")
	count := uint64(m.width() / 8)
	counters := m.StaticGlobal("counters" + m.name)
	m.DataAttributes(attr.RODATA | attr.NOPTR)
	step := uint64(golden)
	for i := range count {
		m.AddDatum(8*int(i), operand.U64(i*step))
	}
	state, limit := m.vec(), m.vec()
	m.VPBROADCASTQ(m.param("state"), state)
	m.VPBROADCASTQ(m.param("limit"), limit)
	m.VPADDQ(counters, state, state)
	next := m.quad(count * step)
	first, second := m.multiplier(mix1), m.multiplier(mix2)

	kept := func() operand.Op { // the mask of the next counters
		z := m.shiftXor(state, 30)
		z = m.shiftXor(first.times(z), 27)
		z = m.shiftXor(second.times(z), 31)
		m.VPSRLQ(operand.U8(11), z, z)
		m.VPADDQ(next, state, state)
		if m.wide {
			k := m.K()
			m.VPCMPGTQ(z, limit, k)
			return k
		}
		r := m.YMM()
		m.VPCMPGTQ(z, limit, r)
		return r
	}
	m.elements(n, 1, func() {
		k := kept()
		if !m.double {
			k = m.joinMasks(k, kept())
		}
		m.store(m.where(k, scale), dst)
	})
	m.end()
}

// joinMasks makes a mask for float32 of two for 64 bits.
func (m *machine) joinMasks(lo, hi operand.Op) operand.Op {
	if m.wide {
		k := m.K()
		m.KUNPCKBW(lo, hi, k)
		return k
	}
	r := m.YMM()
	m.VSHUFPS(operand.U8(0x88), hi, lo, r)
	m.VPERMQ(operand.U8(0xd8), r, r)
	return r
}

// quad broadcasts a constant of 64 bits.
func (m *machine) quad(v uint64) reg.VecVirtual {
	t, r := m.GP64(), m.vec()
	m.MOVQ(operand.U64(v), t)
	m.VMOVQ(t, r.AsX())
	m.VPBROADCASTQ(r.AsX(), r)
	return r
}

// shiftXor is z ^ z>>bits.
func (m *machine) shiftXor(z value, bits uint8) value {
	r := m.vec()
	m.VPSRLQ(operand.U8(bits), z, r)
	if m.wide {
		m.VPXORQ(z, r, r)
	} else {
		m.VPXOR(z, r, r)
	}
	return r
}

// A multiplier multiplies numbers of 64 bits by a constant. AVX2 has only products of
// 32 bits: of a = a₁·2³² + a₀ it needs a₀c₀ + (a₁c₀ + a₀c₁)·2³².
type multiplier struct {
	m        *machine
	c, upper value
}

func (m *machine) multiplier(c uint64) multiplier {
	f := multiplier{m: m, c: m.quad(c)}
	if !m.wide {
		f.upper = m.quad(c >> 32)
	}
	return f
}

func (f multiplier) times(a value) value {
	m := f.m
	r := m.vec()
	if m.wide {
		m.VPMULLQ(f.c, a, r)
		return r
	}
	high, cross := m.YMM(), m.YMM()
	m.VPSRLQ(operand.U8(32), a, high)
	m.VPMULUDQ(f.c, high, high)
	m.VPMULUDQ(f.upper, a, cross)
	m.VPADDQ(cross, high, high)
	m.VPSLLQ(operand.U8(32), high, high)
	m.VPMULUDQ(f.c, a, r)
	m.VPADDQ(high, r, r)
	return r
}
