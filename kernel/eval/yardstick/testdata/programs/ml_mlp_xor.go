// Two layers learn XOR by back-propagation written out.
package main

import (
	"fmt"
	"math"
	"math/rand"
)

type layer struct {
	w       [][]float64
	b       []float64
	in, out []float64
}

func newLayer(in, out int, rng *rand.Rand) *layer {
	l := &layer{w: make([][]float64, out), b: make([]float64, out)}
	for i := range l.w {
		l.w[i] = make([]float64, in)
		for j := range l.w[i] {
			l.w[i][j] = rng.Float64()*2 - 1
		}
	}
	return l
}

func (l *layer) forward(x []float64) []float64 {
	l.in, l.out = x, make([]float64, len(l.w))
	for i, row := range l.w {
		z := l.b[i]
		for j, w := range row {
			z += w * x[j]
		}
		l.out[i] = math.Tanh(z)
	}
	return l.out
}

func (l *layer) backward(grad []float64, rate float64) []float64 {
	back := make([]float64, len(l.in))
	for i, row := range l.w {
		d := grad[i] * (1 - l.out[i]*l.out[i])
		for j := range row {
			back[j] += row[j] * d
			row[j] -= rate * d * l.in[j]
		}
		l.b[i] -= rate * d
	}
	return back
}

func main() {
	rng := rand.New(rand.NewSource(3))
	hidden, output := newLayer(2, 4, rng), newLayer(4, 1, rng)
	xs := [][]float64{{0, 0}, {0, 1}, {1, 0}, {1, 1}}
	ys := []float64{-1, 1, 1, -1}
	for epoch := 0; epoch < 400; epoch++ {
		loss := 0.0
		for i, x := range xs {
			e := output.forward(hidden.forward(x))[0] - ys[i]
			loss += e * e
			hidden.backward(output.backward([]float64{2 * e}, 0.05), 0.05)
		}
		if epoch%100 == 0 {
			fmt.Printf("epoch %3d loss %.4f\n", epoch, loss/4)
		}
	}
	for i, x := range xs {
		fmt.Printf("%v -> %+.0f (want %+.0f)\n", x, math.Round(output.forward(hidden.forward(x))[0]), ys[i])
	}
}
