package gemm

import (
	"fmt"
	"math/bits"
)

// Float is what the kernels compute with.
type Float interface{ float32 | float64 }

// A Seg is a matrix product whose inner dimension comes in segments:
//
//	C[i,j] = ReLU( Bias[j] + Σ_o Σ_p A[i·ARow + o·AOuter + p·ACol] · B[o·BOuter + p·BRow + j] + C[i,j] )
//
// for i < M, j < N, with o < Outer and p < Inner. The old C[i,j] is left out
// unless Accumulate, the bias if Bias is nil, the ReLU unless ReLU is set.
// C[i,j] is C[i·CRow + j]. All strides count elements, none may be negative;
// rows of A may overlap, rows of C may not.
//
// With one segment this is the ordinary product of a matrix of any strides
// with a row-major one. With a segment for each row of a filter it is a
// convolution, straight from the image: nothing is copied.
//
// For each element the terms are added one after the other, as they stand, in
// the order of o and p, so that neither the number of threads nor the way in which the
// matrix is cut into tiles shows in the result.
type Seg[T Float] struct {
	M, N         int // rows and columns of C
	Outer, Inner int // segments, and steps in each

	A                  []T
	ARow, ACol, AOuter int
	B                  []T
	BRow, BOuter       int
	C                  []T
	CRow               int

	Accumulate bool
	Bias       []T
	ReLU       bool

	// panel, unless 0, says that B is cut into panels of panelColumns columns,
	// which begin panel elements apart.
	panel int
}

// Run computes C, in the calling goroutine. It panics if an index would lie
// outside of its slice.
func (s *Seg[T]) Run() {
	if s.check() {
		s.run()
	}
}

// check panics if s reaches outside of its slices; it reports whether there is
// anything to do.
func (s *Seg[T]) check() bool {
	if s.M < 0 || s.N < 0 || s.Outer < 0 || s.Inner < 0 {
		panic(fmt.Sprintf("gemm: negative size: %d × %d, %d segments of %d steps", s.M, s.N, s.Outer, s.Inner))
	}
	if s.M == 0 || s.N == 0 {
		return false
	}
	if s.CRow < s.N && s.M > 1 {
		panic(fmt.Sprintf("gemm: rows of C overlap: %d columns, row stride %d", s.N, s.CRow))
	}
	within("C", len(s.C), s.M, s.CRow, s.N, 1, 1, 0)
	if s.Bias != nil {
		within("Bias", len(s.Bias), s.N, 1, 1, 0, 1, 0)
	}
	if s.Outer > 0 && s.Inner > 0 {
		within("A", len(s.A), s.M, s.ARow, s.Inner, s.ACol, s.Outer, s.AOuter)
		within("B", len(s.B), s.N, 1, s.Inner, s.BRow, s.Outer, s.BOuter)
	}
	return true
}

// within panics unless a slice of the given length holds an array of
// n0 × n1 × n2 elements with strides s0, s1 and s2. No size may be 0.
func within(name string, length, n0, s0, n1, s1, n2, s2 int) {
	h0, l0 := bits.Mul64(uint64(n0-1), uint64(s0))
	h1, l1 := bits.Mul64(uint64(n1-1), uint64(s1))
	h2, l2 := bits.Mul64(uint64(n2-1), uint64(s2))
	const limit = 1 << 60 // of each product, so that the sum is exact
	if h0|h1|h2 != 0 || l0|l1|l2 >= limit || l0+l1+l2 >= uint64(length) || s0|s1|s2 < 0 {
		outside(name, length, n0, s0, n1, s1, n2, s2)
	}
}

func outside(name string, length, n0, s0, n1, s1, n2, s2 int) {
	panic(fmt.Sprintf("gemm: %s has %d elements, too few for %d×%d×%d with strides %d, %d, %d",
		name, length, n0, n1, n2, s0, s1, s2))
}

// cut returns the part of s that computes rows i to i+m and columns j to j+n.
func (s *Seg[T]) cut(i, m, j, n int) Seg[T] {
	part := *s
	part.M, part.N = m, n
	part.C = s.C[i*s.CRow+j:]
	if s.Outer > 0 && s.Inner > 0 {
		part.A, part.B = s.A[i*s.ARow:], s.B[s.column(j):]
	}
	if s.Bias != nil {
		part.Bias = s.Bias[j:]
	}
	return part
}

// column is where column j of B begins, the first of a panel.
func (s *Seg[T]) column(j int) int {
	if s.panel == 0 {
		return j
	}
	return j / panelColumns[T]() * s.panel
}
