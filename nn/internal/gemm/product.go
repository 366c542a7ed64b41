package gemm

import (
	"unsafe"

	"gradus/nn/internal/workers"
)

// A product is a call of Mul that needs memory or helpers. It is cut into blocks
// of the inner dimension, one after the other, and each block into shares of
// C's rows and columns.
type product[T Float] struct {
	block   Seg[T] // what is computed now
	columns int    // column stride of the block's B

	phase  phase
	tall   int // rows of a share
	wide   int // columns of a share
	across int // shares side by side

	b []T // a block of B in panels
	a []T // a share's part of A
}

// far is from how many bytes on rows are far apart: few such distances fit into
// the part of the address that chooses a place in the cache.
const far = 2048

type phase int

const (
	packing phase = iota
	multiplying
)

// multiply computes whole, whose B has the given column stride.
func (p *product[T]) multiply(whole *Seg[T], columns int, serial bool) {
	k := whole.Inner
	blocks := max(1, (k+depth-1)/depth)
	for i := range blocks {
		from, to := i*k/blocks, (i+1)*k/blocks
		p.block, p.columns = *whole, columns
		s := &p.block
		s.Inner = to - from
		if s.Inner > 0 {
			s.A, s.B = whole.A[from*whole.ACol:], whole.B[from*whole.BRow:]
		}
		if i > 0 {
			s.Accumulate, s.Bias = true, nil
		}
		if i < blocks-1 {
			s.ReLU = false
		}
		if s.Inner > 0 {
			p.pack(serial)
		}
		p.share(serial)
	}
	p.block = Seg[T]{} // hold on to nobody's memory
}

// pack copies the block of B into panels if its rows are not contiguous, or so
// far apart that they meet in the same places of the cache; and likewise A.
func (p *product[T]) pack(serial bool) {
	s := &p.block
	size := int(unsafe.Sizeof(T(0)))
	if p.columns != 1 || s.BRow*size >= far && s.M > 64 {
		width := panelColumns[T]()
		panels := (s.N + width - 1) / width
		p.b = grow(p.b, panels*width*s.Inner)
		p.phase = packing
		if serial {
			for i := range panels {
				p.Run(i)
			}
		} else {
			workers.Do(panels, p)
		}
		s.B, s.BRow, s.panel = p.b, width, width*s.Inner
	}
	p.phase = multiplying
}

func grow[T Float](x []T, n int) []T {
	if cap(x) < n {
		return make([]T, n)
	}
	return x[:n]
}

// packPanel copies the i-th panel of B.
func (p *product[T]) packPanel(i int) {
	s := &p.block
	width := panelColumns[T]()
	j := i * width
	columns := min(width, s.N-j)
	panel := p.b[j*s.Inner:][:width*s.Inner]
	switch {
	case p.columns == 1:
		for k := range s.Inner {
			copy(panel[k*width:][:columns], s.B[k*s.BRow+j:])
		}
	case s.BRow == 1:
		Transpose(panel, width, s.B[j*p.columns:], p.columns, columns, s.Inner)
	default:
		for k := range s.Inner {
			for c := range columns {
				panel[k*width+c] = s.B[k*s.BRow+(j+c)*p.columns]
			}
		}
	}
}

// share computes the block, share by share.
func (p *product[T]) share(serial bool) {
	s := &p.block
	const most = 12 * tileRows // rows whose part of A stays in the cache
	shares := 1
	if !serial {
		shares = 4 * workers.N()
	}
	p.tall = min(most, roundUp((s.M+shares-1)/shares, tileRows))
	down := (s.M + p.tall - 1) / p.tall
	p.wide = max(tileColumns, roundUp(s.N*down/shares, tileColumns))
	if serial {
		p.wide = roundUp(s.N, tileColumns)
	}
	p.across = (s.N + p.wide - 1) / p.wide
	if !serial {
		workers.Do(down*p.across, p)
		return
	}
	for i := range down * p.across {
		p.Run(i)
	}
}

func roundUp(n, unit int) int { return (n + unit - 1) / unit * unit }

// Run does the i-th part of the phase. It is for package workers.
func (p *product[T]) Run(i int) {
	if p.phase == packing {
		p.packPanel(i)
		return
	}
	row, column := i/p.across*p.tall, i%p.across*p.wide
	part := p.block.cut(row, min(p.tall, p.block.M-row), column, min(p.wide, p.block.N-column))
	if part.scattered() {
		memory := take[T]()
		memory.a = part.gather(memory.a)
		part.run()
		memory.give()
		return
	}
	part.run()
}

// scattered reports whether rows or columns of A are so far apart that they
// meet in the same places of the cache, and are used often enough to be moved.
func (s *Seg[T]) scattered() bool {
	size := int(unsafe.Sizeof(T(0)))
	return s.N >= 4*tileColumns && s.Inner > 0 && max(s.ARow, s.ACol)*size >= far && min(s.ARow, s.ACol) == 1
}

// gather copies A to memory, which it returns, larger if need be.
func (s *Seg[T]) gather(memory []T) []T {
	const gap = 16 // so that the rows don't meet there
	if s.ACol == 1 {
		row := s.Inner + gap
		memory = grow(memory, s.M*row)
		for i := range s.M {
			copy(memory[i*row:][:s.Inner], s.A[i*s.ARow:])
		}
		s.A, s.ARow = memory, row
		return memory
	}
	column := s.M + gap
	memory = grow(memory, s.Inner*column)
	for k := range s.Inner {
		copy(memory[k*column:][:s.M], s.A[k*s.ACol:])
	}
	s.A, s.ACol = memory, column
	return memory
}
