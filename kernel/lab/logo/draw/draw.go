// Package draw makes the logo's files from one description of its shapes. The
// kernel carries only the files; this is for the generator and for the test
// that they are not stale.
package draw

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"

	"golang.org/x/image/vector"
)

// A shape is a rounded rectangle on a canvas of 64 × 64.
type shape struct {
	x, y, w, h, r float64
	fill          func(x, y float64) color.NRGBA
	svgFill       string
}

// The background runs from the low left, teal, to the high right, indigo.
var low, high = color.NRGBA{0x12, 0xB5, 0xA6, 0xFF}, color.NRGBA{0x3B, 0x3F, 0xC4, 0xFF}

// gradient is the background's colour at a point, along the diagonal.
func gradient(x, y float64) color.NRGBA {
	t := math.Min(1, math.Max(0, (x+64-y)/128))
	mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a) + t*(float64(b)-float64(a)))) }
	return color.NRGBA{mix(low.R, high.R), mix(low.G, high.G), mix(low.B, high.B), 0xFF}
}

// shapes are the background and a flight of four steps, each clearer than the
// one below. Their edges lie on whole pixels at 32 × 32.
func shapes() []shape {
	all := []shape{{0, 0, 64, 64, 14, gradient, "url(#ascent)"}}
	for i, opacity := range []float64{0.4, 0.6, 0.8, 1} {
		white := color.NRGBA{0xFF, 0xFF, 0xFF, uint8(math.Round(255 * opacity))}
		height := 10 * float64(i+1)
		all = append(all, shape{
			x: 12 + 10*float64(i), y: 52 - height, w: 10, h: height,
			fill:    func(float64, float64) color.NRGBA { return white },
			svgFill: fmt.Sprintf(`#fff" fill-opacity="%g`, opacity),
		})
	}
	return all
}

// SVG returns the logo as an SVG document.
func SVG() []byte {
	hex := func(c color.NRGBA) string { return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B) }
	var b bytes.Buffer
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">` + "\n")
	fmt.Fprintf(&b, ` <linearGradient id="ascent" x1="0" y1="1" x2="1" y2="0"><stop stop-color="%s"/><stop offset="1" stop-color="%s"/></linearGradient>`+"\n", hex(low), hex(high))
	for _, s := range shapes() {
		fmt.Fprintf(&b, ` <rect x="%g" y="%g" width="%g" height="%g" rx="%g" fill="%s"/>`+"\n", s.x, s.y, s.w, s.h, s.r, s.svgFill)
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

// Image draws the logo with sides of size pixels.
func Image(size int) image.Image {
	scale := float64(size) / 64
	canvas := image.NewNRGBA(image.Rect(0, 0, size, size))
	for _, s := range shapes() {
		paint := image.NewNRGBA(canvas.Bounds())
		for y := range size {
			for x := range size {
				paint.SetNRGBA(x, y, s.fill((float64(x)+0.5)/scale, (float64(y)+0.5)/scale))
			}
		}
		mask := image.NewAlpha(canvas.Bounds())
		outline(s, scale, size).Draw(mask, mask.Bounds(), image.Opaque, image.Point{})
		draw.DrawMask(canvas, canvas.Bounds(), paint, image.Point{}, mask, image.Point{}, draw.Over)
	}
	return canvas
}

// outline traces a shape's edge, its corners as cubic curves.
func outline(s shape, scale float64, size int) *vector.Rasterizer {
	const k = 0.5523 // a cubic's handle for a quarter of a circle of radius 1
	z := vector.NewRasterizer(size, size)
	p := func(x, y float64) (float32, float32) { return float32(x * scale), float32(y * scale) }
	move := func(x, y float64) { z.MoveTo(p(x, y)) }
	line := func(x, y float64) { z.LineTo(p(x, y)) }
	curve := func(ax, ay, bx, by, x, y float64) {
		a, b := p(ax, ay)
		c, d := p(bx, by)
		e, f := p(x, y)
		z.CubeTo(a, b, c, d, e, f)
	}
	left, top, right, bottom, r, h := s.x, s.y, s.x+s.w, s.y+s.h, s.r, s.r*(1-k)
	move(left+r, top)
	line(right-r, top)
	curve(right-h, top, right, top+h, right, top+r)
	line(right, bottom-r)
	curve(right, bottom-h, right-h, bottom, right-r, bottom)
	line(left+r, bottom)
	curve(left+h, bottom, left, bottom-h, left, bottom-r)
	line(left, top+r)
	curve(left, top+h, left+h, top, left+r, top)
	z.ClosePath()
	return z
}

// Files returns the logo's files by name.
func Files() (map[string][]byte, error) {
	all := map[string][]byte{"logo-svg.svg": SVG()}
	for _, size := range []int{32, 64} {
		var b bytes.Buffer
		if err := png.Encode(&b, Image(size)); err != nil {
			return nil, err
		}
		all[fmt.Sprintf("logo-%dx%d.png", size, size)] = b.Bytes()
	}
	return all, nil
}
