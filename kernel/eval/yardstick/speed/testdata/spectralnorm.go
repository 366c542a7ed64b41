package main

import (
	"fmt"
	"math"
	"os"
	"time"
)

func at(i, j int) float64 { return 1 / float64((i+j)*(i+j+1)/2+i+1) }

func apply(v []float64, transposed bool) []float64 {
	out := make([]float64, len(v))
	for i := range out {
		sum := 0.0
		for j, x := range v {
			if transposed {
				sum += at(j, i) * x
			} else {
				sum += at(i, j) * x
			}
		}
		out[i] = sum
	}
	return out
}

func norm(n int) float64 {
	u := make([]float64, n)
	for i := range u {
		u[i] = 1
	}
	var v []float64
	for i := 0; i < 5; i++ {
		v = apply(apply(u, false), true)
		u = apply(apply(v, false), true)
	}
	uv, vv := 0.0, 0.0
	for i := range u {
		uv += u[i] * v[i]
		vv += v[i] * v[i]
	}
	return math.Sqrt(uv / vv)
}

func main() {
	start := time.Now()
	fmt.Printf("%.6f\n", norm(200))
	fmt.Fprintln(os.Stderr, "elapsed", time.Since(start).Seconds())
}
