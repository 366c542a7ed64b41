package nn

import (
	"fmt"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
)

// matMul: Y = A·B, dL/dA = G·Bᵀ, dL/dB = Aᵀ·G with G = dL/dY.
var matMul = &op{
	name: "MatMul",
	forward: func(y *Tensor, in []*Tensor) {
		m, k, n := productSizes(in[0], in[1])
		gemm(asMatrix(y.data, m, n), blas.NoTrans, asMatrix(in[0].data, m, k), blas.NoTrans, asMatrix(in[1].data, k, n))
	},
	backward: func(y *Tensor, in []*Tensor) {
		m, k, n := productSizes(in[0], in[1])
		productBackward(asMatrix(y.grad, m, n), in[0], in[1], m, k, n)
	},
}

// linear: Y = X·W + b, derivatives of X and W as matMul's, dL/db = the sum of
// G's rows.
var linear = &op{
	name: "Linear",
	forward: func(y *Tensor, in []*Tensor) {
		k, n := in[1].shape[0], in[1].shape[1]
		m := rowsOf(in[0])
		for i := range m {
			copy(y.data[i*n:(i+1)*n], in[2].data)
		}
		gemm(asMatrix(y.data, m, n), blas.NoTrans, asMatrix(in[0].data, m, k), blas.NoTrans, asMatrix(in[1].data, k, n))
	},
	backward: func(y *Tensor, in []*Tensor) {
		k, n := in[1].shape[0], in[1].shape[1]
		m := rowsOf(in[0])
		productBackward(asMatrix(y.grad, m, n), in[0], in[1], m, k, n)
		if gb := in[2].gradBuffer(); gb != nil {
			for i := range m {
				for j, g := range y.grad[i*n : (i+1)*n] {
					gb[j] += g
				}
			}
		}
	},
}

// transpose: Y = Xᵀ, dL/dX = Gᵀ.
var transpose = &op{
	name: "T",
	forward: func(y *Tensor, in []*Tensor) {
		rows, cols := y.shape[0], y.shape[1]
		for i := range rows {
			for j := range cols {
				y.data[i*cols+j] = in[0].data[j*rows+i]
			}
		}
	},
	backward: func(y *Tensor, in []*Tensor) {
		gx := in[0].gradBuffer()
		rows, cols := y.shape[0], y.shape[1]
		for i := range rows {
			for j := range cols {
				gx[j*rows+i] += y.grad[i*cols+j]
			}
		}
	},
}

// MatMul returns the matrix product t·u: [m, k] · [k, n] → [m, n]. As in numpy, a
// vector on the left is a row, a vector on the right a column, and the result
// loses that axis: [k] · [k, n] → [n], [m, k] · [k] → [m], [k] · [k] → [].
func (t *Tensor) MatMul(u *Tensor) *Tensor {
	for _, x := range []*Tensor{t, u} {
		if r := len(x.shape); r != 1 && r != 2 {
			shapePanic("MatMul", "the product is defined for vectors and matrices; use .Reshape, or .Mul for elements?", t.shape, u.shape)
		}
	}
	inner := t.shape[len(t.shape)-1]
	if inner != u.shape[0] {
		hint := fmt.Sprintf("inner sizes %d and %d differ", inner, u.shape[0])
		if len(u.shape) == 2 && inner == u.shape[1] || len(t.shape) == 2 && t.shape[0] == u.shape[0] {
			hint += "; transpose one with .T()?"
		}
		shapePanic("MatMul", hint, t.shape, u.shape)
	}
	shape := append(append([]int{}, t.shape[:len(t.shape)-1]...), u.shape[1:]...)
	return apply(matMul, shape, t, u)
}

// T returns the transpose of a matrix, [m, n] → [n, m].
func (t *Tensor) T() *Tensor {
	if len(t.shape) != 2 {
		shapePanic("T", "only a matrix can be transposed; give a vector two axes with .Reshape(1, -1)", t.shape)
	}
	return apply(transpose, []int{t.shape[1], t.shape[0]}, t)
}

// productSizes reads A as [m, k] and B as [k, n].
func productSizes(a, b *Tensor) (m, k, n int) {
	m, n, k = 1, 1, b.shape[0]
	if len(a.shape) == 2 {
		m = a.shape[0]
	}
	if len(b.shape) == 2 {
		n = b.shape[1]
	}
	return m, k, n
}

func rowsOf(x *Tensor) int {
	rows, _ := lastAxis(x.shape)
	return rows
}

func productBackward(g blas64.General, a, b *Tensor, m, k, n int) {
	if ga := a.gradBuffer(); ga != nil {
		gemm(asMatrix(ga, m, k), blas.NoTrans, g, blas.Trans, asMatrix(b.data, k, n))
	}
	if gb := b.gradBuffer(); gb != nil {
		gemm(asMatrix(gb, k, n), blas.Trans, asMatrix(a.data, m, k), blas.NoTrans, g)
	}
}

// asMatrix reads row-major storage as an m×n matrix.
func asMatrix(data []float64, m, n int) blas64.General {
	return blas64.General{Rows: m, Cols: n, Stride: max(n, 1), Data: data}
}

// gemm adds op(A)·op(B) to C. gonum passes over zeros in A, so that 0·NaN counts
// as 0 here. It rejects matrices without elements, whose product adds nothing.
func gemm(c blas64.General, ta blas.Transpose, a blas64.General, tb blas.Transpose, b blas64.General) {
	if len(a.Data) > 0 && len(b.Data) > 0 {
		blas64.Gemm(ta, tb, 1, a, b, 1, c)
	}
}
