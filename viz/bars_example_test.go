package viz_test

import (
	"fmt"

	"gradus/viz"
)

func ExampleBars() {
	classes := []string{"setosa", "versicolor", "virginica"}
	fmt.Println(viz.Bars(classes, []float64{.92, .07, .01}).Title("Softmax").YRange(0, 1))
	// Output: viz.Bars "Softmax" (480×320)
}
