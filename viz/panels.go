package viz

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// panelsWidth is the most that panels take, in CSS pixels: a notebook's page.
const panelsWidth = 960

// Panels draws several figures as one picture, in rows of up to three; see
// [Figure.Columns]. Figures that are together too wide for the page shrink.
func Panels(figures ...*Figure) *Figure {
	if len(figures) == 0 {
		fail("Panels", "pass at least one figure", "there are no figures")
	}
	for i, f := range figures {
		if f == nil {
			fail("Panels", "", "figure %d is nil", i)
		}
	}
	g := &panels{figures: figures, columns: min(3, len(figures))}
	if len(figures) == 4 {
		g.columns = 2
	}
	f := newFigure("Panels", g)
	f.width, f.height = g.size()
	return f
}

// Columns sets how many panels stand in a row.
func (f *Figure) Columns(n int) *Figure {
	g, ok := f.chart.(*panels)
	if !ok {
		fail("Figure.Columns", "use it on viz.Panels", "a %s has no columns", f.plot)
	}
	if n < 1 {
		fail("Figure.Columns", "pass at least 1", "%d columns are none", n)
	}
	g.columns = min(n, len(g.figures))
	if !f.sized {
		f.width, f.height = g.size()
	}
	return f
}

type panels struct {
	figures []*Figure
	columns int
}

// natural is the widths of the columns and the heights of the rows that give
// each figure the size it wants.
func (g *panels) natural() (widths, heights []float64, width, height float64) {
	widths = make([]float64, g.columns)
	heights = make([]float64, (len(g.figures)+g.columns-1)/g.columns)
	for k, f := range g.figures {
		i, j := k%g.columns, k/g.columns
		widths[i] = max(widths[i], float64(f.width))
		heights[j] = max(heights[j], float64(f.height))
	}
	for _, w := range widths {
		width += w
	}
	for _, h := range heights {
		height += h
	}
	return widths, heights, width, height
}

func (g *panels) size() (width, height int) {
	_, _, w, h := g.natural()
	shrink := min(1, panelsWidth/w)
	return int(w*shrink + .5), int(h*shrink + .5)
}

func (g *panels) draw(f *Figure, p pen, c draw.Canvas) {
	area := c
	if f.title != "" {
		below, heading := f.heading(p, c, nil)
		heading((c.Min.X + c.Max.X) / 2)
		area = below
	}
	widths, heights, w, h := g.natural()
	sx, sy := float64(area.Max.X-area.Min.X)/w, float64(area.Max.Y-area.Min.Y)/h
	y := area.Max.Y
	for j, height := range heights {
		x := area.Min.X
		for i, width := range widths {
			if k := j*g.columns + i; k < len(g.figures) {
				cell := c
				cell.Min = vg.Point{X: x, Y: y - vg.Length(height*sy)}
				cell.Max = vg.Point{X: x + vg.Length(width*sx), Y: y}
				g.panel(p, g.figures[k], cell, min(sx, sy))
			}
			x += vg.Length(width * sx)
		}
		y -= vg.Length(height * sy)
	}
}

// panel draws one figure; its text shrinks with it, but stays readable.
func (g *panels) panel(p pen, f *Figure, cell draw.Canvas, shrink float64) {
	p.scale *= max(.74, min(1, shrink))
	if f.theme != nil {
		p.Theme = f.theme.complete()
		p.box(cell, cell.Rectangle, p.Background)
	}
	f.chart.draw(f, p, cell)
}
