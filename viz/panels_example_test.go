package viz_test

import (
	"fmt"
	"math"

	"gradus/viz"
)

func ExamplePanels() {
	f := viz.Panels(
		viz.Function(math.Tanh, -3, 3).Title("tanh"),
		viz.Function(math.Exp, -3, 1).Title("exp"),
	)
	fmt.Println(f)
	// Output: viz.Panels (960×320)
}

func ExampleFigure_Columns() {
	a := viz.Line("a", 1, 2)
	fmt.Println(viz.Panels(a, a, a, a).Columns(4))
	// Output: viz.Panels (960×160)
}
