package viz_test

import (
	"fmt"

	"gradus/viz"
)

// The logarithm of update over data should stay near −3.
func ExampleFigure_Guide() {
	fmt.Println(viz.Line("W1", -2.5, -2.8, -3.1, -3.2).Guide(-3, "good").Title("log10(update / data)"))
	// Output: viz.Line "log10(update / data)" (480×320)
}
