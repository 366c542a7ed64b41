package viz

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Images draws a grid of grey pictures [n][height][width], the lowest of all
// values black and the highest white, each with its title below; titles may
// be nil. NaN and Inf are drawn in the colour of what is off.
func Images(images [][][]float64, titles []string) *Figure {
	if len(images) == 0 {
		fail("Images", "pass at least one picture", "there is no data")
	}
	for _, img := range images {
		checkRows("Images", img)
	}
	if titles != nil && len(titles) != len(images) {
		fail("Images", "pass one title each, or nil", "%d pictures, %d titles", len(images), len(titles))
	}
	g := &imageGrid{images: images, titles: titles}
	g.lo, g.hi = math.Inf(1), math.Inf(-1)
	bad := 0
	for _, img := range images {
		bad += nonFinite(img...)
		for _, row := range img {
			for _, v := range row {
				if isFinite(v) {
					g.lo, g.hi = math.Min(g.lo, v), math.Max(g.hi, v)
				}
			}
		}
	}
	if !(g.lo < g.hi) {
		g.hi = g.lo + 1
	}
	g.notes = []string{left(bad, "coloured")}
	g.columns = min(len(images), max(4, int(math.Ceil(math.Sqrt(1.8*float64(len(images)))))))
	f := newFigure("Images", g)
	rows := (len(images) + g.columns - 1) / g.columns
	tile := max(20, min(88, 900/g.columns))
	f.width = max(200, g.columns*tile+16)
	f.height = max(60, min(4000, rows*(tile+g.titleRoom())+46))
	return f
}

type imageGrid struct {
	images  [][][]float64
	titles  []string
	columns int
	lo, hi  float64
	notes   []string
}

// titleRoom is the height of a title in CSS pixels.
func (g *imageGrid) titleRoom() int {
	if g.titles == nil {
		return 0
	}
	return 17
}

func (g *imageGrid) draw(f *Figure, p pen, c draw.Canvas) {
	area, heading := f.heading(p, c, g.notes)
	heading((c.Min.X + c.Max.X) / 2)
	area = draw.Crop(area, p.len(8), -p.len(8), p.len(6), 0)
	rows := (len(g.images) + g.columns - 1) / g.columns
	title := p.len(float64(g.titleRoom()))
	size := area.Size()
	tile := min(size.X/vg.Length(g.columns), size.Y/vg.Length(rows)-title)
	margin := (size.X - tile*vg.Length(g.columns)) / 2
	for k, img := range g.images {
		x := area.Min.X + margin + tile*vg.Length(k%g.columns)
		top := area.Max.Y - (tile+title)*vg.Length(k/g.columns)
		g.picture(p, img, vg.Rectangle{
			Min: vg.Point{X: x + p.len(3), Y: top - tile + p.len(3)},
			Max: vg.Point{X: x + tile - p.len(3), Y: top - p.len(3)},
		})
		if g.titles != nil {
			w := words{color: p.Dim, size: noteSize, ax: .5, ay: 1}
			p.write(area, vg.Point{X: x + tile/2, Y: top - tile + p.len(1)}, p.fit(g.titles[k], tile-p.len(4), w), w)
		}
	}
}

// picture draws one image as large as r allows, pixels square, centred.
func (g *imageGrid) picture(p pen, img [][]float64, r vg.Rectangle) {
	rows, cols := len(img), len(img[0])
	room := r.Size()
	pixel := min(room.X/vg.Length(cols), room.Y/vg.Length(rows))
	dx, dy := (room.X-pixel*vg.Length(cols))/2, (room.Y-pixel*vg.Length(rows))/2
	r.Min, r.Max = r.Min.Add(vg.Point{X: dx, Y: dy}), r.Max.Sub(vg.Point{X: dx, Y: dy})
	p.raster(r, r, func(w, h int) func(i, j int) color.NRGBA {
		return func(i, j int) color.NRGBA {
			v := img[(h-1-j)*rows/h][i*cols/w]
			if !isFinite(v) {
				return p.Difference.At(1)
			}
			grey := uint8(255*(v-g.lo)/(g.hi-g.lo) + .5)
			return color.NRGBA{R: grey, G: grey, B: grey, A: 255}
		}
	})
}
