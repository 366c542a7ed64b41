package nn_test

import (
	"fmt"

	"gradus/nn"
)

// The functions that make weights also work by hand, and Init takes any function that
// makes a tensor of a shape.
func ExampleXavierNormal() {
	nn.Seed(1)
	fmt.Println(nn.XavierNormal(2, 3).Shape())
	fmt.Println(nn.Linear(2, 3).Init(nn.Ones).W)
	// Output:
	// [2 3]
	// [[1. 1. 1.]
	//  [1. 1. 1.]]
}

// Columns of an orthogonal matrix are unit vectors at right angles.
func ExampleOrthogonal() {
	w := nn.Orthogonal(3, 2)
	gram := w.T().MatMul(w)
	fmt.Printf("%.4f %.4f\n", gram.At(0, 0), gram.At(1, 1))
	fmt.Println(gram.At(0, 1) < 1e-15)
	// Output:
	// 1.0000 1.0000
	// true
}
