package viz_test

import (
	"fmt"
	"math"

	"gradus/viz"
)

func ExampleFigure_Names() {
	f := viz.Scatter([][]float64{{5.1, 1.4}, {6.2, 4.5}}, []int{0, 1}).
		Names("setosa", "versicolor").
		XLabel("sepal length").YLabel("petal length")
	fmt.Println(f)
	// Output: viz.Scatter (480×320)
}

func ExampleFigure_LogY() {
	fmt.Println(viz.Line("loss", 100, 10, 1, .1, .01).LogY())
	// Output: viz.Line (480×320)
}

// A search for the learning rate runs over powers of ten.
func ExampleFigure_LogX() {
	rates, losses := []float64{1e-4, 1e-3, 1e-2, 1e-1}, []float64{2.2, 1.5, .6, 4}
	fmt.Println(viz.Lines(rates, losses).LogX().XLabel("learning rate").YLabel("loss"))
	// Output: viz.Lines (480×320)
}

func ExampleFigure_XRange() {
	fmt.Println(viz.Function(math.Exp, -5, 5).XRange(-2, 2).YRange(0, 8))
	// Output: viz.Function (480×320)
}

func ExampleFigure_YRange() {
	fmt.Println(viz.Bars([]string{"a", "b"}, []float64{.3, .7}).YRange(0, 1))
	// Output: viz.Bars (480×320)
}
