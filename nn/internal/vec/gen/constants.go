package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/mmcloughlin/avo/attr"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// c is a constant in every lane. AVX-512 has registers enough to hold it, so it must
// first be asked for outside of loops; AVX2 reads it from memory where it is used.
func (m *machine) c(v float64) value {
	if m.double {
		return m.bits(fmt.Sprintf("%016x", math.Float64bits(v)), math.Float64bits(v))
	}
	return m.bits(fmt.Sprintf("%08x", math.Float32bits(float32(v))), uint64(math.Float32bits(float32(v))))
}

// cbits is a constant of the given bits in every lane.
func (m *machine) cbits(b uint64) value {
	if m.double {
		return m.bits(fmt.Sprintf("%016x", b), b)
	}
	return m.bits(fmt.Sprintf("%08x", uint32(b)), uint64(uint32(b)))
}

func (m *machine) bits(name string, b uint64) value {
	if v, ok := m.held[name]; ok {
		return v
	}
	if !m.wide {
		return m.repeated(name, b, m.lanes())
	}
	v := m.ZMM()
	m.broadcast(m.repeated(name, b, 1), v)
	m.held[name] = v
	return v
}

// inMemory is a constant that AVX-512, too, reads from memory where it is used.
func (m *machine) inMemory(v float64) value {
	if m.double {
		return m.repeated(fmt.Sprintf("%016x", math.Float64bits(v)), math.Float64bits(v), m.lanes())
	}
	b := math.Float32bits(float32(v))
	return m.repeated(fmt.Sprintf("%08x", b), uint64(b), m.lanes())
}

// repeated is a constant of n equal elements.
func (m *machine) repeated(name string, b uint64, n int) operand.Mem {
	name = fmt.Sprintf("%s_%s_%d", strings.ToLower(m.name), name, n)
	mem, ok := m.rodata[name]
	if !ok {
		mem = m.StaticGlobal(name)
		m.DataAttributes(attr.RODATA | attr.NOPTR)
		for i := range n {
			if m.double {
				m.AddDatum(8*i, operand.U64(b))
			} else {
				m.AddDatum(4*i, operand.U32(b))
			}
		}
		m.rodata[name] = mem
	}
	return mem
}

// register returns v in a register that may be overwritten.
func (m *machine) register(v value) reg.VecVirtual {
	r := m.vec()
	m.pick(m.VMOVUPS, m.VMOVUPD)(v, r)
	return r
}

// hold is a constant in a register, in AVX2, too.
func (m *machine) hold(v value) value {
	if _, inMemory := v.(operand.Mem); inMemory {
		return m.register(v)
	}
	return v
}
