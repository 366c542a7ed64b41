package viz

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Path draws the way of a descent through points [n][2], with a dot where it
// ends and its name beside the dot. What is NaN or Inf ends the path: such a
// descent diverged, and the name says so.
func (f *Figure) Path(name string, points [][]float64) *Figure {
	checkPoints("Figure.Path", points, nil)
	a := f.on("Path")
	all, ok := a.marks[len(a.marks)-1].(*paths)
	if !ok {
		_, onSurface := a.marks[0].(*surface)
		all = &paths{onSurface: onSurface, after: a.countLines()}
		a.marks = append(a.marks, all)
	}
	for i, q := range points {
		if nonFinite(q) > 0 {
			name, points = name+" (diverged)", points[:i]
			break
		}
	}
	all.names = append(all.names, name)
	all.points = append(all.points, points)
	return f
}

// pathColors stand out on every colour of viridis, given a dark rim.
var pathColors = hexes("FFFFFF", "FF9F6B", "FF7AC6", "9BE7FF", "FFD6E8", "C9B6FF")

// paths are drawn together, so that each name finds a place beside them all.
type paths struct {
	names     []string
	points    [][][]float64
	onSurface bool
	after     int // lines before, whose colours are taken
}

func (t *paths) DataRange() (xlo, xhi, ylo, yhi float64) {
	all := &dots{}
	for _, points := range t.points {
		all.points = append(all.points, points...)
	}
	return all.DataRange()
}

func (t *paths) colors(p pen, k int) (line, rim color.NRGBA) {
	if t.onSurface {
		return pathColors[k%len(pathColors)], hex("1A1A1A")
	}
	return p.color(t.after + k), p.Background
}

func (t *paths) draw(p pen, c draw.Canvas, pl *plot.Plot) {
	tx, ty := pl.Transforms(&c)
	runs := make([][]vg.Point, len(t.points))
	var busy []vg.Point
	for k, points := range t.points {
		for _, q := range points {
			runs[k] = append(runs[k], vg.Point{X: tx(q[0]), Y: ty(q[1])})
		}
		line, rim := t.colors(p, k)
		parts := c.ClipLinesXY(runs[k])
		c.StrokeLines(p.line(alpha(rim, .7), 3.4), parts...)
		c.StrokeLines(p.line(line, 2), parts...)
		for _, part := range parts {
			busy = append(busy, dense(part, p.len(4))...)
		}
	}
	var taken []vg.Rectangle
	for k, run := range runs {
		line, rim := t.colors(p, k)
		if len(run) > 0 && c.Contains(run[0]) {
			p.dot(c, run[0], 2.2, line, rim)
		}
		end, inside := lastInside(c, run)
		if inside {
			p.dot(c, end, 3.6, line, rim)
		}
		w := words{color: line, size: tickSize, bold: true, ax: .5, ay: .5, halo: rim}
		free := place(p, c, end, p.width(t.names[k], w), p.height(w), sides, busy, taken)
		taken = append(taken, free)
		p.write(c, middle(free), t.names[k], w)
	}
}

// lastInside is the last point, or where the path was last seen on the canvas.
func lastInside(c draw.Canvas, run []vg.Point) (at vg.Point, isLast bool) {
	for i := len(run) - 1; i >= 0; i-- {
		if c.Contains(run[i]) {
			return run[i], i == len(run)-1
		}
	}
	return c.Center(), false
}
