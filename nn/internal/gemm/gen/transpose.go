package main

import (
	"github.com/mmcloughlin/avo/attr"
	"github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// transposition begins a function that transposes a square of so many rows,
// each of them one 32-byte vector, and returns its rows and how to end it.
func transposition(c *build.Context, name string, side int) (rows []reg.VecVirtual, end func([]reg.VecVirtual)) {
	c.Function(name)
	c.Attributes(attr.NOSPLIT)
	c.SignatureExpr("func(to *byte, toRow int, from *byte, fromRow int)")
	to, toRow := c.Load(c.Param("to"), c.GP64()), c.Load(c.Param("toRow"), c.GP64())
	from, fromRow := c.Load(c.Param("from"), c.GP64()), c.Load(c.Param("fromRow"), c.GP64())
	rows = vectors(c, side)
	for i, row := range rows {
		c.VMOVUPS(operand.Mem{Base: from}, row)
		if i < side-1 {
			c.ADDQ(fromRow, from)
		}
	}
	return rows, func(columns []reg.VecVirtual) {
		for i, column := range columns {
			c.VMOVUPS(column, operand.Mem{Base: to})
			if i < side-1 {
				c.ADDQ(toRow, to)
			}
		}
		c.VZEROUPPER()
		c.RET()
	}
}

func vectors(c *build.Context, n int) []reg.VecVirtual {
	v := make([]reg.VecVirtual, n)
	for i := range v {
		v[i] = c.YMM()
	}
	return v
}

// transpose32 transposes 8×8 float32: pairs of rows are interleaved, pairs of
// pairs, and then the halves of the vectors are exchanged.
func transpose32(c *build.Context) {
	r, end := transposition(c, "transpose32", 8)
	pairs := vectors(c, 8)
	for i := 0; i < 8; i += 2 {
		c.VUNPCKLPS(r[i+1], r[i], pairs[i])
		c.VUNPCKHPS(r[i+1], r[i], pairs[i+1])
	}
	fours := vectors(c, 8)
	for i := 0; i < 8; i += 4 {
		for half := range 2 {
			c.VSHUFPS(operand.U8(0x44), pairs[i+2+half], pairs[i+half], fours[i+2*half])
			c.VSHUFPS(operand.U8(0xee), pairs[i+2+half], pairs[i+half], fours[i+2*half+1])
		}
	}
	columns := vectors(c, 8)
	for i := range 4 {
		c.VPERM2F128(operand.U8(0x20), fours[i+4], fours[i], columns[i])
		c.VPERM2F128(operand.U8(0x31), fours[i+4], fours[i], columns[i+4])
	}
	end(columns)
}

// transpose64 transposes 4×4 float64.
func transpose64(c *build.Context) {
	r, end := transposition(c, "transpose64", 4)
	pairs := vectors(c, 4)
	for i := 0; i < 4; i += 2 {
		c.VUNPCKLPD(r[i+1], r[i], pairs[i])
		c.VUNPCKHPD(r[i+1], r[i], pairs[i+1])
	}
	columns := vectors(c, 4)
	for i := range 2 {
		c.VPERM2F128(operand.U8(0x20), pairs[i+2], pairs[i], columns[i])
		c.VPERM2F128(operand.U8(0x31), pairs[i+2], pairs[i], columns[i+2])
	}
	end(columns)
}
