// The first principal component by power iteration.
package main

import (
	"fmt"
	"math"
)

type Matrix struct {
	Rows, Cols int
	Data       []float64
}

func New(rows, cols int, data ...float64) *Matrix {
	if data == nil {
		data = make([]float64, rows*cols)
	}
	return &Matrix{rows, cols, data}
}

func (m *Matrix) At(i, j int) float64     { return m.Data[i*m.Cols+j] }
func (m *Matrix) Set(i, j int, v float64) { m.Data[i*m.Cols+j] = v }

func (m *Matrix) Covariance() *Matrix {
	means := make([]float64, m.Cols)
	for i := 0; i < m.Rows; i++ {
		for j := range means {
			means[j] += m.At(i, j) / float64(m.Rows)
		}
	}
	c := New(m.Cols, m.Cols)
	for a := 0; a < m.Cols; a++ {
		for b := 0; b < m.Cols; b++ {
			sum := 0.0
			for i := 0; i < m.Rows; i++ {
				sum += (m.At(i, a) - means[a]) * (m.At(i, b) - means[b])
			}
			c.Set(a, b, sum/float64(m.Rows-1))
		}
	}
	return c
}

func (m *Matrix) Apply(x []float64) []float64 {
	y := make([]float64, m.Rows)
	for i := range y {
		for j, v := range x {
			y[i] += m.At(i, j) * v
		}
	}
	return y
}

func powerIteration(m *Matrix, rounds int) (value float64, v []float64) {
	v = make([]float64, m.Cols)
	v[0] = 1
	for i := 0; i < rounds; i++ {
		v = m.Apply(v)
		value = 0
		for _, x := range v {
			value += x * x
		}
		value = math.Sqrt(value)
		for i := range v {
			v[i] /= value
		}
	}
	return
}

func main() {
	data := New(6, 2, 2.5, 2.4, 0.5, 0.7, 2.2, 2.9, 1.9, 2.2, 3.1, 3.0, 2.3, 2.7)
	c := data.Covariance()
	fmt.Printf("covariance %.4f\n", c.Data)
	value, v := powerIteration(c, 50)
	fmt.Printf("variance %.4f along %.4f\n", value, v)
}
