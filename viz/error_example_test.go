package viz_test

import (
	"fmt"

	"gradus/viz"
)

func ExampleError() {
	defer func() { fmt.Println(recover().(*viz.Error)) }()
	viz.HeatMap([][]float64{{1, 2}, {3}})
	// Output: viz.HeatMap: the rows are ragged: row 0 has 2 values, row 1 has 1; make all rows equally long
}
