package viz

import (
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// HeatMap draws a matrix, row 0 on top. Values of both signs are coloured by
// the diverging ramp with 0 in its middle, others by the sequential one. See
// [Figure.Values] and [Figure.Labels]. NaN and Inf are crossed out.
func HeatMap(rows [][]float64) *Figure {
	r, c := checkRows("HeatMap", rows)
	h := &heat{rows: rows}
	h.lo, h.hi = math.Inf(1), math.Inf(-1)
	for _, row := range rows {
		for _, v := range row {
			if isFinite(v) {
				h.lo, h.hi = math.Min(h.lo, v), math.Max(h.hi, v)
			}
		}
	}
	if h.lo > h.hi {
		h.lo, h.hi = 0, 1
	}
	if h.lo < 0 && h.hi > 0 {
		h.hi = math.Max(h.hi, -h.lo)
		h.lo = -h.hi
		h.ramp = func(t Theme) Ramp { return t.Diverging }
	} else {
		h.ramp = func(t Theme) Ramp { return t.Sequential }
	}
	if h.lo == h.hi { // one colour, from the middle of the ramp
		h.lo, h.hi = h.lo-.5, h.hi+.5
	}
	a := newHeatAxes(h)
	a.notes = []string{left(nonFinite(rows...), "crossed out")}
	a.bar = func(t Theme) *colorBar {
		return rampBar(h.ramp(t), h.tick(0), h.tick(.5), h.tick(1))
	}
	f := newFigure("HeatMap", a)
	f.width, f.height = heatSize(r, c)
	return f
}

// Values prints each number in its cell of a heat map, as far as the cells
// are large enough.
func (f *Figure) Values() *Figure { f.heat("Values").values = true; return f }

// Labels names the rows and columns of a heat map; nil leaves the numbers.
func (f *Figure) Labels(rows, cols []string) *Figure {
	h := f.heat("Labels")
	r, c := len(h.rows), len(h.rows[0])
	if rows != nil && len(rows) != r || cols != nil && len(cols) != c {
		fail("Figure.Labels", "pass one label each, or nil", "%d and %d labels for %d rows and %d columns", len(rows), len(cols), r, c)
	}
	a := f.on("Labels")
	if rows != nil {
		a.y.ticks, a.y.names = nil, true
		for i, s := range rows {
			a.y.ticks = append(a.y.ticks, plot.Tick{Value: float64(r-i) - .5, Label: s})
		}
		if !f.sized {
			f.width = min(960, f.width+min(longestName, longest(rows)))
		}
	}
	if cols != nil {
		a.x.ticks, a.x.names = nil, true
		for i, s := range cols {
			a.x.ticks = append(a.x.ticks, plot.Tick{Value: float64(i) + .5, Label: s})
		}
		if !f.sized && longest(cols) > (f.width-110)/c {
			f.height = min(960, f.height+min(longestName, longest(cols))-12)
		}
	}
	return f
}

// longest is the width of the longest of the labels in CSS pixels.
func longest(labels []string) (w int) {
	for _, s := range labels {
		w = max(w, int(pen{scale: 1}.width(s, words{size: tickSize})))
	}
	return w
}

func (f *Figure) heat(setting string) *heat {
	if a, ok := f.chart.(*axes); ok {
		if h, ok := a.marks[0].(*heat); ok {
			return h
		}
	}
	fail("Figure."+setting, "use it on viz.HeatMap", "a %s has no cells", f.plot)
	return nil
}

// heatSize gives the cells of an r × c matrix equal sides where it can.
func heatSize(r, c int) (width, height int) {
	cell := math.Max(2, math.Min(56, math.Min(420/float64(c), 300/float64(r))))
	return max(300, min(900, int(cell*float64(c))+110)), max(130, min(900, int(cell*float64(r))+78))
}

// newHeatAxes numbers rows and columns from 0, about eight each way.
func newHeatAxes(h *heat) *axes {
	r, c := len(h.rows), len(h.rows[0])
	a := &axes{marks: []mark{h}, bare: true}
	for i := 0; i < r; i += indexStep(r) {
		a.y.ticks = append(a.y.ticks, plot.Tick{Value: float64(r-i) - .5, Label: fmt.Sprint(i)})
	}
	for i := 0; i < c; i += indexStep(c) {
		a.x.ticks = append(a.x.ticks, plot.Tick{Value: float64(i) + .5, Label: fmt.Sprint(i)})
	}
	return a
}

func indexStep(n int) int {
	if n <= 8 {
		return 1
	}
	return int(math.Max(2, math.Round(roundStep(float64(n)/8))))
}

// heat is a matrix of cells, each one wide and high, from the lower left.
type heat struct {
	rows   [][]float64
	lo, hi float64
	ramp   func(t Theme) Ramp
	values bool
}

func (h *heat) DataRange() (xlo, xhi, ylo, yhi float64) {
	return 0, float64(len(h.rows[0])), 0, float64(len(h.rows))
}

func (h *heat) draw(p pen, c draw.Canvas, pl *plot.Plot) {
	tx, ty := pl.Transforms(&c)
	cell := vg.Point{X: tx(1) - tx(0), Y: ty(1) - ty(0)}
	gap := 1 // device pixels between cells, for those that can spare them
	if min(cell.X, cell.Y) < 7 {
		gap = 0
	}
	ramp := h.ramp(p.Theme)
	n := len(h.rows)
	for j, row := range h.rows {
		for i, v := range row {
			r := vg.Rectangle{
				Min: vg.Point{X: tx(float64(i)), Y: ty(float64(n - 1 - j))},
				Max: vg.Point{X: tx(float64(i + 1)), Y: ty(float64(n - j))},
			}
			if !isFinite(v) {
				cross(p, c, r)
				continue
			}
			fill := ramp.At((v - h.lo) / (h.hi - h.lo))
			p.raster(c.Rectangle, r, func(w, rows int) func(i, j int) color.NRGBA {
				return func(i, j int) color.NRGBA {
					if i >= w-gap || j >= rows-gap {
						return color.NRGBA{}
					}
					return fill
				}
			})
			if h.values {
				h.value(p, c, r, v, fill)
			}
		}
	}
}

// cross marks a cell that has no number.
func cross(p pen, c draw.Canvas, r vg.Rectangle) {
	s := p.line(p.Dim, .8)
	c.StrokeLine2(s, r.Min.X, r.Min.Y, r.Max.X, r.Max.Y)
	c.StrokeLine2(s, r.Min.X, r.Max.Y, r.Max.X, r.Min.Y)
}

// value writes v in the cell if there is room for one digit at least.
func (h *heat) value(p pen, c draw.Canvas, r vg.Rectangle, v float64, fill color.NRGBA) {
	for _, size := range []float64{tickSize, 8.5, 7} {
		w := words{color: inkOn(fill), size: size, ax: .5, ay: .5}
		if s := p.number(v, (r.Max.X-r.Min.X)*.92, w); s != "" && p.height(w) <= r.Max.Y-r.Min.Y {
			p.write(c, middle(r), s, w)
			return
		}
	}
}

// tick labels the colour bar at t of 0 to 1. What is nothing beside the range
// of the values is 0.
func (h *heat) tick(t float64) barTick {
	v := h.lo + t*(h.hi-h.lo)
	if math.Abs(v) < 1e-6*(h.hi-h.lo) {
		v = 0
	}
	return barTick{t, digits(v, 3)}
}
