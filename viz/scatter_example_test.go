package viz_test

import (
	"fmt"

	"gradus/viz"
)

func ExampleScatter() {
	points := [][]float64{{0, 0}, {0, 1}, {1, 0}, {1, 1}}
	xor := []int{0, 1, 1, 0}
	fmt.Println(viz.Scatter(points, xor).Title("XOR"))
	// Output: viz.Scatter "XOR" (480×320)
}

func ExampleFigure_Points() {
	bowl := func(x, y float64) float64 { return x*x + 3*y*y }
	fmt.Println(viz.Surface(bowl, -1, 1, -1, 1).Points([][]float64{{0, 0}}, nil))
	// Output: viz.Surface (480×320)
}
