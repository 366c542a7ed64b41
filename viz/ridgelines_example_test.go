package viz_test

import (
	"fmt"
	"math/rand"

	"gradus/viz"
)

func ExampleRidgelines() {
	r := rand.New(rand.NewSource(1))
	values := make([][]float64, 3)
	for layer := range values {
		for range 1000 {
			values[layer] = append(values[layer], r.NormFloat64()/float64(layer+1))
		}
	}
	fmt.Println(viz.Ridgelines([]string{"layer 1", "layer 2", "layer 3"}, values).Title("Shrinking"))
	// Output: viz.Ridgelines "Shrinking" (480×320)
}

// pass stands for what model.Trace(x) returns.
type pass struct{}

func (pass) Activations() (names []string, values [][]float64) {
	return []string{"Linear", "ReLU"}, [][]float64{{-1, .5, 2}, {0, .5, 2}}
}

func (pass) Gradients() (names []string, values [][]float64) {
	return []string{"Linear", "ReLU"}, [][]float64{{0, .1, .3}, {.2, .1, .3}}
}

func ExampleActivations() {
	fmt.Println(viz.Activations(pass{}))
	// Output: viz.Activations "Activations per layer" (480×320)
}

func ExampleGradients() {
	fmt.Println(viz.Gradients(pass{}))
	// Output: viz.Gradients "Gradients per layer" (480×320)
}
