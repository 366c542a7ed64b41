package lessons_test

import (
	"fmt"

	"gradus/lessons"
	"gradus/viz"
)

func ExampleGraph() {
	g := &lessons.Graph{}
	x := g.Add(lessons.Node{Name: "x", Data: []float64{3}, Grad: []float64{6}})
	g.Add(lessons.Node{Op: "Square", Data: []float64{9}, Grad: []float64{1}, Inputs: []int{x}})
	fmt.Println(viz.Graph(g).Title("x²").Size(300, 120))
	g.WalkGraph(func(id int, op, name string, _ []int, data, grad []float64, inputs []int) {
		fmt.Println(id, op, name, data, grad, inputs)
	})
	// Output:
	// viz.Graph "x²" (300×120)
	// 0  x [3] [6] []
	// 1 Square  [9] [1] [0]
}
