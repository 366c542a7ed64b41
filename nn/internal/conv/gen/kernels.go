package main

import (
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// mask sets to to dy where y is positive, elsewhere to 0, and adds it to bias.
func (w *writer) mask() {
	p, pixels, pixel := w.function("mask", "to", "dy", "y", "bias")
	to, dy, y, bias := p[0], p[1], p[2], p[3]
	zero := w.zero()
	w.each(pixels, pixel, p[:3], nil, bias, func() {
		v := w.and(w.compare(zero, less, at(y)), at(dy))
		w.move(v, at(to))
		w.addTo(at(bias), v)
	})
}

// sum adds dy to bias.
func (w *writer) sum() {
	p, pixels, pixel := w.function("sum", "dy", "bias")
	dy, bias := p[0], p[1]
	w.each(pixels, pixel, p[:1], nil, bias, func() { w.addTo(at(bias), w.load(at(dy))) })
}

// addition adds from to to.
func (w *writer) addition() {
	p, pixels, pixel := w.function("add", "to", "from")
	w.each(pixels, pixel, p, nil, nil, func() { w.addTo(at(p[0]), w.load(at(p[1]))) })
}

// pool sets y to the maxima of 2×2 pixels of the rows x0 and x1, where a NaN is
// the maximum. With a ReLU before, it notes in which the number of the pixel
// that is the maximum, or -1 where the maximum is not positive.
func (w *writer) pool(relu bool) {
	name, pointers := "pool", []string{"x0", "x1", "y"}
	if relu {
		name, pointers = "poolReLU", append(pointers, "which")
	}
	p, pixels, pixel := w.function(name, pointers...)
	x0, x1, y := p[0], p[1], p[2]
	zero := w.zero()
	w.each(pixels, pixel, p, []reg.Register{x0, x1}, nil, func() {
		v := w.load(at(x0))
		number := w.YMM()
		w.VXORPS(number, number, number)
		for i, m := range []operand.Mem{beside(x0, pixel), at(x1), beside(x1, pixel)} {
			x := w.load(m)
			better := w.YMM() // x is larger or NaN
			w.VORPS(w.compare(v, less, x), w.compare(x, unordered, x), better)
			v = w.blend(better, x, v)
			if relu {
				number = w.blend(better, w.numbers[i+1], number)
			}
		}
		w.move(v, at(y))
		if relu {
			positive := w.compare(zero, less, v)
			none := w.load(w.none)
			w.move(w.blend(positive, number, none), at(p[3]))
		}
	})
}

// unpool is the way back: of each 2×2 pixels, the first that is the maximum
// gets dy added.
func (w *writer) unpool() {
	p, pixels, pixel := w.function("unpool", "dx0", "dx1", "dy", "y", "x0", "x1")
	dx0, dx1, dy, y, x0, x1 := p[0], p[1], p[2], p[3], p[4], p[5]
	w.each(pixels, pixel, p, []reg.Register{dx0, dx1, x0, x1}, nil, func() {
		largest, left := w.load(at(y)), w.load(at(dy))
		for _, pixel := range []struct{ dx, x operand.Mem }{
			{at(dx0), at(x0)}, {beside(dx0, pixel), beside(x0, pixel)},
			{at(dx1), at(x1)}, {beside(dx1, pixel), beside(x1, pixel)},
		} {
			x := w.load(pixel.x)
			is := w.YMM()
			w.VORPS(w.compare(x, equal, largest), w.compare(x, unordered, x), is)
			w.addTo(pixel.dx, w.and(is, left))
			left = w.except(is, left)
		}
	})
}

// unpoolReLU is the way back of pool with a ReLU: it sets the pixels, those that
// were not the maximum to 0, and adds them to bias.
func (w *writer) unpoolReLU() {
	p, pixels, pixel := w.function("unpoolReLU", "dx0", "dx1", "dy", "which", "bias")
	dx0, dx1, dy, which, bias := p[0], p[1], p[2], p[3], p[4]
	zero := w.zero()
	w.each(pixels, pixel, p[:4], []reg.Register{dx0, dx1}, bias, func() {
		number, d := w.load(at(which)), w.load(at(dy))
		for i, m := range []operand.Mem{at(dx0), beside(dx0, pixel), at(dx1), beside(dx1, pixel)} {
			w.move(w.and(w.compare(number, equal, w.numbers[i]), d), m)
		}
		w.addTo(at(bias), w.except(w.compare(number, less, zero), d))
	})
}
