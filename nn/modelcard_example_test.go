package nn_test

import (
	"fmt"

	"gradus/nn"
)

func ExampleModel_Card() {
	model := nn.Sequential(nn.Flatten(), nn.Linear(28*28, 128), nn.ReLU(), nn.Linear(128, 10))
	fmt.Println(model.Card(28, 28, 1))
	// Output:
	// Model card · input [28 28 1]
	//   #  layer             output   params     FLOP
	//   0  Flatten()         [784]         0        0
	//   1  Linear(784, 128)  [128]   100,480  200,704
	//   2  ReLU()            [128]         0      128
	//   3  Linear(128, 10)   [10]      1,290    2,560
	//
	// Parameters: 101,770
	// Compute:    203 kFLOP a prediction; a training step about 610 kFLOP a sample
	// Memory:     parameters 407 kB, activations of a sample 4.2 kB; training with Adam and batches of 32 about 1.9 MB
	// Energy:     about 20.3 µJ a prediction, 61 J to train on a million samples, assuming 100 pJ per FLOP (a core of 10 W at 100 GFLOP/s)
}
