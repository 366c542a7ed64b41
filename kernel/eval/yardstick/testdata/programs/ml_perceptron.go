// A perceptron learns AND and OR, but never XOR.
package main

import "fmt"

type perceptron struct {
	weights []float64
	bias    float64
}

func (p *perceptron) predict(x []float64) float64 {
	sum := p.bias
	for i, w := range p.weights {
		sum += w * x[i]
	}
	if sum > 0 {
		return 1
	}
	return 0
}

// train returns the epoch in which no mistake was left, or false.
func (p *perceptron) train(xs [][]float64, ys []float64, epochs int) (int, bool) {
	for epoch := 1; epoch <= epochs; epoch++ {
		mistakes := 0
		for i, x := range xs {
			if d := ys[i] - p.predict(x); d != 0 {
				mistakes++
				for j := range p.weights {
					p.weights[j] += d * x[j]
				}
				p.bias += d
			}
		}
		if mistakes == 0 {
			return epoch, true
		}
	}
	return epochs, false
}

func main() {
	inputs := [][]float64{{0, 0}, {0, 1}, {1, 0}, {1, 1}}
	gates := []struct {
		name    string
		outputs []float64
	}{
		{"AND", []float64{0, 0, 0, 1}},
		{"OR", []float64{0, 1, 1, 1}},
		{"XOR", []float64{0, 1, 1, 0}},
	}
	for _, g := range gates {
		p := &perceptron{weights: make([]float64, 2)}
		if epoch, ok := p.train(inputs, g.outputs, 20); ok {
			fmt.Println(g.name, "learned in epoch", epoch, p.weights, p.bias)
		} else {
			fmt.Println(g.name, "is not linearly separable")
		}
	}
}
