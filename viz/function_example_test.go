package viz_test

import (
	"fmt"
	"math"

	"gradus/viz"
)

func ExampleFunction() {
	slope := func(x float64) float64 { t := math.Tanh(x); return 1 - t*t }
	fmt.Println(viz.Function(math.Tanh, -4, 4).Names("tanh").Add("tanh′", slope))
	// Output: viz.Function (480×320)
}

func ExampleFigure_Add() {
	relu := func(x float64) float64 { return max(0, x) }
	softplus := func(x float64) float64 { return math.Log1p(math.Exp(x)) }
	fmt.Println(viz.Function(relu, -3, 3).Names("ReLU").Add("softplus", softplus))
	// Output: viz.Function (480×320)
}
