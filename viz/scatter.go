package viz

import (
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Scatter draws points [n][2] as dots, coloured by their label 0, 1, 2, …;
// labels may be nil. [Figure.Names] names the classes. Points with NaN or Inf
// are left out.
func Scatter(points [][]float64, labels []int) *Figure {
	a := &axes{x: axis{pad: .05}, y: axis{pad: .05}}
	a.addDots("Scatter", points, labels)
	return newFigure("Scatter", a)
}

// Points adds dots [n][2], coloured by their labels, which may be nil.
func (f *Figure) Points(points [][]float64, labels []int) *Figure {
	f.on("Points").addDots("Figure.Points", points, labels)
	return f
}

func (a *axes) addDots(plot string, points [][]float64, labels []int) {
	classes := checkPoints(plot, points, labels)
	a.marks = append(a.marks, &dots{points: points, labels: labels, classes: classes})
	out := 0
	for _, q := range points {
		if nonFinite(q) > 0 {
			out++
		}
	}
	if out > 0 {
		a.notes = append(a.notes, fmt.Sprintf("%d of %d points have NaN or Inf: left out", out, len(points)))
	}
}

// dots are points of classes.
type dots struct {
	points  [][]float64
	labels  []int
	classes int
	names   []string
	poles   bool // at most two classes, in the ends of the diverging ramp; a colour bar names them
}

func (d *dots) color(p pen, label int) color.NRGBA {
	if d.poles {
		return p.Diverging.At(float64(label))
	}
	return p.Theme.color(label)
}

func (d *dots) setNames(names []string) (rest []string) {
	classes := d.classes
	if d.poles {
		classes = 2 // even if the points show only one
	}
	n := min(classes, len(names))
	d.names = names[:n]
	return names[n:]
}

func (d *dots) keys(p pen) []key {
	if d.poles || d.classes < 2 && len(d.names) == 0 {
		return nil
	}
	keys := make([]key, d.classes)
	for i := range keys {
		keys[i] = key{text: fmt.Sprint("class ", i), color: d.color(p, i), dot: true}
		if i < len(d.names) {
			keys[i].text = d.names[i]
		}
	}
	return keys
}

func (d *dots) log(x, y bool) (mark, int) {
	c, dropped := *d, 0
	c.points = make([][]float64, len(d.points))
	for i, q := range d.points {
		c.points[i] = q
		if x && q[0] <= 0 || y && q[1] <= 0 {
			c.points[i] = []float64{math.NaN(), math.NaN()}
			dropped++
		}
	}
	return &c, dropped
}

func (d *dots) DataRange() (xlo, xhi, ylo, yhi float64) {
	xlo, xhi, ylo, yhi = math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, q := range d.points {
		if nonFinite(q) == 0 {
			xlo, xhi = math.Min(xlo, q[0]), math.Max(xhi, q[0])
			ylo, yhi = math.Min(ylo, q[1]), math.Max(yhi, q[1])
		}
	}
	return
}

func (d *dots) draw(p pen, c draw.Canvas, pl *plot.Plot) {
	tx, ty := pl.Transforms(&c)
	radius := 3.2 // smaller when there are many, so that they stay apart
	if n := len(d.points); n > 300 {
		radius = math.Max(1.2, radius*math.Sqrt(300/float64(n)))
	}
	for i, q := range d.points {
		at := vg.Point{X: tx(q[0]), Y: ty(q[1])}
		if nonFinite(q) > 0 || !c.Contains(at) {
			continue
		}
		label := 0
		if d.labels != nil {
			label = d.labels[i]
		}
		p.dot(c, at, radius, d.color(p, label), p.Background)
	}
}
