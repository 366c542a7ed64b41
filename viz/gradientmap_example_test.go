package viz_test

import (
	"fmt"

	"gradus/viz"
)

func ExampleGradientMap() {
	yours := [][]float64{{.5, -1}, {2, .25}}
	numeric := [][]float64{{.5, -1}, {1, .25}}
	f := viz.GradientMap(yours, numeric).Title("your dW")
	fmt.Println(f)
	// Output: viz.GradientMap "your dW, 1 of 4 differ" (300×190)
}
