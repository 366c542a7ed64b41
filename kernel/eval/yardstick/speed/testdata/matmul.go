package main

import (
	"fmt"
	"os"
	"time"
)

func matrix(n int, scale float64) [][]float64 {
	m := make([][]float64, n)
	for i := range m {
		m[i] = make([]float64, n)
		for j := range m[i] {
			m[i][j] = scale * float64(i-j) / float64(n)
		}
	}
	return m
}

func multiply(a, b [][]float64) [][]float64 {
	n := len(a)
	c := matrix(n, 0)
	for i := 0; i < n; i++ {
		for j := 0; j < n; j++ {
			sum := 0.0
			for k := 0; k < n; k++ {
				sum += a[i][k] * b[k][j]
			}
			c[i][j] = sum
		}
	}
	return c
}

func main() {
	start := time.Now()
	c := multiply(matrix(110, 1.5), matrix(110, 0.25))
	fmt.Printf("%.6f %.6f\n", c[3][7], c[100][50])
	fmt.Fprintln(os.Stderr, "elapsed", time.Since(start).Seconds())
}
