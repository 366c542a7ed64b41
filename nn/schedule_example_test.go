package nn_test

import (
	"fmt"

	"gradus/nn"
)

// Two steps of warming up, then down a cosine.
func ExampleWarmUp() {
	s := nn.WarmUp{Steps: 2, Then: nn.Cosine{}}
	fmt.Println(nn.Vector(nn.Rates(s, 0.1, 8)...))
	// Output: [0.05   0.1    0.1    0.0933 0.075  0.05   0.025  0.0067]
}

func ExampleStepDecay() {
	fmt.Println(nn.Vector(nn.Rates(nn.StepDecay{Every: 2, Factor: 0.5}, 1, 6)...))
	// Output: [1.   1.   0.5  0.5  0.25 0.25]
}

func ExampleOneCycle() {
	fmt.Printf("%.2f\n", nn.Rates(nn.OneCycle{PctStart: 0.4}, 1, 10))
	// Output: [0.04 0.28 0.76 1.00 0.93 0.75 0.50 0.25 0.07 0.00]
}
