package viz_test

import (
	"fmt"
	"math"

	"gradus/viz"
)

func ExampleBoundary() {
	points, labels := [][]float64{{-1, 0}, {1, 1}, {2, 0}}, []int{0, 1, 1}
	proba := func(points [][]float64) [][]float64 { // such as model.Proba
		out := make([][]float64, len(points))
		for i, p := range points {
			out[i] = []float64{1 / (1 + math.Exp(-3*p[0]))}
		}
		return out
	}
	fmt.Println(viz.Boundary(proba, points, labels).Title("Right of 0"))
	// Output: viz.Boundary "Right of 0" (480×320)
}
