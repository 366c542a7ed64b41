package viz

import (
	"fmt"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

const (
	surfaceNX, surfaceNY = 97, 73 // where f is called
	surfaceLevels        = 14     // filled contours
)

// Surface draws f from above as filled contours, bright where it is low, as a
// loss should be. The levels are denser towards the minimum, where a descent
// gets slow. Add descents with [Figure.Path]. Where f is NaN or Inf the
// surface has a hole.
func Surface(f func(x, y float64) float64, xlo, xhi, ylo, yhi float64) *Figure {
	if f == nil {
		fail("Surface", "pass a func(x, y float64) float64", "the function is nil")
	}
	if !(xlo < xhi && ylo < yhi) || nonFinite([]float64{xlo, xhi, ylo, yhi}) > 0 {
		fail("Surface", "pass xlo, xhi, ylo, yhi with the smaller end first", "%v to %v, %v to %v is not a range", xlo, xhi, ylo, yhi)
	}
	s := &surface{xlo: xlo, xhi: xhi, ylo: ylo, yhi: yhi, z: field{nx: surfaceNX, ny: surfaceNY, v: make([]float64, surfaceNX*surfaceNY)}}
	for k := range s.z.v {
		x, y := s.z.at(k)
		s.z.v[k] = f(xlo+x*(xhi-xlo), ylo+y*(yhi-ylo))
	}
	holes := nonFinite(s.z.v)
	s.scale()
	a := &axes{marks: []mark{s}, bare: true}
	a.x.lo, a.x.hi, a.x.set = xlo, xhi, true
	a.y.lo, a.y.hi, a.y.set = ylo, yhi, true
	if holes > 0 {
		a.notes = []string{fmt.Sprintf("%d of %d values are NaN or Inf: holes", holes, len(s.z.v))}
	}
	a.bar = s.bar
	return newFigure("Surface", a)
}

// surface is a field of height, scaled to 0 (lowest) … 1.
type surface struct {
	xlo, xhi, ylo, yhi float64
	z                  field
	min, max, unit     float64 // height = min + unit·(e^(z·c)−1), c = ln(1+(max−min)/unit)
}

// scale replaces the heights by their logarithms above the minimum, in units
// of what the lowest tenth of the plane spans.
func (s *surface) scale() {
	var sorted []float64
	for _, v := range s.z.v {
		if isFinite(v) {
			sorted = append(sorted, v)
		}
	}
	slices.Sort(sorted)
	if n := len(sorted); n > 0 {
		s.min, s.max = sorted[0], sorted[n-1]
		s.unit = sorted[n/10] - s.min
	}
	if s.unit <= 0 {
		s.unit = math.Max(s.max-s.min, 1)
	}
	for k, v := range s.z.v {
		s.z.v[k] = s.up(v)
	}
}

func (s *surface) up(v float64) float64 {
	if !isFinite(v) {
		return math.NaN()
	}
	if s.max == s.min {
		return 0
	}
	return math.Log1p((v-s.min)/s.unit) / math.Log1p((s.max-s.min)/s.unit)
}

func (s *surface) down(z float64) float64 {
	return s.min + s.unit*math.Expm1(z*math.Log1p((s.max-s.min)/s.unit))
}

// shade is the colour of contour band 0…surfaceLevels−1, the lowest brightest.
func (s *surface) shade(t Theme, level float64) color.NRGBA {
	level = math.Max(0, math.Min(surfaceLevels-1, level))
	return t.Sequential.At(1 - level/(surfaceLevels-1))
}

func (s *surface) bar(t Theme) *colorBar {
	ticks := []barTick{{0, digits(s.min, 2)}, {1, digits(s.max, 2)}}
	for _, z := range []float64{.25, .5, .75} {
		ticks = append(ticks, barTick{z, digits(s.down(z), 2)})
	}
	return &colorBar{func(v float64) color.NRGBA { return s.shade(t, math.Floor(v*surfaceLevels)) }, ticks}
}

func (s *surface) DataRange() (xlo, xhi, ylo, yhi float64) { return s.xlo, s.xhi, s.ylo, s.yhi }

func (s *surface) draw(p pen, c draw.Canvas, pl *plot.Plot) {
	tx, ty := pl.Transforms(&c)
	area := vg.Rectangle{Min: vg.Point{X: tx(s.xlo), Y: ty(s.ylo)}, Max: vg.Point{X: tx(s.xhi), Y: ty(s.yhi)}}
	p.raster(c.Rectangle, area, func(w, h int) func(i, j int) color.NRGBA {
		z := s.z.resize(w, h)
		return func(i, j int) color.NRGBA {
			u := z[j*w+i] * surfaceLevels
			if math.IsNaN(u) {
				return color.NRGBA{}
			}
			level := math.Floor(u)
			if i == 0 || j == 0 {
				return s.shade(p.Theme, level)
			}
			// Half a pixel each side of a contour the bands mix: smooth edges.
			slope := math.Hypot(u-z[j*w+i-1]*surfaceLevels, u-z[(j-1)*w+i]*surfaceLevels)
			if edge := math.Round(u); math.Abs(u-edge) < slope/2 {
				return mix(s.shade(p.Theme, edge-1), s.shade(p.Theme, edge), .5+(u-edge)/slope)
			}
			return s.shade(p.Theme, level)
		}
	})
}
