package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/mmcloughlin/avo/attr"
	"github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// A writer writes AVX2 functions for one type. They move as much as they
// compute, so wider vectors would not make them faster.
type writer struct {
	*build.Context
	double bool
	stubs  *bytes.Buffer

	// Constants, as vectors.
	numbers    [4]operand.Mem // 0 to 3
	none, half operand.Mem    // -1 and ½
}

// width is how many bytes a vector has.
const width = 32

func (w *writer) constants() {
	for i := range w.numbers {
		w.numbers[i] = w.constant(fmt.Sprint("number", i), float64(i))
	}
	w.none, w.half = w.constant("none", -1), w.constant("half", 0.5)
}

func (w *writer) constant(name string, x float64) operand.Mem {
	name, size := name+"f32", 4
	if w.double {
		name, size = name[:len(name)-2]+"64", 8
	}
	m := w.StaticGlobal(name)
	w.DataAttributes(attr.RODATA | attr.NOPTR)
	for range width / size {
		if w.double {
			w.AppendDatum(operand.F64(x))
		} else {
			w.AppendDatum(operand.F32(x))
		}
	}
	return m
}

// blend returns x where mask, else y.
func (w *writer) blend(mask reg.VecVirtual, x operand.Op, y reg.VecVirtual) reg.VecVirtual {
	v := w.YMM()
	if w.double {
		w.VBLENDVPD(mask, x, y, v)
	} else {
		w.VBLENDVPS(mask, x, y, v)
	}
	return v
}

// function begins a function of the given pointers, some pixels in a row and
// their channels, of which it wants whole vectors. It returns the pointers, the
// number of pixels and the number of bytes of a pixel.
func (w *writer) function(name string, pointers ...string) (p []reg.Register, pixels, pixel reg.Register) {
	shift := uint8(2)
	if w.double {
		name, shift = name+"64", 3
	} else {
		name += "32"
	}
	fmt.Fprintf(w.stubs, "\n//go:noescape\nfunc %s(%s unsafe.Pointer, pixels, channels int)\n", name, strings.Join(pointers, ", "))
	w.Function(name)
	w.Attributes(attr.NOSPLIT)
	w.SignatureExpr(fmt.Sprintf("func(%s *byte, pixels, channels int)", strings.Join(pointers, ", ")))
	for _, pointer := range pointers {
		p = append(p, w.Load(w.Param(pointer), w.GP64()))
	}
	pixels = w.Load(w.Param("pixels"), w.GP64())
	pixel = w.Load(w.Param("channels"), w.GP64())
	w.SHLQ(operand.U8(shift), pixel)
	return p, pixels, pixel
}

// each writes a loop over pixels, and in each over its vectors. In body, all of
// the pointers but repeat point to the present vector; then they move on by
// one, and after each pixel those of skip by a further pixel. repeat begins
// anew for each pixel.
func (w *writer) each(pixels, pixel reg.Register, pointers, skip []reg.Register, repeat reg.Register, body func()) {
	left := w.GP64()
	w.TESTQ(pixels, pixels)
	w.JZ(operand.LabelRef("done"))
	w.Label("pixel")
	w.MOVQ(pixel, left)
	w.Label("vector")
	body()
	for _, p := range pointers {
		w.ADDQ(operand.I8(width), p)
	}
	if repeat != nil {
		w.ADDQ(operand.I8(width), repeat)
	}
	w.SUBQ(operand.I8(width), left)
	w.JNZ(operand.LabelRef("vector"))
	for _, p := range skip {
		w.ADDQ(pixel, p)
	}
	if repeat != nil {
		w.SUBQ(pixel, repeat)
	}
	w.DECQ(pixels)
	w.JNZ(operand.LabelRef("pixel"))
	w.Label("done")
	w.VZEROUPPER()
	w.RET()
}

func at(p reg.Register) operand.Mem { return operand.Mem{Base: p} }

// beside is the vector of the same channels in the next pixel.
func beside(p, pixel reg.Register) operand.Mem {
	return operand.Mem{Base: p, Index: pixel, Scale: 1}
}

func (w *writer) load(m operand.Mem) reg.VecVirtual {
	v := w.YMM()
	w.move(m, v)
	return v
}

func (w *writer) move(from, to operand.Op) {
	if w.double {
		w.VMOVUPD(from, to)
	} else {
		w.VMOVUPS(from, to)
	}
}

func (w *writer) add(x, sum operand.Op) {
	if w.double {
		w.VADDPD(x, sum, sum)
	} else {
		w.VADDPS(x, sum, sum)
	}
}

// addTo adds x to memory.
func (w *writer) addTo(m operand.Mem, x reg.VecVirtual) {
	sum := w.load(m)
	w.add(x, sum)
	w.move(sum, m)
}

func (w *writer) zero() reg.VecVirtual {
	z := w.YMM()
	w.VXORPS(z, z, z)
	return z
}

// What compare compares for.
const (
	equal     = 0
	unordered = 3
	less      = 17
)

// compare returns all ones where x, relation, y.
func (w *writer) compare(x reg.VecVirtual, relation uint8, y operand.Op) reg.VecVirtual {
	m := w.YMM()
	if w.double {
		w.VCMPPD(operand.U8(relation), y, x, m)
	} else {
		w.VCMPPS(operand.U8(relation), y, x, m)
	}
	return m
}

func (w *writer) and(x, y operand.Op) reg.VecVirtual {
	v := w.YMM()
	w.VANDPS(y, x, v)
	return v
}

// except returns y where the mask x is 0.
func (w *writer) except(x, y operand.Op) reg.VecVirtual {
	v := w.YMM()
	w.VANDNPS(y, x, v)
	return v
}
