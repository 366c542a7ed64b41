package viz

import (
	"image/color"
	"math"
	"testing"
)

// linear is a classifier that says class 1 right of x = 0, in one column, or
// classes 0, 1, 2 from left to right in three.
func linear(columns int) func([][]float64) [][]float64 {
	return func(points [][]float64) [][]float64 {
		out := make([][]float64, len(points))
		for i, q := range points {
			switch {
			case columns == 1:
				out[i] = []float64{1 / (1 + math.Exp(-5*q[0]))}
			default:
				out[i] = []float64{.01, .01, .01}
				out[i][min(2, max(0, int(q[0]*1.5+1.5)))] = .98
			}
		}
		return out
	}
}

// sampleAt is the colour at a point of the data area, in fractions from its middle.
func sampleAt(f *Figure, dx, dy float64) color.NRGBA {
	img := f.Theme(Light).Image()
	b := img.Bounds()
	x, y := int(float64(b.Dx())*(.5+dx)), int(float64(b.Dy())*(.5-dy))
	return color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
}

func TestBoundaryColours(t *testing.T) {
	corners := [][]float64{{-1, -1}, {1, 1}}
	f := Boundary(linear(1), corners, []int{0, 1})
	left, right := sampleAt(f, -.3, .2), sampleAt(f, .25, .2)
	if left.B < left.R+20 || right.R < right.B+20 {
		t.Errorf("left is %v, right %v, want blue and red", left, right)
	}
	f = Boundary(linear(3), corners, []int{0, 2})
	l, m, r := sampleAt(f, -.35, .2), sampleAt(f, -.05, .2), sampleAt(f, .25, .2)
	if l == m || m == r || l == r {
		t.Errorf("three classes have the colours %v %v %v", l, m, r)
	}
	if keys := f.chart.(*axes).marks[1].(*dots).keys(pen{Theme: Light}); len(keys) != 3 {
		t.Errorf("%d classes are named, want 3", len(keys))
	}
}

// TestBoundaryLine looks for the line where both classes are equally likely.
func TestBoundaryLine(t *testing.T) {
	img := Boundary(linear(1), [][]float64{{-1, -1}, {1, 1}}, []int{0, 1}).Theme(Light).Image()
	dark := 0
	for x := range img.Bounds().Dx() {
		c := color.NRGBAModel.Convert(img.At(x, 200)).(color.NRGBA)
		if 100 < x && x < 800 && luma(c) < .3 {
			dark++
		}
	}
	if dark < 1 || dark > 5 {
		t.Errorf("the boundary is %d pixels wide", dark)
	}
}
