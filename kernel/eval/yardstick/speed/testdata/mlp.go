package main

import (
	"fmt"
	"math"
	"os"
	"time"
)

type layer struct {
	w      [][]float64
	b, out []float64
}

func newLayer(in, n int, random func() float64) *layer {
	l := &layer{w: make([][]float64, n), b: make([]float64, n), out: make([]float64, n)}
	for i := range l.w {
		l.w[i] = make([]float64, in)
		for j := range l.w[i] {
			l.w[i][j] = random() / math.Sqrt(float64(in))
		}
	}
	return l
}

func (l *layer) forward(x []float64) []float64 {
	for i, row := range l.w {
		sum := l.b[i]
		for j, v := range x {
			sum += row[j] * v
		}
		l.out[i] = math.Tanh(sum)
	}
	return l.out
}

func (l *layer) backward(x, grad []float64, rate float64) []float64 {
	back := make([]float64, len(x))
	for i, row := range l.w {
		d := grad[i] * (1 - l.out[i]*l.out[i])
		for j := range row {
			back[j] += row[j] * d
			row[j] -= rate * d * x[j]
		}
		l.b[i] -= rate * d
	}
	return back
}

func main() {
	start := time.Now()
	seed := 7
	random := func() float64 {
		seed = (seed*1103515245 + 12345) % 2147483648
		return float64(seed)/1073741824 - 1
	}
	a, b, c := newLayer(2, 24, random), newLayer(24, 24, random), newLayer(24, 1, random)
	loss := 0.0
	for epoch := 0; epoch < 5; epoch++ {
		loss = 0
		for k := 0; k < 300; k++ {
			x := []float64{random(), random()}
			y := -1.0
			if x[0]*x[0]+x[1]*x[1] < 0.6 {
				y = 1
			}
			h1 := a.forward(x)
			h2 := b.forward(h1)
			e := c.forward(h2)[0] - y
			loss += e * e
			a.backward(x, b.backward(h1, c.backward(h2, []float64{2 * e}, 0.02), 0.02), 0.02)
		}
	}
	fmt.Printf("%.6f\n", loss/300)
	fmt.Fprintln(os.Stderr, "elapsed", time.Since(start).Seconds())
}
