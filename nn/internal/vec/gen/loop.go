package main

import (
	"github.com/mmcloughlin/avo/attr"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// elements emits a loop over n elements (which it uses up). body is emitted for full
// vectors, several times when unrolled, and once more for the rest under a mask; it
// uses m.load and m.store.
func (m *machine) elements(n reg.GPVirtual, unroll int, body func()) {
	m.blocks(n, unroll, func(vectors int) {
		for u := range vectors {
			m.disp = u * m.width()
			body()
		}
		m.disp = 0
	})
}

// blocks is elements for a body that works on several vectors at once: vectors of
// them as long as there are so many, then 1.
func (m *machine) blocks(n reg.GPVirtual, vectors int, body func(vectors int)) {
	outer, i := m.index, m.GP64()
	m.index = i
	m.XORQ(i, i)
	many, one, rest, done := m.label("many"), m.label("one"), m.label("rest"), m.label("done")
	if vectors > 1 {
		m.Label(many)
		m.CMPQ(n, operand.I32(vectors*m.lanes()))
		m.JL(operand.LabelRef(one))
		body(vectors)
		m.ADDQ(operand.I32(vectors*m.width()), i)
		m.SUBQ(operand.I32(vectors*m.lanes()), n)
		m.JMP(operand.LabelRef(many))
	}
	m.Label(one)
	m.CMPQ(n, operand.I8(m.lanes()))
	m.JL(operand.LabelRef(rest))
	body(1)
	m.ADDQ(operand.I32(m.width()), i)
	m.SUBQ(operand.I8(m.lanes()), n)
	m.JMP(operand.LabelRef(one))
	m.Label(rest)
	m.TESTQ(n, n)
	m.JZ(operand.LabelRef(done))
	m.tail = m.maskOf(n)
	body(1)
	m.tail = nil
	m.Label(done)
	m.index = outer
}

// rowLoop emits a loop over rows; left counts the elements down by the width of one.
func (m *machine) rowLoop(left reg.GPVirtual, width operand.Op, body func()) {
	again, done := m.label("row"), m.label("norow")
	m.Label(again)
	m.CMPQ(left, operand.I8(0))
	m.JLE(operand.LabelRef(done))
	body()
	m.SUBQ(width, left)
	m.JMP(operand.LabelRef(again))
	m.Label(done)
}

// param is the address of a parameter, for those that are rarely read.
func (m *machine) param(name string) operand.Mem {
	a, err := m.Param(name).Resolve()
	if err != nil {
		panic(err)
	}
	return a.Addr
}

// lengthParam is the address of a slice's length.
func (m *machine) lengthParam(slice string) operand.Mem {
	a, err := m.Param(slice).Len().Resolve()
	if err != nil {
		panic(err)
	}
	return a.Addr
}

// unlessNil emits body in a branch that is taken when the pointer p is not nil.
func (m *machine) unlessNil(p reg.Register, body func()) {
	skip := m.label("nil")
	m.TESTQ(p, p)
	m.JZ(operand.LabelRef(skip))
	body()
	m.Label(skip)
}

// set copies the value from to the register to.
func (m *machine) set(to, from value) { m.pick(m.VMOVAPS, m.VMOVAPD)(from, to) }

// addTo adds b to a, in place.
func (m *machine) addTo(a, b value) { m.pick(m.VADDPS, m.VADDPD)(b, a, a) }

// mulTo multiplies a by b, in place.
func (m *machine) mulTo(a, b value) { m.pick(m.VMULPS, m.VMULPD)(b, a, a) }

// maskOf makes the mask of the first n lanes, 0 ≤ n ≤ lanes.
func (m *machine) maskOf(n reg.GPVirtual) operand.Op {
	if m.wide {
		ones, k := m.GP64(), m.K()
		m.MOVQ(operand.I32(-1), ones)
		m.BZHIQ(n, ones, ones)
		m.KMOVW(ones.As32(), k)
		return k
	}
	name := "lanes"
	table, ok := m.rodata[name]
	if !ok {
		table = m.StaticGlobal("lanes" + m.name)
		m.DataAttributes(attr.RODATA | attr.NOPTR)
		for i := range 8 {
			bits := uint64(0)
			if i < 4 {
				bits = 1<<64 - 1
			}
			m.AddDatum(8*i, operand.U64(bits))
		}
		m.rodata[name] = table
	}
	t, left := m.GP64(), m.GP64()
	m.LEAQ(table.Offset(32), t)
	m.MOVQ(n, left)
	m.NEGQ(left)
	v := m.YMM()
	m.VMOVUPS(operand.Mem{Base: t, Index: left, Scale: uint8(m.size())}, v)
	return v
}

// at is the present vector of the array at p.
func (m *machine) at(p reg.Register) operand.Mem {
	return operand.Mem{Base: p, Index: m.index, Scale: 1, Disp: m.disp}
}

// load reads the present vector of the array at p; lanes beyond the end are 0.
func (m *machine) load(p reg.Register) value { return m.loadMem(m.at(p)) }

func (m *machine) loadMem(a operand.Mem) value {
	v := m.vec()
	switch {
	case m.tail == nil:
		m.pick(m.VMOVUPS, m.VMOVUPD)(a, v)
	case m.wide:
		m.pick3(m.VMOVUPS_Z, m.VMOVUPD_Z)(a, m.tail, v)
	default:
		m.pick3(m.VMASKMOVPS, m.VMASKMOVPD)(a, m.tail, v)
	}
	return v
}

// store writes v to the present vector of the array at p; lanes beyond the end stay.
func (m *machine) store(v value, p reg.Register) { m.storeMem(v, m.at(p)) }

func (m *machine) storeMem(v value, a operand.Mem) {
	switch {
	case m.tail == nil:
		m.pick(m.VMOVUPS, m.VMOVUPD)(v, a)
	case m.wide:
		m.pick(m.VMOVUPS, m.VMOVUPD)(v, m.tail, a)
	default:
		m.pick3(m.VMASKMOVPS, m.VMASKMOVPD)(v, m.tail, a)
	}
}

// beyond replaces the lanes of v beyond the end by those of other.
func (m *machine) beyond(v, other value) value {
	if m.tail == nil {
		return v
	}
	return m.choose(m.tail, v, other)
}
