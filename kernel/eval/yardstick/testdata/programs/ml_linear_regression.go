// A line through noisy points, by gradient descent on the mean squared error.
package main

import (
	"fmt"
	"math/rand"
)

type line struct{ slope, bias float64 }

func (l line) at(x float64) float64 { return l.slope*x + l.bias }

func (l line) loss(xs, ys []float64) float64 {
	sum := 0.0
	for i, x := range xs {
		d := l.at(x) - ys[i]
		sum += d * d
	}
	return sum / float64(len(xs))
}

func (l *line) step(xs, ys []float64, rate float64) {
	var ds, db float64
	for i, x := range xs {
		d := l.at(x) - ys[i]
		ds += 2 * d * x
		db += 2 * d
	}
	n := float64(len(xs))
	l.slope -= rate * ds / n
	l.bias -= rate * db / n
}

func main() {
	rng := rand.New(rand.NewSource(1))
	var xs, ys []float64
	for i := 0; i < 50; i++ {
		x := float64(i) / 25
		xs = append(xs, x)
		ys = append(ys, 3*x-1+rng.NormFloat64()*0.1)
	}
	var l line
	for epoch := 0; epoch <= 200; epoch++ {
		if epoch%40 == 0 {
			fmt.Printf("epoch %3d  loss %.5f  y = %.3fx %+.3f\n", epoch, l.loss(xs, ys), l.slope, l.bias)
		}
		l.step(xs, ys, 0.2)
	}
}
