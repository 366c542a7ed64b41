package viz_test

import (
	"fmt"

	"gradus/viz"
)

func ExampleLine() {
	losses := []float64{2.3, 1.1, .7, .5, .45}
	fmt.Println(viz.Line("loss", losses...).Title("Loss").XLabel("epoch").YLabel("cross-entropy"))
	// Output: viz.Line "Loss" (480×320)
}

func ExampleLines() {
	epochs := []float64{1, 2, 3}
	train, val := []float64{2, 1, .5}, []float64{2, 1.2, .9}
	fmt.Println(viz.Lines(epochs, train, val).Names("train", "val"))
	// Output: viz.Lines (480×320)
}

func ExampleFigure_Line() {
	points, labels := [][]float64{{0, 1}, {1, 0}, {2, 3}}, []int{0, 0, 1}
	f := viz.Scatter(points, labels).
		Line("fit", []float64{0, 2}, []float64{0, 2.5})
	fmt.Println(f)
	// Output: viz.Scatter (480×320)
}
