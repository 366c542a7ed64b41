package viz

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Guide adds a dashed horizontal line, such as a target to compare with.
func (f *Figure) Guide(y float64, name string) *Figure {
	if !isFinite(y) {
		fail("Figure.Guide", "", "%v is no height to draw at", y)
	}
	a := f.on("Guide")
	a.marks = append(a.marks, &guide{y, name})
	return f
}

// guide is a dashed horizontal line over the whole width.
type guide struct {
	y    float64
	name string
}

func (g *guide) DataRange() (xlo, xhi, ylo, yhi float64) {
	return math.NaN(), math.NaN(), g.y, g.y
}

func (g *guide) keys(p pen) []key {
	if g.name == "" {
		return nil
	}
	return []key{{text: g.name, color: p.Dim, y: g.y}}
}

func (g *guide) log(_, y bool) (mark, int) {
	if y && g.y <= 0 {
		fail("Figure.Guide", "put the guide at a positive height", "%v is not on a logarithmic axis", g.y)
	}
	return g, 0
}

func (g *guide) draw(p pen, c draw.Canvas, pl *plot.Plot) {
	_, ty := pl.Transforms(&c)
	if y := ty(g.y); c.ContainsY(y) {
		style := p.line(p.Dim, 1.2)
		style.Dashes = []vg.Length{p.len(4), p.len(3)}
		c.StrokeLine2(style, c.Min.X, y, c.Max.X, y)
	}
}
