package viz

import (
	"math"
	"testing"
)

func TestSurfaceScale(t *testing.T) {
	f := Surface(func(x, y float64) float64 { return 3 + x*x + 100*y*y }, -1, 1, -1, 1)
	s := f.chart.(*axes).marks[0].(*surface)
	for _, v := range []float64{3, 3.5, 10, 60, 104} {
		if back := s.down(s.up(v)); math.Abs(back-v) > 1e-9*v {
			t.Errorf("height %v comes back as %v", v, back)
		}
	}
	if s.up(s.min) != 0 || math.Abs(s.up(s.max)-1) > 1e-12 || s.up(10) <= s.up(9) {
		t.Error("the scale does not rise from 0 to 1")
	}
	low, high := s.shade(Light, 0), s.shade(Light, surfaceLevels-1)
	if luma(low) <= luma(high) {
		t.Errorf("low is %v, high %v: low must be brighter", low, high)
	}
}

// TestPathDiverged ends a path at its first NaN.
func TestPathDiverged(t *testing.T) {
	f := Surface(func(x, y float64) float64 { return x * y }, -1, 1, -1, 1).
		Path("fine", [][]float64{{0, 0}, {1, 1}}).
		Path("wild", [][]float64{{0, 0}, {50, 50}, {math.Inf(1), 0}})
	p := f.chart.(*axes).marks[1].(*paths)
	if p.names[0] != "fine" || p.names[1] != "wild (diverged)" || len(p.points[1]) != 2 {
		t.Errorf("paths %q with %d points", p.names, len(p.points[1]))
	}
	f.Image()
}

func TestResize(t *testing.T) {
	f := field{nx: 5, ny: 4, v: make([]float64, 20)}
	for k := range f.v {
		x, y := f.at(k)
		f.v[k] = 2*x - 3*y
	}
	const w, h = 40, 30
	out := f.resize(w, h)
	for j := h / 3; j < 2*h/3; j++ { // cubic convolution is exact on planes, but for the edges
		for i := w / 3; i < 2*w/3; i++ {
			want := 2*(float64(i)+.5)/w - 3*(float64(j)+.5)/h
			if math.Abs(out[j*w+i]-want) > 1e-9 {
				t.Fatalf("pixel (%d, %d) is %v, want %v", i, j, out[j*w+i], want)
			}
		}
	}
}
