// Package gemm multiplies matrices (GEMM: general matrix multiply), in float32
// and float64, with AVX-512 or AVX2 where the processor has them.
//
// Mul is the product that layers want. Seg is the contract of the kernels
// below it, which also carries convolutions. Results do not depend on
// GOMAXPROCS: each element is summed up by one goroutine, in the order of the
// inner dimension.
package gemm

import (
	"fmt"
)

// Options of Mul. The zero value is C = A·B.
type Options[T Float] struct {
	Accumulate bool // add to what C holds
	Bias       []T  // unless nil, n values that are added to each row
	ReLU       bool // then set negative values to 0
	Serial     bool // never share the work with other goroutines
}

// Mul computes the m×n matrix
//
//	C[i,j] = ReLU( Bias[j] + Σ_p A[i,p]·B[p,j] + C[i,j] )
//
// from the m×k matrix A[i,p] = a[i·ars+p·acs] and the k×n matrix B[p,j] =
// b[p·brs+j·bcs], into C[i,j] = c[i·ldc+j]; opt says which of the terms other
// than the sum take part. A transposed matrix is one whose strides are
// exchanged. C must not overlap A, B or the bias.
//
// Mul panics if a matrix reaches outside of its slice. It allocates nothing in
// steady state.
func Mul[T Float](c []T, ldc int, a []T, ars, acs int, b []T, brs, bcs int, m, n, k int, opt Options[T]) {
	s := Seg[T]{
		M: m, N: n, Outer: 1, Inner: k,
		A: a, ARow: ars, ACol: acs,
		B: b, BRow: brs,
		C: c, CRow: ldc,
		Accumulate: opt.Accumulate, Bias: opt.Bias, ReLU: opt.ReLU,
	}
	if bcs == 1 {
		if !s.check() {
			return
		}
		if m*n*k <= small {
			s.run()
			return
		}
	} else if !s.checkTransposed(bcs) {
		return
	}
	p := take[T]()
	p.multiply(&s, bcs, opt.Serial || m*n*k < parallel)
	p.give()
}

// checkTransposed is check for a B of any column stride.
func (s *Seg[T]) checkTransposed(bcs int) bool {
	if s.Inner < 0 {
		panic(fmt.Sprintf("gemm: negative size: k = %d", s.Inner))
	}
	without := *s
	without.Inner = 0
	if !without.check() {
		return false
	}
	if s.Inner > 0 {
		within("A", len(s.A), s.M, s.ARow, s.Inner, s.ACol, 1, 0)
		within("B", len(s.B), s.N, bcs, s.Inner, s.BRow, 1, 0)
	}
	return true
}

const (
	// small is how many multiplications are done straight away: B lies in the
	// nearest cache, and it would take longer to think about it.
	small = 16 << 10

	// parallel is from how many multiplications on the work is shared: tens of
	// microseconds of work, for each core that must fetch its part of it.
	parallel = 2 << 20

	// depth is how many steps of the inner dimension are done at a time, so
	// that a panel of B stays in the cache. It must not depend on the number of
	// threads: sums are rounded where a block ends.
	depth = 256
)
