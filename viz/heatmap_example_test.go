package viz_test

import (
	"fmt"

	"gradus/viz"
)

func ExampleHeatMap() {
	fmt.Println(viz.HeatMap([][]float64{{.5, -1}, {2, .25}}).Title("W"))
	// Output: viz.HeatMap "W" (300×190)
}

func ExampleFigure_Values() {
	fmt.Println(viz.HeatMap([][]float64{{.5, -1}, {2, .25}}).Values())
	// Output: viz.HeatMap (300×190)
}

func ExampleFigure_Labels() {
	classes := []string{"cat", "dog"}
	f := viz.HeatMap([][]float64{{48, 2}, {5, 45}}).Values().Labels(classes, classes).
		XLabel("predicted").YLabel("true")
	fmt.Println(f.Title("Confusion"))
	// Output: viz.HeatMap "Confusion" (318×190)
}
