package viz_test

import (
	"fmt"

	"gradus/viz"
)

func ExampleImages() {
	cross := [][]float64{{1, 0, 1}, {0, 1, 0}, {1, 0, 1}}
	ring := [][]float64{{1, 1, 1}, {1, 0, 1}, {1, 1, 1}}
	fmt.Println(viz.Images([][][]float64{cross, ring}, []string{"x", "o"}))
	// Output: viz.Images (200×151)
}
