package data

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gradus/nn"
)

// toySeed makes the generators give the same points every time.
const toySeed = 7

// Moons returns n points of two interleaved half circles, the first half of them
// class 0 and the rest class 1: X [n, 2], Y [n]. noise is the standard deviation of
// a normal disturbance of each coordinate; 0.1 is a friendly value. The same
// arguments give the same points.
//
//	class 0: (cos θ, sin θ)    class 1: (1 - cos θ, ½ - sin θ)    0 ≤ θ ≤ π
func Moons(n int, noise float64) *Data {
	return toy("Moons", n, 2, noise, func(class int, along float64) (x, y float64) {
		sin, cos := math.Sincos(math.Pi * along)
		if class == 0 {
			return cos, sin
		}
		return 1 - cos, 0.5 - sin
	})
}

// Circles returns n points of two circles around the origin: the outer one, of
// radius 1, is class 0, the inner one, of radius ½, class 1. Arguments and result
// are as in Moons.
func Circles(n int, noise float64) *Data {
	return toy("Circles", n, 2, noise, func(class int, along float64) (x, y float64) {
		sin, cos := math.Sincos(2 * math.Pi * along)
		radius := 1 - 0.5*float64(class)
		return radius * cos, radius * sin
	})
}

// Spirals returns n points of three arms that wind around the origin, a class
// each. Arguments and result are as in Moons.
//
//	class c: r·(cos θ, sin θ)    θ = 4r + 2πc/3    0 ≤ r ≤ 1
func Spirals(n int, noise float64) *Data {
	const arms = 3
	return toy("Spirals", n, arms, noise, func(class int, along float64) (x, y float64) {
		sin, cos := math.Sincos(4*along + 2*math.Pi*float64(class)/arms)
		return along * cos, along * sin
	})
}

// toy places n points in equal shares on the classes' curves, evenly along each
// from 0 to 1.
func toy(op string, n, classes int, noise float64, curve func(class int, along float64) (x, y float64)) *Data {
	if n < classes || noise < 0 || math.IsNaN(noise) {
		panic(&nn.ValueError{Op: op, Hint: fmt.Sprintf("needs at least %d points and a noise that is not negative, not %d and %v", classes, n, noise)})
	}
	r := rand.New(rand.NewPCG(toySeed, 0))
	points, labels := nn.Zeros(n, 2), nn.Zeros(n)
	for class := range classes {
		lo, hi := class*n/classes, (class+1)*n/classes
		for i := lo; i < hi; i++ {
			x, y := curve(class, float64(i-lo)/math.Max(1, float64(hi-lo-1)))
			points.Float64s()[2*i] = x + noise*r.NormFloat64()
			points.Float64s()[2*i+1] = y + noise*r.NormFloat64()
			labels.Float64s()[i] = float64(class)
		}
	}
	d := New(points, labels)
	d.Names, d.Features = classNames(classes), []string{"x", "y"}
	return d
}
