// Softmax and cross-entropy, with the gradient checked by central differences.
package main

import (
	"fmt"
	"math"
)

type vector []float64

func (v vector) max() float64 {
	m := math.Inf(-1)
	for _, x := range v {
		m = math.Max(m, x)
	}
	return m
}

func softmax(z vector) vector {
	out, sum, m := make(vector, len(z)), 0.0, z.max()
	for i, x := range z {
		out[i] = math.Exp(x - m)
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}

func crossEntropy(z vector, class int) float64 { return -math.Log(softmax(z)[class]) }

func gradient(z vector, class int) vector {
	g := softmax(z)
	g[class]--
	return g
}

func numeric(f func(vector) float64, z vector) vector {
	const h = 1e-5
	g := make(vector, len(z))
	for i := range z {
		keep := z[i]
		z[i] = keep + h
		up := f(z)
		z[i] = keep - h
		down := f(z)
		z[i] = keep
		g[i] = (up - down) / (2 * h)
	}
	return g
}

func main() {
	z := vector{1, 2, 0.5, 1000}[:3]
	fmt.Printf("softmax %.4f\n", softmax(z))
	fmt.Printf("loss    %.4f\n", crossEntropy(z, 1))
	g, n := gradient(z, 1), numeric(func(v vector) float64 { return crossEntropy(v, 1) }, z)
	fmt.Printf("exact   %.4f\nnumeric %.4f\n", g, n)
	for i := range g {
		if math.Abs(g[i]-n[i]) > 1e-6 {
			fmt.Println("differs at", i)
		}
	}
	fmt.Println("stable:", softmax(vector{1000, 1000}))
}
