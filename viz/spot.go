package viz

import (
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Mark puts a dot with a note at a point of the plane.
func (f *Figure) Mark(x, y float64, note string) *Figure {
	if !isFinite(x) || !isFinite(y) {
		fail("Figure.Mark", "", "(%v, %v) is no place to mark", x, y)
	}
	a := f.on("Mark")
	a.marks = append(a.marks, &spot{x: x, y: y, note: note, color: max(0, a.countLines()-1), avoid: slices.Clone(a.marks)})
	return f
}

// spot is a dot with a note beside it, such as the best epoch.
type spot struct {
	x, y  float64
	note  string
	color int
	avoid []mark // the lines that the note should not hide
}

func (s *spot) DataRange() (xlo, xhi, ylo, yhi float64) { return s.x, s.x, s.y, s.y }

func (s *spot) log(x, y bool) (mark, int) {
	if x && s.x <= 0 || y && s.y <= 0 {
		fail("Figure.Mark", "mark a positive point", "(%v, %v) is not on a logarithmic axis", s.x, s.y)
	}
	return s, 0
}

func (s *spot) draw(p pen, c draw.Canvas, pl *plot.Plot) {
	tx, ty := pl.Transforms(&c)
	at := vg.Point{X: tx(s.x), Y: ty(s.y)}
	if !c.Contains(at) {
		return
	}
	p.dot(c, at, 4, p.color(s.color), p.Background)
	if s.note == "" {
		return
	}
	var busy []vg.Point
	for _, m := range s.avoid {
		if l, ok := m.(*line); ok {
			for _, run := range l.runs(c, pl) {
				busy = append(busy, dense(thin(run), p.len(4))...)
			}
		}
	}
	w := words{color: p.Dim, size: noteSize, ax: .5, ay: .5, halo: p.Background}
	free := place(p, c, at, p.width(s.note, w), p.height(w), above, busy, nil)
	p.write(c, middle(free), s.note, w)
}
