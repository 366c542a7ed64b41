package viz

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Bars draws one bar from 0 to each value, with its name below and the value
// at its end. NaN and Inf have no bar, only their name.
func Bars(names []string, values []float64) *Figure {
	checkPairs("Bars", names, len(values))
	b := &bars{values: values}
	a := &axes{marks: []mark{b}, bare: true, y: axis{pad: .12, zero: true}}
	a.notes = []string{left(nonFinite(values), "no bar")}
	a.x.names = true
	for i, name := range names {
		a.x.ticks = append(a.x.ticks, plot.Tick{Value: float64(i), Label: name})
	}
	f := newFigure("Bars", a)
	if n := len(values); n > 8 {
		f.width = min(960, 480+(n-8)*32)
	}
	return f
}

// bars stand at 0, 1, 2, … and are one wide, gap included.
type bars struct {
	values []float64
}

func (b *bars) DataRange() (xlo, xhi, ylo, yhi float64) {
	for _, v := range b.values {
		if isFinite(v) {
			ylo, yhi = math.Min(ylo, v), math.Max(yhi, v)
		}
	}
	return -.5, float64(len(b.values)) - .5, ylo, yhi
}

func (b *bars) draw(p pen, c draw.Canvas, pl *plot.Plot) {
	tx, ty := pl.Transforms(&c)
	slot := tx(1) - tx(0)
	zero := max(c.Min.Y, min(c.Max.Y, ty(0)))
	value := words{color: p.Ink, size: tickSize, ax: .5, ay: 0}
	for i, v := range b.values {
		x := tx(float64(i))
		end, above := zero, true
		if isFinite(v) {
			end, above = max(c.Min.Y, min(c.Max.Y, ty(v))), v >= 0
			p.box(c, vg.Rectangle{
				Min: vg.Point{X: x - slot*.36, Y: min(zero, end)},
				Max: vg.Point{X: x + slot*.36, Y: max(zero, end)},
			}, p.color(0))
		}
		w, y := value, end+p.len(3)
		if !above {
			w.ay, y = 1, end-p.len(3)
		}
		p.write(c, vg.Point{X: x, Y: y}, p.number(v, slot, w), w)
	}
	c.StrokeLine2(p.line(p.Dim, 1), c.Min.X, zero, c.Max.X, zero)
}
