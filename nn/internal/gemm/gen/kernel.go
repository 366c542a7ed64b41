package main

import (
	"fmt"

	"github.com/mmcloughlin/avo/attr"
	"github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// A machine is an instruction set, and the largest tile of C that its
// registers hold beside a row of B and an element of A.
type machine struct {
	name          string
	wide          bool // 64-byte vectors and mask registers, else 32-byte vectors
	rows, vectors int
}

var machines = []machine{
	{name: "AVX512", wide: true, rows: 14, vectors: 2}, // 28 + 2 + 1 of 32 registers
	{name: "AVX2", rows: 6, vectors: 2},                // 12 + 2 + 1 of 16, and the mask
}

func (m machine) bytes() int {
	if m.wide {
		return 64
	}
	return 32
}

// A kernel computes a tile of C of so many rows and so many vectors, whose sums
// stay in registers. The last vector may be shorter.
type kernel struct {
	*build.Context
	machine
	double        bool
	rows, vectors int

	tile reg.Register       // points to the tile's description
	mask reg.Register       // of the last vector
	sum  [][]reg.VecVirtual // by row and vector
}

func newKernel(c *build.Context, m machine, double bool, rows, vectors int) *kernel {
	return &kernel{Context: c, machine: m, double: double, rows: rows, vectors: vectors}
}

// kernelName is what a kernel's function is called: f32AVX512x14x2.
func kernelName(m machine, double bool, rows, vectors int) string {
	bits := 32
	if double {
		bits = 64
	}
	return fmt.Sprintf("f%d%sx%dx%d", bits, m.name, rows, vectors)
}

// The fields of the struct tile, in the order of declare's template.
const (
	fieldA = 8 * iota
	fieldARow
	fieldACol
	fieldAOuter
	fieldB
	fieldBRow
	fieldBOuter
	fieldC
	fieldCRow
	fieldInner
	fieldOuter
	fieldBias
	fieldLast
	fieldFull
	fieldAccumulate
	fieldReLU
)

func (k *kernel) field(offset int) operand.Mem { return operand.Mem{Base: k.tile, Disp: offset} }

func (k *kernel) load(offset int) reg.GPVirtual {
	r := k.GP64()
	k.MOVQ(k.field(offset), r)
	return r
}

func (k *kernel) vector() reg.VecVirtual {
	if k.wide {
		return k.ZMM()
	}
	return k.YMM()
}

func (k *kernel) write() {
	k.Function(kernelName(k.machine, k.double, k.rows, k.vectors))
	k.Attributes(attr.NOSPLIT)
	k.SignatureExpr("func(t *byte)")
	k.tile = k.Load(k.Param("t"), k.GP64())
	k.makeMask()
	k.begin()
	k.steps()
	k.accumulate()
	k.relu()
	k.store()
}

// makeMask makes the mask of the columns that the last vector has.
func (k *kernel) makeMask() {
	last := k.load(fieldLast)
	if k.wide {
		bits := k.GP64()
		k.MOVQ(operand.U32(1), bits)
		k.SHLXQ(last, bits, bits)
		k.DECQ(bits)
		mask := k.K()
		k.KMOVW(bits.As32(), mask)
		k.mask = mask
		return
	}
	// A lane belongs to the vector if its number is less than the count.
	mask := k.YMM()
	count := k.XMM()
	k.MOVQ(last, count)
	if k.double {
		k.VPBROADCASTQ(count, mask)
		k.VPCMPGTQ(k.numbers("numbers64", 4, func(i int) operand.Constant { return operand.U64(i) }), mask, mask)
	} else {
		k.VPBROADCASTD(count, mask)
		k.VPCMPGTD(k.numbers("numbers32", 8, func(i int) operand.Constant { return operand.U32(i) }), mask, mask)
	}
	k.mask = mask
}

var defined = map[*build.Context]map[string]operand.Mem{}

// numbers returns the constant vector 0, 1, 2, ….
func (k *kernel) numbers(name string, n int, constant func(int) operand.Constant) operand.Mem {
	if defined[k.Context] == nil {
		defined[k.Context] = map[string]operand.Mem{}
	}
	if m, ok := defined[k.Context][name]; ok {
		return m
	}
	m := k.StaticGlobal(name)
	k.DataAttributes(attr.RODATA | attr.NOPTR)
	for i := range n {
		k.AppendDatum(constant(i))
	}
	defined[k.Context][name] = m
	return m
}

// begin sets the sums to the bias, or to 0.
func (k *kernel) begin() {
	k.sum = make([][]reg.VecVirtual, k.rows)
	for i := range k.sum {
		k.sum[i] = make([]reg.VecVirtual, k.vectors)
		for v := range k.sum[i] {
			k.sum[i][v] = k.vector()
			k.zero(k.sum[i][v])
		}
	}
	bias := k.load(fieldBias)
	k.TESTQ(bias, bias)
	k.JZ(operand.LabelRef("steps"))
	for v := range k.vectors {
		k.read(operand.Mem{Base: bias, Disp: v * k.bytes()}, v, k.sum[0][v])
		for i := 1; i < k.rows; i++ {
			k.move(k.sum[0][v], k.sum[i][v])
		}
	}
	k.Label("steps")
}

// steps adds up the products: in each step, a row of B times an element of each
// row of A.
func (k *kernel) steps() {
	outer := k.load(fieldOuter)
	k.TESTQ(outer, outer)
	k.JZ(operand.LabelRef("done"))
	a, b := k.load(fieldA), k.load(fieldB)
	aRow, aCol, bRow := k.load(fieldARow), k.load(fieldACol), k.load(fieldBRow)
	var aRow3 reg.GPVirtual
	if k.rows > 3 {
		aRow3 = k.GP64()
		k.LEAQ(operand.Mem{Base: aRow, Index: aRow, Scale: 2}, aRow3)
	}
	// A pointer reaches five rows: 0, 1, 2, 3 and 4 row strides away.
	rows := make([]reg.GPVirtual, (k.rows+4)/5)
	for i := range rows {
		rows[i] = k.GP64()
	}
	element := func(i int) operand.Mem {
		m := operand.Mem{Base: rows[i/5], Index: aRow, Scale: 1}
		switch i % 5 {
		case 0:
			return operand.Mem{Base: rows[i/5]}
		case 2:
			m.Scale = 2
		case 3:
			m.Index = aRow3
		case 4:
			m.Scale = 4
		}
		return m
	}
	row, inner := k.GP64(), k.GP64()
	factor := make([]reg.VecVirtual, k.vectors)
	for v := range factor {
		factor[v] = k.vector()
	}
	x := k.vector()

	k.Label("segment")
	k.MOVQ(a, rows[0])
	for i := 1; i < len(rows); i++ {
		k.LEAQ(operand.Mem{Base: rows[i-1], Index: aRow, Scale: 4}, rows[i])
		k.ADDQ(aRow, rows[i])
	}
	k.MOVQ(b, row)
	k.MOVQ(k.field(fieldInner), inner)
	k.Label("step")
	for v := range factor {
		k.read(operand.Mem{Base: row, Disp: v * k.bytes()}, v, factor[v])
	}
	k.ADDQ(bRow, row)
	for i := range k.rows {
		k.broadcast(element(i), x)
		for v := range factor {
			k.multiplyAdd(x, factor[v], k.sum[i][v])
		}
	}
	for _, p := range rows {
		k.ADDQ(aCol, p)
	}
	k.DECQ(inner)
	k.JNZ(operand.LabelRef("step"))
	k.ADDQ(k.field(fieldAOuter), a)
	k.ADDQ(k.field(fieldBOuter), b)
	k.DECQ(outer)
	k.JNZ(operand.LabelRef("segment"))
	k.Label("done")
}

// accumulate adds what C holds, if wanted.
func (k *kernel) accumulate() {
	k.CMPQ(k.field(fieldAccumulate), operand.U8(0))
	k.JE(operand.LabelRef("accumulated"))
	c, cRow := k.load(fieldC), k.load(fieldCRow)
	x := k.vector()
	for i := range k.rows {
		for v := range k.vectors {
			k.read(operand.Mem{Base: c, Disp: v * k.bytes()}, v, x)
			k.add(x, k.sum[i][v])
		}
		if i < k.rows-1 {
			k.ADDQ(cRow, c)
		}
	}
	k.Label("accumulated")
}

// relu sets negative sums to 0, if wanted. A NaN stays one.
func (k *kernel) relu() {
	k.CMPQ(k.field(fieldReLU), operand.U8(0))
	k.JE(operand.LabelRef("rectified"))
	x := k.vector()
	k.zero(x)
	for i := range k.rows {
		for v := range k.vectors {
			k.max(x, k.sum[i][v])
		}
	}
	k.Label("rectified")
}

// store writes the sums to C. Masked stores are slow on some processors, so
// there is another way for full vectors.
func (k *kernel) store() {
	c, cRow := k.load(fieldC), k.load(fieldCRow)
	k.CMPQ(k.field(fieldFull), operand.U8(0))
	k.JE(operand.LabelRef("partly"))
	for _, full := range []bool{true, false} {
		for i := range k.rows {
			for v := range k.vectors {
				to := operand.Mem{Base: c, Disp: v * k.bytes()}
				if full || v < k.vectors-1 {
					k.move(k.sum[i][v], to)
				} else {
					k.moveMasked(k.sum[i][v], to)
				}
			}
			if i < k.rows-1 {
				k.ADDQ(cRow, c)
			}
		}
		k.VZEROUPPER()
		k.RET()
		if full {
			k.Label("partly")
		}
	}
}
