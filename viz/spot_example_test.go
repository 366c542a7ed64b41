package viz_test

import (
	"fmt"

	"gradus/viz"
)

func ExampleFigure_Mark() {
	fmt.Println(viz.Line("val loss", 2, 1.1, .9, 1.2).Mark(2, .9, "stop here"))
	// Output: viz.Line (480×320)
}
