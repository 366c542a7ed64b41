package viz

import (
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// The grid on which Boundary asks for probabilities, in a single call.
const boundaryNX, boundaryNY = 120, 90

// Boundary draws what a classifier says everywhere in the plane, and the
// points [n][2] with their labels on top. proba gets many points [m][2] and
// returns a row for each: one column is the probability of class 1, k columns
// are the probabilities of k classes. The ground has the colour of the likeliest
// class, paler the less sure; a line runs where two classes are equally likely.
// [Figure.Names] names the classes.
func Boundary(proba func(points [][]float64) [][]float64, points [][]float64, labels []int) *Figure {
	if proba == nil {
		fail("Boundary", "pass a function such as model.Proba", "the function is nil")
	}
	d := &dots{points: points, labels: labels, classes: checkPoints("Boundary", points, labels)}
	a := &axes{bare: true}
	a.x.lo, a.x.hi, a.y.lo, a.y.hi = frame(d)
	a.x.set, a.y.set = true, true

	g := &ground{lo: [2]float64{a.x.lo, a.y.lo}, hi: [2]float64{a.x.hi, a.y.hi}}
	unsure := g.ask(proba)
	if unsure > 0 {
		a.notes = append(a.notes, fmt.Sprintf("%d of %d probabilities are NaN or Inf: no ground there", unsure, boundaryNX*boundaryNY))
	}
	a.marks = []mark{g}
	a.addDots("Boundary", points, labels)
	d = a.marks[1].(*dots)
	if len(g.classes) > 2 || d.classes > 2 {
		d.classes = max(d.classes, len(g.classes))
		return newFigure("Boundary", a)
	}
	// Two classes take the ends of the diverging ramp; a bar explains both the
	// ground and, by the names at its ends, the dots.
	g.poles, d.poles = true, true
	a.bar = func(t Theme) *colorBar {
		at := func(v float64) color.NRGBA { return g.shade(t, int(v+.5), math.Max(v, 1-v)) }
		ends := []string{"0", "1"}
		copy(ends, d.names)
		return &colorBar{at, []barTick{{0, ends[0]}, {.5, "0.5"}, {1, ends[1]}}}
	}
	return newFigure("Boundary", a)
}

// frame is the range of the dots with some ground around them.
func frame(d *dots) (xlo, xhi, ylo, yhi float64) {
	xlo, xhi, ylo, yhi = d.DataRange()
	if xlo > xhi {
		return -1, 1, -1, 1
	}
	px, py := (xhi-xlo)*.12, (yhi-ylo)*.12
	if px == 0 {
		px = 1
	}
	if py == 0 {
		py = 1
	}
	return xlo - px, xhi + px, ylo - py, yhi + py
}

// ground is the coloured plane: a field of log-probability for each class.
type ground struct {
	lo, hi  [2]float64
	classes []field
	poles   bool // two classes, coloured by the ends of the diverging ramp
}

// ask fills the fields and returns at how many grid points the answer was
// not a number.
func (g *ground) ask(proba func([][]float64) [][]float64) (unsure int) {
	grid := field{nx: boundaryNX, ny: boundaryNY}
	points := make([][]float64, boundaryNX*boundaryNY)
	for k := range points {
		x, y := grid.at(k)
		points[k] = []float64{g.lo[0] + x*(g.hi[0]-g.lo[0]), g.lo[1] + y*(g.hi[1]-g.lo[1])}
	}
	rows := proba(points)
	if len(rows) != len(points) {
		fail("Boundary", "return one row of probabilities for each point", "asked about %d points, the function returned %d rows", len(points), len(rows))
	}
	_, columns := checkRows("Boundary", rows)
	n := max(2, columns)
	for range n {
		g.classes = append(g.classes, field{boundaryNX, boundaryNY, make([]float64, len(points))})
	}
	for k, row := range rows {
		if nonFinite(row) > 0 {
			unsure++
		}
		if columns == 1 {
			row = []float64{1 - row[0], row[0]}
		}
		for c, q := range row {
			// Logarithms interpolate well: straight for a linear classifier.
			g.classes[c].v[k] = math.Log(math.Max(q, 1e-9))
			if math.IsNaN(q) {
				g.classes[c].v[k] = math.NaN()
			}
		}
	}
	return unsure
}

// shade is the colour of the ground where class c has probability q.
func (g *ground) shade(t Theme, c int, q float64) color.NRGBA {
	n := float64(max(2, len(g.classes)))
	sure := (q - 1/n) / (1 - 1/n)
	full := t.color(c)
	if g.poles {
		full = t.Diverging.At(float64(c))
	}
	return mix(t.Background, full, .12+.45*sure)
}

func (g *ground) DataRange() (xlo, xhi, ylo, yhi float64) {
	return g.lo[0], g.hi[0], g.lo[1], g.hi[1]
}

func (g *ground) draw(p pen, c draw.Canvas, pl *plot.Plot) {
	tx, ty := pl.Transforms(&c)
	area := vg.Rectangle{Min: vg.Point{X: tx(g.lo[0]), Y: ty(g.lo[1])}, Max: vg.Point{X: tx(g.hi[0]), Y: ty(g.hi[1])}}
	p.raster(c.Rectangle, area, func(w, h int) func(i, j int) color.NRGBA {
		logs := make([][]float64, len(g.classes))
		for k, f := range g.classes {
			logs[k] = f.resize(w, h)
		}
		return func(i, j int) color.NRGBA { return g.pixel(p, logs, w, i, j) }
	})
}

// pixel shades by the likeliest class, and draws the boundary where its lead
// over the second is less than about a pixel's worth of its slope.
func (g *ground) pixel(p pen, logs [][]float64, w, i, j int) color.NRGBA {
	k := j*w + i
	first, second := 0, 1
	for c := range logs {
		switch v := logs[c][k]; {
		case math.IsNaN(v):
			return color.NRGBA{}
		case v > logs[first][k]:
			first, second = c, first
		case c > 0 && (second == first || v > logs[second][k]):
			second = c
		}
	}
	sum := 0.0
	for c := range logs {
		if d := logs[c][k] - logs[first][k]; d > -9 {
			sum += math.Exp(d)
		}
	}
	shade := g.shade(p.Theme, first, 1/sum)
	lead := func(k int) float64 { return logs[first][k] - logs[second][k] }
	if m := lead(k); m < 2 && i > 0 && j > 0 {
		slope := math.Hypot(m-lead(k-1), m-lead(k-w))
		return mix(shade, p.Ink, 1.4-m/slope)
	}
	return shade
}
