package viz

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Line draws the values against their index 0, 1, 2, …, with the name where
// the line ends. NaN and Inf are gaps.
func Line(name string, ys ...float64) *Figure {
	xs := make([]float64, len(ys))
	for i := range xs {
		xs[i] = float64(i)
	}
	a := &axes{x: axis{whole: true}, y: axis{pad: .05}}
	a.addLine("Line", name, xs, ys)
	return newFigure("Line", a)
}

// Lines draws one line for each ys against the common xs; [Figure.Names]
// labels them. NaN and Inf are gaps.
func Lines(xs []float64, ys ...[]float64) *Figure {
	if len(ys) == 0 {
		fail("Lines", "pass xs, then ys", "there are no lines")
	}
	a := &axes{y: axis{pad: .05}}
	f := newFigure("Lines", a)
	for _, y := range ys {
		a.addLine("Lines", "", xs, y)
	}
	return f
}

// Line adds a line, in the next colour.
func (f *Figure) Line(name string, xs, ys []float64) *Figure {
	f.on("Line").addLine("Figure.Line", name, xs, ys)
	return f
}

func (a *axes) addLine(plot, name string, xs, ys []float64) {
	if len(ys) == 0 {
		fail(plot, "pass at least one value", "there is no data")
	}
	if len(xs) != len(ys) {
		fail(plot, "pass one y for each x", "%d xs, %d ys", len(xs), len(ys))
	}
	a.marks = append(a.marks, &line{xs: xs, ys: ys, name: name, color: a.countLines(), width: 1.9})
	a.notes = append(a.notes, left(nonFinite(xs, ys), "gaps"))
}

func (a *axes) countLines() (n int) {
	for _, m := range a.marks {
		if _, ok := m.(*line); ok {
			n++
		}
	}
	return n
}

// line is a curve through points in order, broken where they are not finite.
type line struct {
	xs, ys []float64
	name   string
	value  bool // the label ends in the last value
	pale   bool // in the background of another line
	color  int  // in the theme's cycle
	width  float64
}

func (l *line) setNames(names []string) (rest []string) {
	if len(names) == 0 {
		return nil
	}
	l.name = names[0]
	return names[1:]
}

func (l *line) keys(p pen) []key {
	if l.name == "" {
		return nil
	}
	k := key{text: l.name, color: p.color(l.color), y: math.NaN()}
	for i := len(l.ys) - 1; i >= 0; i-- {
		if isFinite(l.xs[i]) && isFinite(l.ys[i]) {
			k.y = l.ys[i]
			if l.value {
				k.text += " " + digits(k.y, 3)
			}
			break
		}
	}
	return []key{k}
}

func (l *line) log(x, y bool) (mark, int) {
	xs, nx := positive(l.xs, x)
	ys, ny := positive(l.ys, y)
	c := *l
	c.xs, c.ys = xs, ys
	return &c, nx + ny
}

// positive returns v with NaN for what is not positive, and how many that were.
func positive(v []float64, need bool) (out []float64, dropped int) {
	if !need {
		return v, 0
	}
	out = make([]float64, len(v))
	for i, x := range v {
		out[i] = x
		if x <= 0 {
			out[i] = math.NaN()
			if isFinite(x) {
				dropped++
			}
		}
	}
	return out, dropped
}

func (l *line) DataRange() (xlo, xhi, ylo, yhi float64) {
	xlo, xhi, ylo, yhi = math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for i := range l.xs {
		if isFinite(l.xs[i]) && isFinite(l.ys[i]) {
			xlo, xhi = math.Min(xlo, l.xs[i]), math.Max(xhi, l.xs[i])
			ylo, yhi = math.Min(ylo, l.ys[i]), math.Max(yhi, l.ys[i])
		}
	}
	return
}

func (l *line) draw(p pen, c draw.Canvas, pl *plot.Plot) {
	for _, run := range l.runs(c, pl) {
		l.stroke(p, c, run)
	}
}

// runs is the line on the canvas, in unbroken parts of at least one point.
func (l *line) runs(c draw.Canvas, pl *plot.Plot) (runs [][]vg.Point) {
	tx, ty := pl.Transforms(&c)
	broken := true
	for i := range l.xs {
		if !isFinite(l.xs[i]) || !isFinite(l.ys[i]) {
			broken = true
			continue
		}
		if broken {
			runs, broken = append(runs, nil), false
		}
		last := len(runs) - 1
		runs[last] = append(runs[last], vg.Point{X: tx(l.xs[i]), Y: ty(l.ys[i])})
	}
	return runs
}

// stroke draws one unbroken run; a single point becomes a dot.
func (l *line) stroke(p pen, c draw.Canvas, run []vg.Point) {
	col := p.color(l.color)
	if l.pale {
		col = mix(p.Background, col, .35)
	}
	if len(run) == 1 && c.Contains(run[0]) {
		p.dot(c, run[0], l.width, col, p.Background)
	}
	if len(run) < 2 {
		return
	}
	c.StrokeLines(p.line(col, l.width), c.ClipLinesXY(thin(run))...)
}

// thin keeps of a line that is denser than the device's pixels the first,
// lowest, highest and last point in each pixel column: the same picture, drawn
// in time proportional to its width.
func thin(run []vg.Point) []vg.Point {
	if len(run) < 2000 {
		return run
	}
	var out []vg.Point
	for i := 0; i < len(run); {
		j, lo, hi := i, i, i
		for ; j < len(run) && device(run[j].X) == device(run[i].X); j++ {
			if run[j].Y < run[lo].Y {
				lo = j
			}
			if run[j].Y > run[hi].Y {
				hi = j
			}
		}
		last := -1
		for _, k := range []int{i, min(lo, hi), max(lo, hi), j - 1} {
			if k != last {
				out = append(out, run[k])
				last = k
			}
		}
		i = j
	}
	return out
}
