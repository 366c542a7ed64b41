package viz

import (
	"image"
	"image/color"
	"math"
	"strings"
	"sync"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/font"
	_ "gonum.org/v1/plot/font/liberation" // the embedded typeface
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// One vg point is one CSS pixel, and pixelRatio device pixels.
const pixelRatio = 2

// Sizes of text in CSS pixels at scale 1.
const (
	titleSize = 14
	labelSize = 11.5
	tickSize  = 11
	noteSize  = 10.5
)

// A pen is a theme at a scale, with what it takes to write and to fill pixels.
type pen struct {
	Theme
	scale float64     // of text and line widths; panels shrink it
	pix   *image.RGBA // the device pixels of the whole picture
}

// len turns CSS pixels at scale 1 into a length on the canvas.
func (p pen) len(px float64) vg.Length { return vg.Points(px * p.scale) }

// words is how to write: the anchor is the point of the text's box, from 0 at
// its left and bottom to 1 at its right and top, that is put in place.
type words struct {
	color  color.NRGBA
	size   float64
	bold   bool
	ax, ay float64
	halo   color.NRGBA // drawn around the letters when not transparent
}

func (p pen) style(w words) text.Style {
	f := font.Font{Typeface: "Liberation", Variant: "Sans", Size: p.len(w.size)}
	if w.bold {
		f.Weight = xfont.WeightBold
	}
	return text.Style{
		Color: w.color, Font: f, Handler: text.Plain{Fonts: font.DefaultCache},
		XAlign: text.XAlignment(-w.ax), YAlign: text.YAlignment(-w.ay),
	}
}

// write puts one line of text at a point.
func (p pen) write(c draw.Canvas, at vg.Point, s string, w words) {
	s = visible(s)
	st := p.style(w)
	if w.ay == .5 { // the middle of capitals and digits, not of the font's box
		at.Y += p.len(.06 * w.size)
	}
	if w.halo.A > 0 {
		st.Color = w.halo
		for k := range 8 {
			sin, cos := math.Sincos(float64(k) * math.Pi / 4)
			c.FillText(st, at.Add(vg.Point{X: p.len(1.2 * cos), Y: p.len(1.2 * sin)}), s)
		}
		st.Color = w.color
	}
	c.FillText(st, at, s)
}

// width and height measure a line of text.
func (p pen) width(s string, w words) vg.Length { return p.style(w).Width(visible(s)) }
func (p pen) height(w words) vg.Length          { return p.style(w).Height("x") }

// fit shortens s with an ellipsis until it is at most limit wide.
func (p pen) fit(s string, limit vg.Length, w words) string {
	if p.width(s, w) <= limit {
		return s
	}
	r := []rune(s)
	for len(r) > 1 && p.width(string(r)+"…", w) > limit {
		r = r[:len(r)-1]
	}
	return strings.TrimRight(string(r), " ") + "…"
}

// number writes v with up to three digits, as many as the limit has room for;
// "" says that there is none.
func (p pen) number(v float64, limit vg.Length, w words) string {
	for n := 3; n > 0; n-- {
		if s := digits(v, n); p.width(s, w) <= limit {
			return s
		}
	}
	return ""
}

// wrap breaks s between words into at most n lines of about the same length,
// the last one cut to fit.
func (p pen) wrap(s string, limit vg.Length, n int, w words) []string {
	lines := p.fill(s, limit, n, w)
	for narrower := limit * .95; narrower > limit/2; narrower *= .95 {
		if even := p.fill(s, narrower, n+1, w); len(even) == len(lines) {
			lines = even
		}
	}
	return lines
}

// fill puts as many words into each line as it holds.
func (p pen) fill(s string, limit vg.Length, n int, w words) (lines []string) {
	rest := strings.Fields(s)
	for len(rest) > 0 {
		if len(lines) == n-1 {
			return append(lines, p.fit(strings.Join(rest, " "), limit, w))
		}
		k := 1
		for k < len(rest) && p.width(strings.Join(rest[:k+1], " "), w) <= limit {
			k++
		}
		lines = append(lines, p.fit(strings.Join(rest[:k], " "), limit, w))
		rest = rest[k:]
	}
	return lines
}

var (
	glyphMu     sync.Mutex
	glyphBuffer sfnt.Buffer
)

// visible replaces what the typeface lacks, Chinese for example, by a box, so
// that it does not vanish without a trace.
func visible(s string) string {
	glyphMu.Lock()
	defer glyphMu.Unlock()
	face := font.DefaultCache.Lookup(font.Font{Typeface: "Liberation", Variant: "Sans"}, 12).Face
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return ' '
		}
		if i, err := face.GlyphIndex(&glyphBuffer, r); err != nil || i == 0 {
			return '□'
		}
		return r
	}, s)
}

func (p pen) line(c color.NRGBA, width float64) draw.LineStyle {
	return draw.LineStyle{Color: c, Width: p.len(width)}
}

// dot draws a disc with a thin rim, so that it stands out on any ground.
func (p pen) dot(c draw.Canvas, at vg.Point, radius float64, fill, rim color.NRGBA) {
	c.DrawGlyphNoClip(draw.GlyphStyle{Color: rim, Radius: p.len(radius + 1), Shape: draw.CircleGlyph{}}, at)
	c.DrawGlyphNoClip(draw.GlyphStyle{Color: fill, Radius: p.len(radius), Shape: draw.CircleGlyph{}}, at)
}

// box fills a rectangle.
func (p pen) box(c draw.Canvas, r vg.Rectangle, fill color.NRGBA) {
	c.SetColor(fill)
	c.Fill(r.Path())
}

// raster fills r pixel by pixel: crisp at the resolution of the device, with
// no seams and no blur. shader gets the size in pixels and returns the colour of
// pixel (i, j), counted from the lower left; a transparent one is left alone.
// Nothing is drawn outside clip.
func (p pen) raster(clip, r vg.Rectangle, shader func(w, h int) func(i, j int) color.NRGBA) {
	x0, x1 := device(r.Min.X), device(r.Max.X)
	height := p.pix.Rect.Dy()
	bottom := height - device(r.Min.Y)
	w, h := x1-x0, bottom-(height-device(r.Max.Y))
	if w < 1 || h < 1 {
		return
	}
	visible := p.pix.Rect.Intersect(image.Rect(device(clip.Min.X), height-device(clip.Max.Y), device(clip.Max.X), height-device(clip.Min.Y)))
	at := shader(w, h)
	for j := range h {
		for i := range w {
			if !image.Pt(x0+i, bottom-1-j).In(visible) {
				continue
			}
			if c := at(i, j); c.A > 0 {
				p.pix.SetRGBA(x0+i, bottom-1-j, color.RGBA{R: c.R, G: c.G, B: c.B, A: 255})
			}
		}
	}
}

// device is the pixel edge nearest to a length.
func device(l vg.Length) int { return int(math.Round(l.Points() * pixelRatio)) }
