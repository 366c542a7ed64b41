package viz_test

import (
	"fmt"

	"gradus/viz"
)

func ExampleFigure_Path() {
	bowl := func(x, y float64) float64 { return x*x + y*y }
	f := viz.Surface(bowl, -2, 2, -2, 2).
		Path("small steps", [][]float64{{-1, 1}, {-.8, .8}, {-.6, .6}}).
		Path("large steps", [][]float64{{1, 1}, {-.9, -.9}, {.8, .8}})
	fmt.Println(f)
	// Output: viz.Surface (480×320)
}
