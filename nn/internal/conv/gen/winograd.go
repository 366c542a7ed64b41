package main

import (
	"fmt"
	"strings"

	"github.com/mmcloughlin/avo/attr"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// A tile function works on the 16 values of one tile in Winograd's domain, for
// all channels. Value i, j lies 4·i+j times stride bytes behind the first.
type tile struct {
	*writer
	p             []reg.Register // the other pointers
	values        reg.Register
	stride, three reg.Register // bytes between values, and three times that
	pixel, pixel3 reg.Register // bytes of a pixel, and three times that
	left          reg.Register
	row           reg.GPVirtual // of values
}

// tile begins a function of so many channels, of which it wants whole vectors.
func (w *writer) tile(name string, pointers ...string) *tile {
	shift := uint8(2)
	if w.double {
		name, shift = name+"64", 3
	} else {
		name += "32"
	}
	all := strings.Join(pointers, ", ")
	fmt.Fprintf(w.stubs, "\n//go:noescape\nfunc %s(values unsafe.Pointer, stride int, %s unsafe.Pointer, channels int)\n", name, all)
	w.Function(name)
	w.Attributes(attr.NOSPLIT)
	w.SignatureExpr(fmt.Sprintf("func(values *byte, stride int, %s *byte, channels int)", all))
	t := &tile{writer: w}
	for _, pointer := range pointers {
		t.p = append(t.p, w.Load(w.Param(pointer), w.GP64()))
	}
	t.values = w.Load(w.Param("values"), w.GP64())
	t.stride = w.Load(w.Param("stride"), w.GP64())
	three := w.GP64()
	w.LEAQ(operand.Mem{Base: t.stride, Index: t.stride, Scale: 2}, three)
	t.three = three
	t.left = w.Load(w.Param("channels"), w.GP64())
	w.SHLQ(operand.U8(shift), t.left)
	t.row = w.GP64()
	return t
}

// pixels makes ready for pixel.
func (t *tile) pixels() {
	pixel, pixel3 := t.GP64(), t.GP64()
	t.MOVQ(t.left, pixel)
	t.LEAQ(operand.Mem{Base: pixel, Index: pixel, Scale: 2}, pixel3)
	t.pixel, t.pixel3 = pixel, pixel3
}

// pixelAt is the j-th pixel from p on.
func (t *tile) pixelAt(p reg.Register, j int) operand.Mem { return nth(p, t.pixel, t.pixel3, j) }

// value is value j of the present row.
func (t *tile) value(j int) operand.Mem { return nth(t.row, t.stride, t.three, j) }

func nth(p, one, three reg.Register, j int) operand.Mem {
	switch j {
	case 0:
		return operand.Mem{Base: p}
	case 3:
		return operand.Mem{Base: p, Index: three, Scale: 1}
	}
	return operand.Mem{Base: p, Index: one, Scale: uint8(j)}
}

func (t *tile) firstRow() { t.MOVQ(t.values, t.row) }

func (t *tile) nextRow() { t.LEAQ(operand.Mem{Base: t.row, Index: t.stride, Scale: 4}, t.row) }

// channels writes the loop over the vectors of a pixel.
func (t *tile) channels(body func()) {
	t.Label("vector")
	body()
	t.ADDQ(operand.I8(width), t.values)
	for _, p := range t.p {
		t.ADDQ(operand.I8(width), p)
	}
	t.SUBQ(operand.I8(width), t.left)
	t.JNZ(operand.LabelRef("vector"))
	t.VZEROUPPER()
	t.RET()
}

func (w *writer) plus(x reg.VecVirtual, y operand.Op) reg.VecVirtual {
	v := w.YMM()
	if w.double {
		w.VADDPD(y, x, v)
	} else {
		w.VADDPS(y, x, v)
	}
	return v
}

func (w *writer) minus(x reg.VecVirtual, y operand.Op) reg.VecVirtual {
	v := w.YMM()
	if w.double {
		w.VSUBPD(y, x, v)
	} else {
		w.VSUBPS(y, x, v)
	}
	return v
}

// toTile transforms 4×4 pixels of the image: values = Bᵀ·d·B.
func (w *writer) toTile() {
	t := w.tile("toTile", "d0", "d1", "d2", "d3")
	t.pixels()
	t.channels(func() {
		t.firstRow()
		d := t.p
		for i := range 4 {
			var r [4]reg.VecVirtual
			for j := range r {
				switch i {
				case 0:
					r[j] = w.minus(w.load(t.pixelAt(d[0], j)), t.pixelAt(d[2], j))
				case 1:
					r[j] = w.plus(w.load(t.pixelAt(d[1], j)), t.pixelAt(d[2], j))
				case 2:
					r[j] = w.minus(w.load(t.pixelAt(d[2], j)), t.pixelAt(d[1], j))
				case 3:
					r[j] = w.minus(w.load(t.pixelAt(d[1], j)), t.pixelAt(d[3], j))
				}
			}
			w.move(w.minus(r[0], r[2]), t.value(0))
			w.move(w.plus(r[1], r[2]), t.value(1))
			w.move(w.minus(r[2], r[1]), t.value(2))
			w.move(w.minus(r[1], r[3]), t.value(3))
			if i < 3 {
				t.nextRow()
			}
		}
	})
}

// fromTile transforms back to 2×2 pixels of the output: y = Aᵀ·values·A + bias,
// but at least floor.
func (w *writer) fromTile() {
	t := w.tile("fromTile", "y00", "y01", "y10", "y11", "bias", "floor")
	least := w.YMM()
	floor := t.p[5]
	if w.double {
		w.VBROADCASTSD(at(floor), least)
	} else {
		w.VBROADCASTSS(at(floor), least)
	}
	t.p = t.p[:5]
	t.channels(func() {
		var upper, lower [4]reg.VecVirtual // Aᵀ·values
		t.firstRow()
		for i := range 4 {
			for j := range 4 {
				switch i {
				case 0:
					upper[j] = w.load(t.value(j))
				case 1:
					lower[j] = w.load(t.value(j))
					w.add(lower[j], upper[j])
				case 2:
					v := w.load(t.value(j))
					w.add(v, upper[j])
					lower[j] = w.minus(lower[j], v)
				case 3:
					lower[j] = w.minus(lower[j], t.value(j))
				}
			}
			if i < 3 {
				t.nextRow()
			}
		}
		for i, r := range [][4]reg.VecVirtual{upper, lower} {
			left := w.plus(w.plus(w.plus(r[0], r[1]), r[2]), at(t.p[4]))
			right := w.plus(w.minus(w.minus(r[1], r[2]), r[3]), at(t.p[4]))
			for j, v := range []reg.VecVirtual{left, right} {
				if w.double {
					w.VMAXPD(v, least, v)
				} else {
					w.VMAXPS(v, least, v)
				}
				w.move(v, at(t.p[2*i+j]))
			}
		}
	})
}

// gradToTile is the way back of fromTile: values = A·dy·Aᵀ.
func (w *writer) gradToTile() {
	t := w.tile("gradToTile", "dy00", "dy01", "dy10", "dy11")
	zero := w.zero()
	t.channels(func() {
		t.firstRow()
		for i := range 4 {
			var r [2]reg.VecVirtual
			for j := range r {
				upper, lower := at(t.p[j]), at(t.p[2+j])
				switch i {
				case 0:
					r[j] = w.load(upper)
				case 1:
					r[j] = w.plus(w.load(upper), lower)
				case 2:
					r[j] = w.minus(w.load(upper), lower)
				case 3:
					r[j] = w.minus(zero, lower)
				}
			}
			w.move(r[0], t.value(0))
			w.move(w.plus(r[0], r[1]), t.value(1))
			w.move(w.minus(r[0], r[1]), t.value(2))
			w.move(w.minus(zero, r[1]), t.value(3))
			if i < 3 {
				t.nextRow()
			}
		}
	})
}

// gradFromTile is the way back of toTile: it adds B·values·Bᵀ to 4×4 pixels.
func (w *writer) gradFromTile() {
	t := w.tile("gradFromTile", "d0", "d1", "d2", "d3")
	t.pixels()
	second, third, fourth := w.GP64(), w.GP64(), w.GP64()
	t.channels(func() {
		w.LEAQ(operand.Mem{Base: t.values, Index: t.stride, Scale: 4}, second)
		w.LEAQ(operand.Mem{Base: second, Index: t.stride, Scale: 4}, third)
		w.LEAQ(operand.Mem{Base: third, Index: t.stride, Scale: 4}, fourth)
		value := func(row reg.Register, j int) operand.Mem { return nth(row, t.stride, t.three, j) }
		zero := w.zero()
		for i := range 4 {
			var r [4]reg.VecVirtual
			for j := range r {
				switch i {
				case 0:
					r[j] = w.load(value(t.values, j))
				case 1:
					r[j] = w.plus(w.minus(w.load(value(second, j)), value(third, j)), value(fourth, j))
				case 2:
					r[j] = w.minus(w.plus(w.load(value(second, j)), value(third, j)), value(t.values, j))
				case 3:
					r[j] = w.minus(zero, value(fourth, j))
				}
			}
			w.addTo(t.pixelAt(t.p[i], 0), r[0])
			w.addTo(t.pixelAt(t.p[i], 1), w.plus(w.minus(r[1], r[2]), r[3]))
			w.addTo(t.pixelAt(t.p[i], 2), w.minus(w.plus(r[1], r[2]), r[0]))
			w.addTo(t.pixelAt(t.p[i], 3), w.minus(zero, r[3]))
		}
	})
}

// filter begins a function from a 3×3 filter to its tile or back, for so many
// pairs of channels: w[3·a+b] lies as many times stride behind the first as a
// value of the tile does. It returns where w[3·a] is, and ½.
func (w *writer) filter(name string) (t *tile, rows [3]reg.Register, half reg.VecVirtual) {
	t = w.tile(name, "w")
	rows[0] = t.p[0]
	for a := 1; a < 3; a++ {
		row := w.GP64()
		w.LEAQ(operand.Mem{Base: rows[a-1], Index: t.three, Scale: 1}, row)
		rows[a] = row
	}
	t.p = rows[:]
	half = w.load(w.half)
	return t, rows, half
}

func (w *writer) times(x, y reg.VecVirtual) reg.VecVirtual {
	v := w.YMM()
	if w.double {
		w.VMULPD(x, y, v)
	} else {
		w.VMULPS(x, y, v)
	}
	return v
}

// filterToTile transforms filters: values = G·w·Gᵀ.
func (w *writer) filterToTile() {
	t, rows, half := w.filter("filterToTile")
	at := func(a, b int) operand.Mem { return nth(rows[a], t.stride, t.three, b) }
	t.channels(func() {
		t.firstRow()
		for i := range 4 {
			var r [3]reg.VecVirtual
			for b := range r {
				switch i {
				case 0:
					r[b] = w.load(at(0, b))
				case 1:
					r[b] = w.times(half, w.plus(w.plus(w.load(at(0, b)), at(2, b)), at(1, b)))
				case 2:
					r[b] = w.times(half, w.minus(w.plus(w.load(at(0, b)), at(2, b)), at(1, b)))
				case 3:
					r[b] = w.load(at(2, b))
				}
			}
			ends := w.plus(r[0], r[2])
			w.move(r[0], t.value(0))
			w.move(w.times(half, w.plus(ends, r[1])), t.value(1))
			w.move(w.times(half, w.minus(ends, r[1])), t.value(2))
			w.move(r[2], t.value(3))
			if i < 3 {
				t.nextRow()
			}
		}
	})
}

// filterGradient is the way back: it adds Gᵀ·values·G to w.
func (w *writer) filterGradient() {
	t, rows, half := w.filter("filterGradient")
	second, third, fourth := w.GP64(), w.GP64(), w.GP64()
	t.channels(func() {
		w.LEAQ(operand.Mem{Base: t.values, Index: t.stride, Scale: 4}, second)
		w.LEAQ(operand.Mem{Base: second, Index: t.stride, Scale: 4}, third)
		w.LEAQ(operand.Mem{Base: third, Index: t.stride, Scale: 4}, fourth)
		value := func(row reg.Register, j int) operand.Mem { return nth(row, t.stride, t.three, j) }
		for a := range 3 {
			var r [4]reg.VecVirtual
			for j := range r {
				middle := w.load(value(second, j))
				if a == 1 {
					r[j] = w.times(half, w.minus(middle, value(third, j)))
					continue
				}
				end := t.values
				if a == 2 {
					end = fourth
				}
				r[j] = w.plus(w.times(half, w.plus(middle, value(third, j))), value(end, j))
			}
			middle := w.times(half, w.plus(r[1], r[2]))
			w.addTo(nth(rows[a], t.stride, t.three, 0), w.plus(middle, r[0]))
			w.addTo(nth(rows[a], t.stride, t.three, 1), w.times(half, w.minus(r[1], r[2])))
			w.addTo(nth(rows[a], t.stride, t.three, 2), w.plus(middle, r[3]))
		}
	})
}
