package conv

import "gradus/nn/internal/gemm"

// The way that works for every convolution, groups and dilation included: each
// of the filter's KH·KW taps is a product of its own. Padding is left out
// instead of multiplied.

// eachTap calls f for each tap that sees something of the image: for the
// outputs top ≤ i < bottom, left ≤ j < right, of which the first sees the pixel
// row, column.
func (p *Plan[T]) eachTap(f func(tap, top, bottom, left, right, row, column int)) {
	for a := range p.KH {
		up := a*p.DilationH - p.PadTop
		top, bottom := span(p.ho, p.StrideH, up, p.H)
		for b := range p.KW {
			aside := b*p.DilationW - p.PadLeft
			left, right := span(p.wo, p.StrideW, aside, p.W)
			if top < bottom && left < right {
				f(a*p.KW+b, top, bottom, left, right, top*p.StrideH+up, left*p.StrideW+aside)
			}
		}
	}
}

// forwardTaps computes the n-th output.
func (p *Plan[T]) forwardTaps(n int, m *memory[T]) {
	x, y := part(p.image.x, n, p.N), p.place(n, 0, p.ho, m)
	if p.image.bias == nil {
		clear(y)
	} else {
		for i := 0; i < len(y); i += p.Cout {
			copy(y[i:], p.image.bias)
		}
	}
	cin, cout := p.Cin/p.Groups, p.Cout/p.Groups
	p.eachTap(func(tap, top, bottom, left, right, row, column int) {
		for i := range bottom - top {
			for g := range p.Groups {
				s := gemm.Seg[T]{
					M: right - left, N: cout, Outer: 1, Inner: cin,
					A: x[((row+i*p.StrideH)*p.W+column)*p.Cin+g*cin:], ARow: p.StrideW * p.Cin, ACol: 1,
					B: p.image.w[tap*cin*p.Cout+g*cout:], BRow: p.Cout,
					C: y[((top+i)*p.wo+left)*p.Cout+g*cout:], CRow: p.Cout,
					Accumulate: true,
				}
				s.Run()
			}
		}
	})
	if p.image.relu {
		for i, v := range y {
			if v < 0 {
				y[i] = 0
			}
		}
	}
	p.placed(n, 0, p.ho, y)
}

// inputTaps computes the gradient of the n-th image.
func (p *Plan[T]) inputTaps(n int, dy []T) {
	dx := part(p.image.to.X, n, p.N)
	if !p.image.to.Add {
		clear(dx)
	}
	cin, cout := p.Cin/p.Groups, p.Cout/p.Groups
	p.eachTap(func(tap, top, bottom, left, right, row, column int) {
		for i := range bottom - top {
			for g := range p.Groups {
				s := gemm.Seg[T]{
					M: right - left, N: cin, Outer: 1, Inner: cout,
					A: dy[((top+i)*p.wo+left)*p.Cout+g*cout:], ARow: p.Cout, ACol: 1,
					B: p.flipped[(p.KH*p.KW-1-tap)*cin*p.Cout+g*cout*cin:], BRow: cin,
					C: dx[((row+i*p.StrideH)*p.W+column)*p.Cin+g*cin:], CRow: p.StrideW * p.Cin,
					Accumulate: true,
				}
				s.Run()
			}
		}
	})
}

// weightTaps adds the n-th image's part of the gradient of w to dw.
func (p *Plan[T]) weightTaps(n int, dw, dy []T) {
	x := part(p.image.x, n, p.N)
	cin, cout := p.Cin/p.Groups, p.Cout/p.Groups
	p.eachTap(func(tap, top, bottom, left, right, row, column int) {
		for g := range p.Groups {
			s := gemm.Seg[T]{
				M: cin, N: cout, Outer: bottom - top, Inner: right - left,
				A: x[(row*p.W+column)*p.Cin+g*cin:], ARow: 1, ACol: p.StrideW * p.Cin, AOuter: p.StrideH * p.W * p.Cin,
				B: dy[(top*p.wo+left)*p.Cout+g*cout:], BRow: p.Cout, BOuter: p.wo * p.Cout,
				C: dw[tap*cin*p.Cout+g*cout:], CRow: p.Cout,
				Accumulate: true,
			}
			s.Run()
		}
	})
}
