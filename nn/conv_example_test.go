package nn_test

import (
	"fmt"

	"gradus/nn"
)

// A filter that finds vertical edges: it is the difference of neighbours.
func ExampleConv2D() {
	image := nn.Matrix([][]float64{
		{0, 0, 1, 1},
		{0, 0, 1, 1},
		{0, 0, 0, 1},
	}).Reshape(1, 3, 4, 1)
	edges := nn.Conv2D(1, 1, 1).Kernel(1, 2)
	edges.W.Set(-1, 0, 0, 0, 0)
	edges.W.Set(1, 0, 1, 0, 0)
	fmt.Println(edges.Forward(image).Reshape(3, 3))
	// Output:
	// [[0. 1. 0.]
	//  [0. 1. 0.]
	//  [0. 0. 1.]]
}

// A small network for images of 28×28 pixels in ten classes. Images are [N, H, W,
// channels]; Same keeps their size, MaxPool2D halves it.
func ExampleConv2D_network() {
	fmt.Println(nn.Sequential(
		nn.Reshape(28, 28, 1),
		nn.Conv2D(1, 16, 3).Same().Init(nn.He), nn.ReLU(), nn.MaxPool2D(2),
		nn.Conv2D(16, 32, 3).Same().Init(nn.He), nn.ReLU(), nn.MaxPool2D(2),
		nn.GlobalAvgPool2D(),
		nn.Linear(32, 10),
	))
	// Output:
	// Sequential
	//   #  layer                     output        params
	//   0  Reshape(28, 28, 1)        [N 28 28 1]        0
	//   1  Conv2D(1, 16, 3).Same()   [N 28 28 16]     160
	//   2  ReLU()                    [N 28 28 16]       0
	//   3  MaxPool2D(2)              [N 14 14 16]       0
	//   4  Conv2D(16, 32, 3).Same()  [N 14 14 32]   4,640
	//   5  ReLU()                    [N 14 14 32]       0
	//   6  MaxPool2D(2)              [N 7 7 32]         0
	//   7  GlobalAvgPool2D()         [N 32]             0
	//   8  Linear(32, 10)            [N 10]           330
	//      total                                    5,130
}

// A moving average over three steps of a sequence.
func ExampleConv1D() {
	average := nn.Conv1D(1, 1, 3).Init(nn.Ones)
	sequence := nn.Vector(3, 6, 9, 0, 3).Reshape(1, 5, 1)
	fmt.Println(average.Forward(sequence).Reshape(3))
	// Output: [18. 15. 12.]
}

// Every pixel becomes a square of 2×2.
func ExampleConvTranspose2D() {
	larger := nn.ConvTranspose2D(1, 1, 2).Stride(2).Init(nn.Ones)
	image := nn.Matrix([][]float64{{1, 2}, {3, 4}}).Reshape(1, 2, 2, 1)
	fmt.Println(larger.Forward(image).Reshape(4, 4))
	// Output:
	// [[1. 1. 2. 2.]
	//  [1. 1. 2. 2.]
	//  [3. 3. 4. 4.]
	//  [3. 3. 4. 4.]]
}

func ExampleMaxPool2D() {
	image := nn.Arange(0, 16, 1).Reshape(1, 4, 4, 1)
	fmt.Println(nn.MaxPool2D(2).Forward(image).Reshape(2, 2))
	fmt.Println(nn.AvgPool2D(2).Forward(image).Reshape(2, 2))
	fmt.Println(nn.GlobalAvgPool2D().Forward(image))
	// Output:
	// [[ 5.  7.]
	//  [13. 15.]]
	// [[ 2.5  4.5]
	//  [10.5 12.5]]
	// [[7.5]]
}
