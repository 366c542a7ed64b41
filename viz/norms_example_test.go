package viz_test

import (
	"fmt"

	"gradus/viz"
)

func ExampleNorms() {
	f := viz.Norms([]string{"W1", "W2"}, [][]float64{{.1, .01, .001}, {.5, .4, .3}}).
		Title("The gradient of W1 vanishes")
	fmt.Println(f)
	// Output: viz.Norms "The gradient of W1 vanishes" (480×320)
}
