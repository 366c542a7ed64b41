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

	"gradus/nn/internal/workers"
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
	} else {
		s.B, s.BRow = nil, 0
		s.Inner = 0
		work := s.check()
		s.Inner = k
		if k < 0 {
			panic(fmt.Sprintf("gemm: negative size: k = %d", k))
		}
		if !work {
			return
		}
		if k > 0 {
			within("A", len(a), m, ars, k, acs, 1, 0)
			within("B", len(b), k, brs, n, bcs, 1, 0)
		}
		s.B, s.BRow = b, brs
	}
	p := take[T]()
	p.seg, p.bcs = s, bcs
	p.serial = opt.Serial || m*n*k < parallel
	p.multiply()
	p.give()
}

const (
	// small is how many multiplications are done straight away: B lies in the
	// nearest cache, and it would take longer to think about it.
	small = 16 << 10

	// parallel is from how many multiplications on the work is shared.
	parallel = 64 << 10

	// depth is how many steps of the inner dimension are done at a time, so
	// that a panel of B stays in the cache. It must not depend on the number of
	// threads: sums are rounded where a block ends.
	depth = 256
)

// A product is one call of Mul that needs memory or helpers.
type product[T Float] struct {
	seg    Seg[T] // the whole product; B may have any column stride:
	bcs    int
	serial bool

	packed []T    // a block of B, row-major
	block  Seg[T] // the product for one block of the inner dimension
	tall   int    // rows in each share of the work
	wide   int    // columns in each share
	across int    // shares side by side
}

func (p *product[T]) multiply() {
	whole := p.seg
	k := whole.Inner
	blocks := max(1, (k+depth-1)/depth)
	for i := range blocks {
		from, to := i*k/blocks, (i+1)*k/blocks
		p.block = whole
		p.block.Inner = to - from
		if p.block.Inner > 0 {
			p.block.A = whole.A[from*whole.ACol:]
			p.block.B = whole.B[from*whole.BRow:]
		}
		if p.bcs != 1 && p.block.Inner > 0 {
			p.pack()
		}
		if i > 0 {
			p.block.Accumulate, p.block.Bias = true, nil
		}
		if i < blocks-1 {
			p.block.ReLU = false
		}
		p.share()
	}
	p.seg, p.block = Seg[T]{}, Seg[T]{} // hold on to nobody's memory
}

// pack copies the block of B so that its rows are contiguous.
func (p *product[T]) pack() {
	s := &p.block
	if need := s.Inner * s.N; cap(p.packed) < need {
		p.packed = make([]T, need)
	}
	b := p.packed[:s.Inner*s.N]
	const side = 16 // of a square that is copied at a time
	for j0 := 0; j0 < s.N; j0 += side {
		j1 := min(j0+side, s.N)
		for i := range s.Inner {
			row := b[i*s.N+j0 : i*s.N+j1]
			from := i*s.BRow + j0*p.bcs
			for j := range row {
				row[j] = s.B[from]
				from += p.bcs
			}
		}
	}
	s.B, s.BRow = b, s.N
}

// share computes the block, in shares of whole tiles.
func (p *product[T]) share() {
	s := &p.block
	if p.serial {
		s.run()
		return
	}
	shares := 4 * workers.N()
	p.tall = max(tileRows, roundUp((s.M+shares-1)/shares, tileRows))
	down := (s.M + p.tall - 1) / p.tall
	p.wide = max(tileColumns, roundUp(s.N*down/shares, tileColumns))
	p.across = (s.N + p.wide - 1) / p.wide
	workers.Do(down*p.across, p)
}

func roundUp(n, unit int) int { return (n + unit - 1) / unit * unit }

// Run computes the i-th share.
func (p *product[T]) Run(i int) {
	row, column := i/p.across*p.tall, i%p.across*p.wide
	part := p.block.cut(row, min(p.tall, p.block.M-row), column, min(p.wide, p.block.N-column))
	part.run()
}
