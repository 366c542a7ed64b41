package viz_test

import (
	"fmt"

	"gradus/viz"
)

// product is the graph of p = a·b; in a notebook it is a tensor.
type product struct{}

func (product) WalkGraph(visit func(id int, op, name string, shape []int, data, grad []float64, inputs []int)) {
	visit(0, "", "a", nil, []float64{2}, []float64{3}, nil)
	visit(1, "", "b", nil, []float64{3}, []float64{2}, nil)
	visit(2, "Mul", "p", nil, []float64{6}, []float64{1}, []int{0, 1})
}

func ExampleGraph() {
	f := viz.Graph(product{}).Title("p = a·b")
	f.Size(400, 160)
	fmt.Println(f)
	// Output: viz.Graph "p = a·b" (400×160)
}
