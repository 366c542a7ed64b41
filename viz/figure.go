package viz

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"sync"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

// A Figure is one picture. Its methods change it and return it, so that they
// chain; a figure that is the value of a cell shows itself.
type Figure struct {
	plot          string // the constructor's name, for errors
	chart         chart
	title, tail   string // the plot itself ends the title in the tail
	width, height int    // CSS pixels
	sized         bool
	theme         *Theme
}

// A chart draws itself with the pen into the canvas, which is all its own.
type chart interface {
	draw(f *Figure, p pen, c draw.Canvas)
}

func newFigure(plot string, c chart) *Figure {
	return &Figure{plot: plot, chart: c, width: 480, height: 320}
}

// Title sets the line above the picture; a long one is broken in two.
func (f *Figure) Title(s string) *Figure { f.title = s; return f }

// Size sets width and height in CSS pixels (480 × 320 unless the plot has its
// own); the image has twice as many pixels each way.
func (f *Figure) Size(width, height int) *Figure {
	if width < 40 || height < 40 || width > 4000 || height > 4000 {
		fail("Figure.Size", "choose 40 to 4000 each way", "%d × %d is not a usable size", width, height)
	}
	f.width, f.height, f.sized = width, height, true
	return f
}

// Theme makes this figure keep to t, whatever [SetTheme] says.
func (f *Figure) Theme(t Theme) *Figure { f.theme = &t; return f }

// rendering keeps renders apart: figures may share marks, and two cores are
// better left to the training that a live figure watches.
var rendering sync.Mutex

// Image renders the figure, two pixels per CSS pixel.
func (f *Figure) Image() image.Image {
	theme := currentTheme()
	if f.theme != nil {
		theme = *f.theme
	}
	theme = theme.complete()
	rendering.Lock()
	defer rendering.Unlock()
	canvas := vgimg.NewWith(
		vgimg.UseWH(vg.Length(f.width), vg.Length(f.height)),
		vgimg.UseDPI(72*pixelRatio),
		vgimg.UseBackgroundColor(theme.Background))
	img := canvas.Image().(*image.RGBA)
	f.chart.draw(f, pen{Theme: theme, scale: 1, pix: img}, draw.New(canvas))
	return img
}

// PNG renders the figure and encodes it.
func (f *Figure) PNG() []byte {
	var buf bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&buf, f.Image()); err != nil {
		fail(f.plot, "", "encoding the PNG: %v", err) // a buffer takes every write, so the image is at fault
	}
	return buf.Bytes()
}

// Save writes the figure to a PNG file.
func (f *Figure) Save(file string) error { return os.WriteFile(file, f.PNG(), 0o644) }

// String names the figure and its size.
func (f *Figure) String() string {
	if title := f.title + f.tail; title != "" {
		return fmt.Sprintf("viz.%s %q (%d×%d)", f.plot, title, f.width, f.height)
	}
	return fmt.Sprintf("viz.%s (%d×%d)", f.plot, f.width, f.height)
}

// MIMEBundle makes a notebook show the figure.
func (f *Figure) MIMEBundle() map[string]any {
	return map[string]any{"image/png": f.PNG(), "text/plain": f.String()}
}

// MIMEMetadata tells the notebook the size to show the image at.
func (f *Figure) MIMEMetadata() map[string]any {
	return map[string]any{"image/png": map[string]any{"width": f.width, "height": f.height}}
}

// heading writes the title and the notes at the top of c, centred on the
// middle if it can be, and returns the canvas below. middle may be NaN.
func (f *Figure) heading(p pen, c draw.Canvas, notes []string) (below draw.Canvas, write func(middle vg.Length)) {
	title := words{color: p.Ink, size: titleSize, bold: true, ay: 1}
	note := words{color: p.Dim, size: noteSize, ay: 1}
	limit := c.Max.X - c.Min.X - p.len(12)
	type row struct {
		text string
		w    words
	}
	var rows []row
	if f.title+f.tail != "" {
		for _, s := range p.wrap(f.title+f.tail, limit, 2, title) {
			rows = append(rows, row{s, title})
		}
	}
	for _, n := range notes {
		if n != "" {
			rows = append(rows, row{p.fit(n, limit, note), note})
		}
	}
	below = c
	top := c.Max.Y - p.len(8)
	below.Max.Y = top
	for _, r := range rows {
		below.Max.Y -= p.height(r.w) * 1.12
	}
	if len(rows) > 0 {
		below.Max.Y -= p.len(7)
	}
	return below, func(middle vg.Length) {
		y := top
		for _, r := range rows {
			half := p.width(r.text, r.w) / 2
			x := max(c.Min.X+p.len(6)+half, min(middle, c.Max.X-p.len(6)-half))
			p.write(c, vg.Point{X: x - half, Y: y}, r.text, r.w)
			y -= p.height(r.w) * 1.12
		}
	}
}
