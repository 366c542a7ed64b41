package conv

import "gradus/nn/internal/gemm"

// direct says that the KW·Cin values that a filter sees in one row of the image
// lie side by side.
func (p *Plan[T]) direct() bool { return p.Groups == 1 && p.DilationW == 1 }

// forwardRows computes the rows from ≤ i < to of the n-th output. For each row,
// the image is a matrix whose rows, one for each output pixel, begin
// StrideW·Cin apart and are KW·Cin long; the filter's rows are the segments.
func (p *Plan[T]) forwardRows(n, from, to int, m *memory[T]) {
	x := part(p.image.x, n, p.N)
	width := p.W * p.Cin // of a row of the image
	first := 0           // row that x begins with
	if p.PadLeft+p.PadRight > 0 {
		first = min(p.H, max(0, from*p.StrideH-p.PadTop))
		last := min(p.H, (to-1)*p.StrideH-p.PadTop+(p.KH-1)*p.DilationH+1)
		x = x[first*width : max(first, last)*width]
		x, width = widen(&m.x, x, width, p.PadLeft*p.Cin, p.PadRight*p.Cin)
	}
	const batch = 4 // rows that are made before they are pooled
	for ; from < to; from += batch {
		next := min(from+batch, to)
		y := p.place(n, from, next, m)
		for i := from; i < next; i++ {
			p.forwardRow(i, y[(i-from)*p.wo*p.Cout:], x, first, width)
		}
		p.placed(n, from, next, y)
	}
}

// forwardRow computes row i of an output. x begins with the given row of the
// image; its rows are width long.
func (p *Plan[T]) forwardRow(i int, y, x []T, first, width int) {
	top := i*p.StrideH - p.PadTop
	a, b := span(p.KH, p.DilationH, top, p.H) // the filter's rows inside of the image
	s := gemm.Seg[T]{
		M: p.wo, N: p.Cout, Outer: b - a, Inner: p.KW * p.Cin,
		ARow: p.StrideW * p.Cin, ACol: 1, AOuter: p.DilationH * width,
		BRow: p.Cout, BOuter: p.KW * p.Cin * p.Cout,
		C: y, CRow: p.Cout,
		Bias: p.image.bias, ReLU: p.image.relu,
	}
	if a < b {
		s.A = x[(top+a*p.DilationH-first)*width:]
		s.B = p.image.w[a*s.BOuter:]
	}
	s.Run()
}

// gradInput computes the gradient of the n-th image, for StrideH = 1 and one
// group. Row i of the image went to row i+PadTop-a·DilationH of the output by
// row a of the filter, so the filter's rows are segments, in reverse order. Its
// columns are added one after the other, each to the pixels that it saw.
func (p *Plan[T]) gradInput(n int, dy []T) {
	dx := part(p.image.to.X, n, p.N)
	width := p.wo * p.Cout // of a row of dy
	for i := range p.H {
		row := dx[i*p.W*p.Cin:][:p.W*p.Cin]
		if !p.image.to.Add {
			clear(row)
		}
		top := i + p.PadTop - (p.KH-1)*p.DilationH
		from, to := span(p.KH, p.DilationH, top, p.ho)
		for b := range p.KW {
			aside := b*p.DilationW - p.PadLeft
			left, right := span(p.wo, p.StrideW, aside, p.W)
			if from == to || left == right {
				continue
			}
			s := gemm.Seg[T]{
				M: right - left, N: p.Cin, Outer: to - from, Inner: p.Cout,
				A: dy[(top+from*p.DilationH)*width+left*p.Cout:], ARow: p.Cout, ACol: 1, AOuter: p.DilationH * width,
				B: p.flipped[(from*p.KW+p.KW-1-b)*p.Cout*p.Cin:], BRow: p.Cin, BOuter: p.KW * p.Cout * p.Cin,
				C: row[(left*p.StrideW+aside)*p.Cin:], CRow: p.StrideW * p.Cin,
				Accumulate: true,
			}
			s.Run()
		}
	}
}

// gradWeights adds the n-th image's part of the gradient of w to dw. For each
// row of the filter, it is the product of the image, transposed, with dy.
func (p *Plan[T]) gradWeights(n int, dw, dy []T, m *memory[T]) {
	x := part(p.image.x, n, p.N)
	row := p.W * p.Cin
	if p.PadLeft+p.PadRight > 0 {
		x, row = widen(&m.x, x, row, p.PadLeft*p.Cin, p.PadRight*p.Cin)
	}
	for a := range p.KH {
		up := a*p.DilationH - p.PadTop
		top, bottom := span(p.ho, p.StrideH, up, p.H)
		if top == bottom {
			continue
		}
		s := gemm.Seg[T]{
			M: p.KW * p.Cin, N: p.Cout, Outer: bottom - top, Inner: p.wo,
			A: x[(top*p.StrideH+up)*row:], ARow: 1, ACol: p.StrideW * p.Cin, AOuter: p.StrideH * row,
			B: dy[top*p.wo*p.Cout:], BRow: p.Cout, BOuter: p.wo * p.Cout,
			C: dw[a*p.KW*p.Cin*p.Cout:], CRow: p.Cout,
			Accumulate: true,
		}
		s.Run()
	}
}

// part returns the i-th of n equal parts of x.
func part[T any](x []T, i, n int) []T { return x[i*(len(x)/n):][:len(x)/n] }

// widen copies rows of the given width into memory, with zeros before and
// behind each, and returns the copy and its width.
func widen[T any](memory *[]T, rows []T, width, before, behind int) ([]T, int) {
	wide := before + width + behind
	x := grow(memory, len(rows)/width*wide)
	for i := 0; i*width < len(rows); i++ {
		to := x[i*wide:][:wide]
		clear(to[:before])
		copy(to[before:], rows[i*width:][:width])
		clear(to[before+width:])
	}
	return x, wide
}

// grow returns n values of memory, which it makes larger if need be.
func grow[T any](memory *[]T, n int) []T {
	if cap(*memory) < n {
		*memory = make([]T, n)
	}
	return (*memory)[:n]
}
