package nn_test

import (
	"fmt"

	"gradus/nn"
)

func ExampleTensor_ELU() {
	fmt.Println(nn.Vector(-2, -1, 0, 1).ELU(1))
	// Output: [-0.8647 -0.6321  0.      1.    ]
}

func ExampleTensor_GELU() {
	x := nn.Vector(-2, -1, 0, 1)
	fmt.Println(x.GELU())
	fmt.Println(x.GELUTanh())
	// Output:
	// [-0.0455 -0.1587  0.      0.8413]
	// [-0.0454 -0.1588  0.      0.8412]
}

func ExampleTensor_SiLU() {
	fmt.Println(nn.Vector(-2, -1, 0, 1).SiLU())
	// Output: [-0.2384 -0.2689  0.      0.7311]
}

func ExampleTensor_Softplus() {
	fmt.Println(nn.Vector(-2, 0, 2, 1000).Softplus())
	// Output: [1.2693e-01 6.9315e-01 2.1269e+00 1.0000e+03]
}

func ExampleGELU() {
	fmt.Printf("%#v\n", nn.Sequential(nn.Linear(2, 8), nn.GELU().Tanh(), nn.Linear(8, 2), nn.LogSoftmax()))
	// Output: nn.Sequential(nn.Linear(2, 8), nn.GELU().Tanh(), nn.Linear(8, 2), nn.LogSoftmax())
}

// Rows of 64 numbers become images of 8 × 8 pixels with one channel.
func ExampleReshape() {
	images := nn.Reshape(8, 8, 1).Forward(nn.Zeros(10, 64))
	fmt.Println(images.Shape())
	// Output: [10 8 8 1]
}
