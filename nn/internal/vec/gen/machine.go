package main

import (
	"fmt"
	"regexp"

	"github.com/mmcloughlin/avo/attr"
	"github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// A machine writes assembly for one instruction set and one type. The kernels are
// written once, in its terms: value goes in, a new value comes out.
type machine struct {
	*build.Context
	wide   bool   // AVX-512: 64-byte vectors, mask registers; else AVX2 with FMA
	double bool   // float64
	name   string // what the names of its functions end in

	kernels []string               // the functions so far, by the field of the kernel table
	rodata  map[string]operand.Mem // constants in memory
	held    map[string]operand.Op  // and those in registers of the present function
	labels  int
	index   reg.GPVirtual // byte offset of the present vector, the same in all arrays
	disp    int           // and what is added to it in an unrolled loop
	tail    operand.Op    // mask of a vector that is not full, or nil
}

// value is a vector, or a constant in memory (only AVX2 keeps constants there).
type value = operand.Op

func newMachine(wide, double bool) *machine {
	m := &machine{Context: build.NewContext(), wide: wide, double: double, rodata: map[string]operand.Mem{}}
	m.name = map[bool]string{false: "F32", true: "F64"}[double] + map[bool]string{false: "AVX2", true: "AVX512"}[wide]
	m.ConstraintExpr("amd64,!noasm")
	return m
}

func (m *machine) elem() string {
	if m.double {
		return "float64"
	}
	return "float32"
}

// size is the number of bytes of an element, width that of a vector, lanes the
// number of elements of a vector.
func (m *machine) size() int {
	if m.double {
		return 8
	}
	return 4
}

func (m *machine) width() int {
	if m.wide {
		return 64
	}
	return 32
}

func (m *machine) lanes() int { return m.width() / m.size() }

// function begins a kernel; T in the signature stands for the element's type.
func (m *machine) function(name, signature string) {
	m.Function(name + m.name)
	m.Attributes(attr.NOSPLIT)
	m.SignatureExpr(typeT.ReplaceAllString(signature, m.elem()))
	m.Pragma("noescape")
	m.kernels = append(m.kernels, name)
	m.held = map[string]operand.Op{}
	m.labels, m.disp, m.tail = 0, 0, nil
}

var typeT = regexp.MustCompile(`\bT\b`)

// end returns from a kernel.
func (m *machine) end() {
	m.VZEROUPPER()
	m.RET()
}

func (m *machine) label(name string) string {
	m.labels++
	return fmt.Sprintf("%s%d", name, m.labels)
}

// vec makes a new vector register.
func (m *machine) vec() reg.VecVirtual {
	if m.wide {
		return m.ZMM()
	}
	return m.YMM()
}

// pick chooses the instruction for the type; pick3 one that has a single form.
func (m *machine) pick(ps, pd func(...operand.Op)) func(...operand.Op) {
	if m.double {
		return pd
	}
	return ps
}

func (m *machine) pick3(ps, pd func(a, b, c operand.Op)) func(a, b, c operand.Op) {
	if m.double {
		return pd
	}
	return ps
}

// base loads the address of a slice, length its number of elements.
func (m *machine) base(slice string) reg.GPVirtual {
	return m.Load(m.Param(slice).Base(), m.GP64()).(reg.GPVirtual)
}

func (m *machine) length(slice string) reg.GPVirtual {
	return m.Load(m.Param(slice).Len(), m.GP64()).(reg.GPVirtual)
}

func (m *machine) integer(name string) reg.GPVirtual {
	return m.Load(m.Param(name), m.GP64()).(reg.GPVirtual)
}

// scalar broadcasts a parameter.
func (m *machine) scalar(name string) reg.VecVirtual {
	a, err := m.Param(name).Resolve()
	if err != nil {
		panic(err)
	}
	v := m.vec()
	m.broadcast(a.Addr, v)
	return v
}

func (m *machine) broadcast(from, to operand.Op) {
	m.pick(m.VBROADCASTSS, func(ops ...operand.Op) { m.VBROADCASTSD(ops...) })(from, to)
}

// result stores the low element of an XMM register as the function's result.
func (m *machine) result(x operand.Op, double bool) {
	a, err := m.ReturnIndex(0).Resolve()
	if err != nil {
		panic(err)
	}
	if double {
		m.VMOVSD(x, a.Addr)
	} else {
		m.VMOVSS(x, a.Addr)
	}
}
