package nn

import (
	"fmt"
	"math"
	"slices"

	"gradus/nn/internal/vec"
)

// New makes a Float64 tensor of the given shape from a copy of data, which holds
// the elements row by row.
func New(data []float64, shape ...int) *Tensor {
	checkElements("New", len(data), shape)
	return FromFloat64(slices.Clone(data), shape...)
}

// FromFloat64 makes a Float64 tensor whose storage is data: the elements row by
// row, not copied.
func FromFloat64(data []float64, shape ...int) *Tensor {
	checkElements("FromFloat64", len(data), shape)
	if data == nil {
		data = []float64{}
	}
	return &Tensor{shape: slices.Clone(shape), data: vec.Array{F64: data}}
}

// FromFloat32 makes a Float32 tensor whose storage is data: the elements row by
// row, not copied.
func FromFloat32(data []float32, shape ...int) *Tensor {
	checkElements("FromFloat32", len(data), shape)
	if data == nil {
		data = []float32{}
	}
	return &Tensor{shape: slices.Clone(shape), data: vec.Array{F32: data}}
}

func checkElements(op string, n int, shape []int) {
	if want := checkShape(op, shape); n != want {
		shapePanic(op, fmt.Sprintf("the shape has %d elements, the data %d", want, n), slices.Clone(shape))
	}
}

// Scalar makes a tensor of shape [] that holds v.
func Scalar(v float64) *Tensor { return New([]float64{v}) }

// Vector makes a tensor of shape [len(vs)].
func Vector(vs ...float64) *Tensor { return New(vs, len(vs)) }

// Matrix makes a tensor of shape [len(rows), len(rows[0])]; all rows must be
// equally long.
func Matrix(rows [][]float64) *Tensor {
	if len(rows) == 0 {
		return Zeros(0, 0)
	}
	width := len(rows[0])
	data := make([]float64, 0, len(rows)*width)
	for i, row := range rows {
		if len(row) != width {
			shapePanic("Matrix", fmt.Sprintf("row %d has %d numbers, row 0 has %d", i, len(row), width), []int{len(row)}, []int{width})
		}
		data = append(data, row...)
	}
	return FromFloat64(data, len(rows), width)
}

// Zeros makes a tensor filled with 0.
func Zeros(shape ...int) *Tensor { return newTensor("Zeros", shape) }

// Ones makes a tensor filled with 1.
func Ones(shape ...int) *Tensor { return newTensor("Ones", shape).fill(1) }

// Full makes a tensor filled with v.
func Full(v float64, shape ...int) *Tensor { return newTensor("Full", shape).fill(v) }

// Arange makes the vector lo, lo+step, lo+2·step, … up to but without hi.
func Arange(lo, hi, step float64) *Tensor {
	n := math.Ceil((hi - lo) / step)
	if step == 0 || math.IsNaN(n) || n > math.MaxInt32 {
		valuePanic("Arange", "cannot count from %v to %v in steps of %v", lo, hi, step)
	}
	t := Zeros(int(max(n, 0)))
	for i := range t.data.F64 {
		t.data.F64[i] = lo + float64(i)*step
	}
	return t
}

// Linspace makes the vector of n equally spaced numbers from lo to hi, both included.
func Linspace(lo, hi float64, n int) *Tensor {
	t := newTensor("Linspace", []int{n})
	for i := range t.data.F64 {
		t.data.F64[i] = lo
		if n > 1 {
			t.data.F64[i] += (hi - lo) * float64(i) / float64(n-1)
		}
	}
	return t
}

// Eye makes the n×n identity matrix.
func Eye(n int) *Tensor {
	t := newTensor("Eye", []int{n, n})
	for i := range n {
		t.data.F64[i*n+i] = 1
	}
	return t
}

// newTensor makes a Float64 tensor of zeros.
func newTensor(op string, shape []int) *Tensor {
	return &Tensor{shape: slices.Clone(shape), data: vec.Make(true, checkShape(op, shape))}
}

// checkShape returns the number of elements of a shape.
func checkShape(op string, shape []int) int {
	n := 1
	for _, d := range shape {
		if d < 0 {
			shapePanic(op, "a size cannot be negative", slices.Clone(shape))
		}
		if d > 0 && n > math.MaxInt32/d {
			shapePanic(op, "more than 2³¹ elements", slices.Clone(shape))
		}
		n *= d
	}
	return n
}

func (t *Tensor) fill(v float64) *Tensor {
	t.data.Fill(v)
	return t
}
