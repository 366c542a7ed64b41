package main

import (
	"fmt"
	"os"
	"time"
)

func counter(step int) func() int {
	n := 0
	return func() int {
		n += step
		return n
	}
}

func integrate(f func(float64) float64, lo, hi float64, n int) float64 {
	h, sum := (hi-lo)/float64(n), 0.0
	for i := 0; i < n; i++ {
		sum += f(lo+(float64(i)+0.5)*h) * h
	}
	return sum
}

func main() {
	start := time.Now()
	one, three, total := counter(1), counter(3), 0
	for i := 0; i < 500000; i++ {
		total += three() - one()
	}
	k := 0.5
	fmt.Printf("%d %.6f\n", total, integrate(func(x float64) float64 { return k * x * x }, 0, 3, 500000))
	fmt.Fprintln(os.Stderr, "elapsed", time.Since(start).Seconds())
}
