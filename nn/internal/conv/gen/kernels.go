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
// the maximum.
func (w *writer) pool() {
	p, pixels, pixel := w.function("pool", "y", "x0", "x1")
	y, x0, x1 := p[0], p[1], p[2]
	w.each(pixels, pixel, p, []reg.Register{x0, x1}, nil, func() {
		v := w.load(at(x0))
		for _, m := range []operand.Mem{beside(x0, pixel), at(x1), beside(x1, pixel)} {
			x := w.load(m)
			larger := w.YMM()
			if w.double {
				w.VMAXPD(v, x, larger) // v if either is NaN
				w.VBLENDVPD(w.compare(x, unordered, x), x, larger, larger)
			} else {
				w.VMAXPS(v, x, larger)
				w.VBLENDVPS(w.compare(x, unordered, x), x, larger, larger)
			}
			v = larger
		}
		w.move(v, at(y))
	})
}

// unpool is the way back: of each 2×2 pixels, the first that is the maximum
// gets dy. It adds that to the rows dx0 and dx1; or, if there was a ReLU before,
// it sets them, to 0 where y is not positive, and adds them to bias.
func (w *writer) unpool(relu bool) {
	name, pointers := "unpool", []string{"dx0", "dx1", "dy", "y", "x0", "x1"}
	if relu {
		name, pointers = "unpoolReLU", append(pointers, "bias")
	}
	p, pixels, pixel := w.function(name, pointers...)
	dx0, dx1, dy, y, x0, x1 := p[0], p[1], p[2], p[3], p[4], p[5]
	var bias reg.Register
	var zero reg.VecVirtual
	if relu {
		bias, zero = p[6], w.zero()
	}
	w.each(pixels, pixel, p[:6], []reg.Register{dx0, dx1, x0, x1}, bias, func() {
		largest, left := w.load(at(y)), w.load(at(dy))
		if relu {
			left = w.and(w.compare(zero, less, largest), left)
			w.addTo(at(bias), left)
		}
		for _, pixel := range []struct{ dx, x operand.Mem }{
			{at(dx0), at(x0)}, {beside(dx0, pixel), beside(x0, pixel)},
			{at(dx1), at(x1)}, {beside(dx1, pixel), beside(x1, pixel)},
		} {
			x := w.load(pixel.x)
			is := w.YMM()
			w.VORPS(w.compare(x, equal, largest), w.compare(x, unordered, x), is)
			v := w.and(is, left)
			if relu {
				w.move(v, pixel.dx)
			} else {
				w.addTo(pixel.dx, v)
			}
			left = w.except(is, left)
		}
	})
}
