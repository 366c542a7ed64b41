package main

import (
	"fmt"
	"os"
	"time"
)

// All numbers are whole and small: float32 has them as exactly as float64.
func matrix(n, scale int) [][]float32 {
	m := make([][]float32, n)
	for i := range m {
		m[i] = make([]float32, n)
		for j := range m[i] {
			m[i][j] = float32((i*scale + j) % 17)
		}
	}
	return m
}

func multiply(a, b [][]float32) [][]float32 {
	n := len(a)
	c := matrix(n, 0)
	for i := 0; i < n; i++ {
		for j := 0; j < n; j++ {
			sum := float32(0)
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
	c := multiply(matrix(110, 3), matrix(110, 5))
	fmt.Printf("%.1f %.1f\n", c[3][7], c[100][50])
	fmt.Fprintln(os.Stderr, "elapsed", time.Since(start).Seconds())
}
