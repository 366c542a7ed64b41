package viz

import (
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// A mark is one layer of data drawn between axes: curves, dots, bars, cells.
type mark interface {
	plot.DataRanger // NaN or Inf where the mark has no opinion
	draw(p pen, c draw.Canvas, pl *plot.Plot)
}

// A keyed mark has labels for the right margin.
type keyed interface{ keys(p pen) []key }

// A scaled mark can stand on logarithmic axes: log returns it without what is
// not positive there, and how many values that cost.
type scaled interface{ log(x, y bool) (mark, int) }

// axes is the chart of a figure with an x and a y axis.
type axes struct {
	marks []mark
	x, y  axis
	bare  bool // an image fills the plane: no grid, no padding
	bar   func(t Theme) *colorBar
	notes []string
}

// axis is one side; the zero axis is linear and fits the data.
type axis struct {
	label  string
	lo, hi float64 // the range when set
	set    bool
	log    bool
	zero   bool        // start at 0 when the data is close to it
	whole  bool        // counts: ticks at whole numbers only
	pad    float64     // room beyond the data, as a fraction of it
	ticks  []plot.Tick // fixed ticks; nil: by range
	names  bool        // the ticks are names, one for each unit of the axis
}

// themed makes a mark a gonum plotter.
type themed struct {
	mark
	pen pen
}

func (t themed) Plot(c draw.Canvas, pl *plot.Plot) { t.mark.draw(t.pen, c, pl) }

func (a *axes) draw(f *Figure, p pen, c draw.Canvas) {
	marks, dropped := a.scaledMarks()
	notes := a.notes
	if dropped > 0 {
		notes = append(slices.Clone(notes), notPositive(dropped))
	}
	area, heading := f.heading(p, c, notes)
	edge := area.Max.X
	area.Min.X += p.len(6)
	area.Min.Y += p.len(6)

	var keys []key
	for _, m := range marks {
		if k, ok := m.(keyed); ok {
			keys = append(keys, k.keys(p)...)
		}
	}
	var bar *colorBar
	if a.bar != nil {
		bar = a.bar(p.Theme)
	}
	area.Max.X -= max(p.len(14), bar.width(p)+keyWidth(p, keys, area))

	pl := a.gonum(p, marks, area)
	data := pl.DataCanvas(area)
	pl.Draw(area)
	if bar != nil {
		bar.draw(p, data)
	}
	drawKeys(p, data, pl, keys, data.Max.X+bar.width(p), edge)
	heading((data.Min.X + data.Max.X) / 2)
}

// scaledMarks returns the marks as the logarithmic axes need them.
func (a *axes) scaledMarks() (marks []mark, dropped int) {
	if !a.x.log && !a.y.log {
		return a.marks, 0
	}
	for _, m := range a.marks {
		if s, ok := m.(scaled); ok {
			clean, n := s.log(a.x.log, a.y.log)
			m, dropped = clean, dropped+n
		}
		marks = append(marks, m)
	}
	return marks, dropped
}

// gonum makes the themed gonum plot of the marks.
func (a *axes) gonum(p pen, marks []mark, area draw.Canvas) *plot.Plot {
	pl := plot.New()
	pl.BackgroundColor = nil
	if !a.bare {
		grid := plotter.NewGrid()
		grid.Vertical = p.line(p.Grid, .8)
		grid.Horizontal = grid.Vertical
		pl.Add(grid)
	}
	for _, m := range marks {
		pl.Add(themed{m, p})
	}
	var xs, ys [][2]float64
	for _, m := range marks {
		xlo, xhi, ylo, yhi := m.DataRange()
		xs, ys = append(xs, [2]float64{xlo, xhi}), append(ys, [2]float64{ylo, yhi})
	}
	a.y.apply(&pl.Y, p, ys, area.Size().Y, false)
	pl.X.Min, pl.X.Max, pl.X.Tick.Marker = 0, 1, plot.ConstantTicks{}
	a.x.apply(&pl.X, p, xs, pl.DataCanvas(area).Size().X, true)
	return pl
}

// apply sets range, ticks and looks of one gonum axis for data of these spans.
// It has so much room, and runs across (x) or up (y).
func (a *axis) apply(g *plot.Axis, p pen, spans [][2]float64, room vg.Length, across bool) {
	every := p.len(50) // of one tick
	if across {
		every = p.len(80)
	}
	ticks := int(math.Round(float64(room / every)))
	g.Min, g.Max = a.bounds(spans)
	g.LineStyle.Width = 0
	g.Tick.LineStyle.Width = 0
	g.Tick.Length = p.len(2)
	g.Padding = p.len(3)
	anchor := g.Tick.Label
	g.Tick.Label = p.style(words{color: p.Dim, size: tickSize})
	g.Tick.Label.XAlign, g.Tick.Label.YAlign = anchor.XAlign, anchor.YAlign
	anchor = g.Label.TextStyle
	g.Label.TextStyle = p.style(words{color: p.Dim, size: labelSize})
	g.Label.TextStyle.XAlign, g.Label.TextStyle.YAlign = anchor.XAlign, anchor.YAlign
	g.Label.Padding = p.len(5)
	g.Label.Text = visible(a.label)
	switch {
	case a.names:
		a.write(g, p, room, across)
	case a.ticks != nil:
		g.Tick.Marker = plot.ConstantTicks(a.ticks)
	case a.log:
		g.Scale, g.Tick.Marker = logScale{}, logTicks{max(2, ticks)}
	default:
		g.Tick.Marker = linearTicks{max(2, min(ticks, 7)), a.whole}
	}
}

// bounds is the set range, or that of the data with its padding.
func (a *axis) bounds(spans [][2]float64) (lo, hi float64) {
	if a.set {
		return a.lo, a.hi
	}
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, s := range spans {
		if isFinite(s[0]) {
			lo = math.Min(lo, s[0])
		}
		if isFinite(s[1]) {
			hi = math.Max(hi, s[1])
		}
	}
	if lo > hi { // nothing to see: any range will do
		lo, hi = 0, 1
		if a.log {
			lo, hi = 1, 10
		}
	}
	switch {
	case a.log && lo == hi:
		return lo / 2, hi * 2
	case a.log:
		pad := math.Exp((math.Log(hi) - math.Log(lo)) * a.pad)
		return math.Max(lo/pad, math.SmallestNonzeroFloat64), math.Min(hi*pad, math.MaxFloat64)
	case lo == hi:
		pad := math.Max(math.Abs(lo)/2, .5)
		return lo - pad, hi + pad
	}
	pad := (hi - lo) * a.pad
	if a.zero && lo >= 0 && lo < hi/2 {
		return 0, hi + pad
	}
	return lo - pad, hi + pad
}

// longestName is the most room that a name takes, in CSS pixels.
const longestName = 110

// write sets the names as ticks of one unit each: the x axis (across) turns
// them where they do not fit side by side, and where even lines of them are too
// dense only every so many is written.
func (a *axis) write(g *plot.Axis, p pen, room vg.Length, across bool) {
	w := words{color: p.Dim, size: tickSize}
	slot := room / vg.Length(g.Max-g.Min)
	limit, stride, space := p.len(longestName), max(1, int(math.Ceil(float64(p.height(w)/slot)))), ""
	switch tooLong := func(t plot.Tick) bool { return p.width(t.Label, w) > slot*.96 }; {
	case across && slices.ContainsFunc(a.ticks, tooLong):
		g.Tick.Label.Rotation = math.Pi / 2
		g.Tick.Label.XAlign, g.Tick.Label.YAlign = draw.XRight, draw.YCenter
		space = " "
	case across:
		stride = 1
	}
	var ticks plot.ConstantTicks
	for i := 0; i < len(a.ticks); i += stride {
		t := a.ticks[i]
		ticks = append(ticks, plot.Tick{Value: t.Value, Label: p.fit(visible(t.Label), limit, w) + space})
	}
	g.Tick.Marker = ticks
}

// logScale is logarithmic, with what is not positive below its lower end
// rather than a panic: the canvas clips it.
type logScale struct{}

func (logScale) Normalize(lo, hi, x float64) float64 {
	if x <= 0 {
		return -1
	}
	return (math.Log(x) - math.Log(lo)) / (math.Log(hi) - math.Log(lo))
}
