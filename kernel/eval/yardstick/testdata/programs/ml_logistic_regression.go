// Logistic regression on two clouds of points, with its decision boundary.
package main

import (
	"fmt"
	"math"
	"math/rand"
)

type sample struct {
	x     [2]float64
	label float64
}

func sigmoid(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

func clouds(n int, rng *rand.Rand) []sample {
	samples := make([]sample, 0, n)
	for i := range n {
		label := float64(i % 2)
		shift := 2*label - 1
		samples = append(samples, sample{
			x:     [2]float64{shift + rng.NormFloat64()*0.5, shift + rng.NormFloat64()*0.5},
			label: label,
		})
	}
	return samples
}

func main() {
	rng := rand.New(rand.NewSource(7))
	data := clouds(100, rng)
	var w [2]float64
	var b float64
	for range 50 {
		for _, s := range data {
			p := sigmoid(w[0]*s.x[0] + w[1]*s.x[1] + b)
			d := p - s.label
			for i := range w {
				w[i] -= 0.1 * d * s.x[i]
			}
			b -= 0.1 * d
		}
	}
	right := 0
	for _, s := range data {
		if (sigmoid(w[0]*s.x[0]+w[1]*s.x[1]+b) > 0.5) == (s.label == 1) {
			right++
		}
	}
	fmt.Printf("weights %.3f bias %.3f accuracy %d%%\n", w, b, right)
	for _, at := range [][2]float64{{-1, -1}, {0, 0}, {1, 1}, {2, -1}} {
		fmt.Printf("p(1 | %v) = %.3f\n", at, sigmoid(w[0]*at[0]+w[1]*at[1]+b))
	}
}
