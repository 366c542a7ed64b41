package data

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gradus/nn"
)

// Shapes returns n pictures of circles, squares and triangles, white on black, in
// turn, of random size, place and direction: X Float32 [n, 64, 64, 1] from 0 to 1,
// Y [n], Names circle, square, triangle. The same n gives the same pictures.
// SaveImages makes class folders of them, to be read with Images.
func Shapes(n int) *Data {
	if n < 1 {
		panic(&nn.ValueError{Op: "Shapes", Hint: fmt.Sprintf("needs at least one picture, not %d", n)})
	}
	const side = 64
	r := rand.New(rand.NewPCG(toySeed, 0))
	x, y := make([]float32, 0, n*side*side), make([]float32, n)
	for i := range n {
		class := i % len(outlines)
		y[i] = float32(class)
		radius := 10 + 12*r.Float64()
		room := side/2 - 1 - radius // for the centre, so that a pixel at each border stays black
		cx, cy := side/2+uniform(r, room), side/2+uniform(r, room)
		sin, cos := math.Sincos(2 * math.Pi * r.Float64())
		for p := range side * side {
			// The pixel's centre in the shape's own coordinates, and how far it is
			// inside; within half a pixel of the edge it is grey.
			dx, dy := float64(p%side)+0.5-cx, float64(p/side)+0.5-cy
			inside := outlines[class](cos*dx+sin*dy, cos*dy-sin*dx, radius)
			x = append(x, float32(max(0, min(1, inside+0.5))))
		}
	}
	d := New(nn.FromFloat32(x, n, side, side, 1), nn.FromFloat32(y, n))
	d.Names = []string{"circle", "square", "triangle"}
	return d
}

// outlines tell how deep a point is inside of a shape that has its corners on a
// circle of the given radius around the origin; outside it is negative.
var outlines = []func(x, y, radius float64) float64{
	func(x, y, radius float64) float64 { return radius - math.Hypot(x, y) },
	func(x, y, radius float64) float64 {
		return radius*math.Sqrt2/2 - max(math.Abs(x), math.Abs(y))
	},
	func(x, y, radius float64) float64 {
		return radius/2 - max(y, math.Sqrt(3)/2*math.Abs(x)-y/2)
	},
}
