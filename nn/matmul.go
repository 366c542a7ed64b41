package nn

import (
	"fmt"

	"gradus/nn/internal/gemm"
	"gradus/nn/internal/vec"
)

// matMul: Y = A·B, dL/dA = G·Bᵀ, dL/dB = Aᵀ·G with G = dL/dY.
var matMul = &op{
	name: "MatMul",
	forward: func(y *Tensor) {
		p := productOf(y.in[0], y.in[1])
		for i := range p.batch {
			a, b := p.operands(i, y.in[0].data, y.in[1].data)
			c := slot(y.data, i, p.m*p.n)
			gemmAdd(&c, &matrix{a, p.k, 1}, &matrix{b, p.n, 1}, p.m, p.n, p.k, false)
		}
	},
	backward: func(y *Tensor) {
		p := productOf(y.in[0], y.in[1])
		da, db := y.in[0].gradient(), y.in[1].gradient()
		for i := range p.batch {
			a, b := p.operands(i, y.in[0].data, y.in[1].data)
			ga, gb := p.operands(i, da, db)
			g := slot(y.grad, i, p.m*p.n)
			if !da.IsNil() {
				gemmAdd(&ga, &matrix{g, p.n, 1}, &matrix{b, 1, p.n}, p.m, p.k, p.n, true)
			}
			if !db.IsNil() {
				gemmAdd(&gb, &matrix{a, 1, p.k}, &matrix{g, p.n, 1}, p.k, p.n, p.m, true)
			}
		}
	},
}

// transpose: Y = Xᵀ, dL/dX = Gᵀ.
var transpose = &op{
	name:    "T",
	forward: func(y *Tensor) { vec.Transpose(y.data, y.in[0].data, y.shape[1], y.shape[0]) },
	backward: func(y *Tensor) {
		d := y.scratch(0, y.Len())
		vec.Transpose(d, y.grad, y.shape[0], y.shape[1])
		addTo(y.in[0].gradient(), d)
	},
}

// MatMul returns the matrix product t·u: [m, k] · [k, n] → [m, n]. As in numpy, a
// vector on the left is a row, a vector on the right a column, and the result
// loses that axis: [k] · [k, n] → [n], [m, k] · [k] → [m], [k] · [k] → [].
//
// A tensor with more axes is a batch of matrices. It is multiplied with a batch of
// the same sizes, or with one matrix for all:
// [b, m, k] · [b, k, n] → [b, m, n], [b, m, k] · [k, n] → [b, m, n].
func (t *Tensor) MatMul(u *Tensor) *Tensor {
	for _, x := range []*Tensor{t, u} {
		if len(x.shape) == 0 {
			shapePanic("MatMul", "the product is defined for vectors and matrices; for a scalar use .Mul", t.shape, u.shape)
		}
	}
	inner := t.shape[len(t.shape)-1]
	rows := u.shape[max(len(u.shape)-2, 0)]
	if inner != rows {
		hint := fmt.Sprintf("inner sizes %d and %d differ", inner, rows)
		if len(u.shape) == 2 && inner == u.shape[1] || len(t.shape) == 2 && t.shape[0] == rows {
			hint += "; transpose one with .T()?"
		}
		shapePanic("MatMul", hint, t.shape, u.shape)
	}
	var sizes [4]int
	shape := append(sizes[:0], t.shape[:len(t.shape)-1]...)
	switch {
	case len(u.shape) == 1:
	case len(u.shape) == 2:
		shape = append(shape, u.shape[1])
	case !sameBatch(t.shape, u.shape):
		shapePanic("MatMul", "in a batch of matrices all axes but the last two must be equal", t.shape, u.shape)
	default:
		shape = append(shape, u.shape[len(u.shape)-1])
	}
	return apply(matMul, shape, t, u)
}

// T returns the transpose of a matrix, [m, n] → [n, m].
func (t *Tensor) T() *Tensor {
	if len(t.shape) != 2 {
		shapePanic("T", "only a matrix can be transposed; give a vector two axes with .Reshape(1, -1)", t.shape)
	}
	return apply(transpose, []int{t.shape[1], t.shape[0]}, t)
}

func sameBatch(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) - 2 {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// product is the sizes of batch products [m, k]·[k, n].
type product struct {
	batch, m, k, n int
}

// productOf reads checked operands. One matrix B for a whole batch makes the batch
// one tall matrix A.
func productOf(a, b *Tensor) product {
	p := product{batch: 1, n: 1, k: a.shape[len(a.shape)-1]}
	if len(b.shape) > 1 {
		p.n = b.shape[len(b.shape)-1]
	}
	rows := size(a.shape[:len(a.shape)-1])
	if len(b.shape) > 2 {
		p.batch = size(b.shape[:len(b.shape)-2])
	}
	p.m = rows / max(p.batch, 1)
	return p
}

// operands returns the i-th A and B of the batch; an array that is none stays so.
func (p product) operands(i int, a, b vec.Array) (ai, bi vec.Array) {
	if !a.IsNil() {
		ai = slot(a, i, p.m*p.k)
	}
	if !b.IsNil() {
		bi = slot(b, i, p.k*p.n)
	}
	return ai, bi
}

func slot(a vec.Array, i, n int) vec.Array { return a.Slice(i*n, (i+1)*n) }

// matrix reads an array as a matrix: element (i, j) is at i·row + j·col.
type matrix struct {
	data     vec.Array
	row, col int
}

// gemmAdd computes C = A·B, or adds it to C; C is [m, n] row by row.
func gemmAdd(c *vec.Array, a, b *matrix, m, n, k int, add bool) {
	if c.Is64() {
		gemm.Mul(c.F64, n, a.data.F64, a.row, a.col, b.data.F64, b.row, b.col, m, n, k, gemm.Options[float64]{Accumulate: add})
	} else {
		gemm.Mul(c.F32, n, a.data.F32, a.row, a.col, b.data.F32, b.row, b.col, m, n, k, gemm.Options[float32]{Accumulate: add})
	}
}
