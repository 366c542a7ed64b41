package viz

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// A colorBar explains colours beside the data, low at the bottom.
type colorBar struct {
	at    func(v float64) color.NRGBA // v in 0…1, from the bottom
	ticks []barTick
}

type barTick struct {
	at    float64 // 0…1
	label string
}

func rampBar(r Ramp, ticks ...barTick) *colorBar { return &colorBar{r.At, ticks} }

const (
	barGap   = 7 // CSS pixels between data and bar
	barWidth = 10
)

func (b *colorBar) words(p pen) words { return words{color: p.Dim, size: noteSize, ay: .5} }

// width is the room for gap, bar and labels; nothing for no bar.
func (b *colorBar) width(p pen) (w vg.Length) {
	if b == nil {
		return 0
	}
	for _, t := range b.ticks {
		w = max(w, p.width(t.label, b.words(p)))
	}
	return p.len(barGap+barWidth+5+6) + w
}

// draw puts the bar to the right of the data.
func (b *colorBar) draw(p pen, data draw.Canvas) {
	r := vg.Rectangle{
		Min: vg.Point{X: data.Max.X + p.len(barGap), Y: data.Min.Y},
		Max: vg.Point{X: data.Max.X + p.len(barGap+barWidth), Y: data.Max.Y},
	}
	p.raster(r, r, func(_, h int) func(i, j int) color.NRGBA {
		return func(_, j int) color.NRGBA { return b.at((float64(j) + .5) / float64(h)) }
	})
	half := p.height(b.words(p)) / 2
	for _, t := range b.ticks {
		y := data.Min.Y + (data.Max.Y-data.Min.Y)*vg.Length(t.at)
		y = max(data.Min.Y+half, min(data.Max.Y-half, y))
		p.write(data, vg.Point{X: r.Max.X + p.len(5), Y: y}, t.label, b.words(p))
	}
}
