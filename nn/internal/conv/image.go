package conv

import "gradus/nn/internal/gemm"

// forwardImage computes the n-th image, tap by tap: each of the filter's
// KH·KW taps is a product that is added to a row of the output.
func (p *Plan[T]) forwardImage(n int) {
	x := p.image.x[n*p.H*p.W*p.Cin:][:p.H*p.W*p.Cin]
	y := p.image.y[n*p.ho*p.wo*p.Cout:][:p.ho*p.wo*p.Cout]
	cin, cout := p.Cin/p.Groups, p.Cout/p.Groups
	for i := range p.ho {
		row := y[i*p.wo*p.Cout:][:p.wo*p.Cout]
		for j := range p.wo {
			if p.image.bias == nil {
				clear(row[j*p.Cout:][:p.Cout])
			} else {
				copy(row[j*p.Cout:][:p.Cout], p.image.bias)
			}
		}
		for a := range p.KH {
			r := i*p.StrideH + a*p.DilationH - p.PadTop
			if r < 0 || r >= p.H {
				continue
			}
			for b := range p.KW {
				offset := b*p.DilationW - p.PadLeft
				from, to := span(p.wo, p.StrideW, offset, p.W)
				for g := range p.Groups {
					if from == to {
						continue
					}
					s := gemm.Seg[T]{
						M: to - from, N: cout, Outer: 1, Inner: cin,
						A: x[(r*p.W+from*p.StrideW+offset)*p.Cin+g*cin:], ARow: p.StrideW * p.Cin, ACol: 1,
						B: p.image.w[(a*p.KW+b)*cin*p.Cout+g*cout:], BRow: p.Cout,
						C: row[from*p.Cout+g*cout:], CRow: p.Cout,
						Accumulate: true,
					}
					s.Run()
				}
			}
		}
		if p.image.relu {
			for j, v := range row {
				if v < 0 {
					row[j] = 0
				}
			}
		}
	}
}

// flip transposes the filter of each tap: [kh, kw, Cout, Cin/Groups].
func (p *Plan[T]) flip(w []T) {
	if len(p.flipped) != len(w) {
		p.flipped = make([]T, len(w))
	}
	cin := p.Cin / p.Groups
	for t := range p.KH * p.KW {
		from, to := w[t*cin*p.Cout:], p.flipped[t*cin*p.Cout:]
		for d := range cin {
			for c := range p.Cout {
				to[c*cin+d] = from[d*p.Cout+c]
			}
		}
	}
}

// backwardImage computes the gradient of the n-th image and adds its part of
// the gradients of w and bias to the chunk's sum.
func (p *Plan[T]) backwardImage(n, chunk int) {
	size := p.H * p.W * p.Cin
	x := p.image.x[n*size:][:size]
	var dx []T
	if p.image.dx != nil {
		dx = p.image.dx[n*size:][:size]
		if !p.image.add {
			clear(dx)
		}
	}
	size = p.ho * p.wo * p.Cout
	dy := p.image.dy[n*size:][:size]
	if p.image.y != nil {
		masked := p.masked[chunk]
		clear(masked)
		for i, v := range p.image.y[n*size:][:size] {
			if v > 0 {
				masked[i] = dy[i]
			}
		}
		dy = masked
	}
	cin, cout := p.Cin/p.Groups, p.Cout/p.Groups
	sum := p.sums[chunk]
	bias := sum[len(p.image.w):]
	for i := 0; i < len(dy); i += p.Cout {
		for c, v := range dy[i:][:p.Cout] {
			bias[c] += v
		}
	}
	for a := range p.KH {
		up := a*p.DilationH - p.PadTop
		top, bottom := span(p.ho, p.StrideH, up, p.H)
		for b := range p.KW {
			offset := b*p.DilationW - p.PadLeft
			from, to := span(p.wo, p.StrideW, offset, p.W)
			if top == bottom || from == to {
				continue
			}
			tap := (a*p.KW + b) * cin * p.Cout
			for g := range p.Groups {
				image := ((top*p.StrideH+up)*p.W+from*p.StrideW+offset)*p.Cin + g*cin
				grad := (top*p.wo+from)*p.Cout + g*cout
				if p.total.w != nil {
					s := gemm.Seg[T]{
						M: cin, N: cout, Outer: bottom - top, Inner: to - from,
						A: x[image:], ARow: 1, ACol: p.StrideW * p.Cin, AOuter: p.StrideH * p.W * p.Cin,
						B: dy[grad:], BRow: p.Cout, BOuter: p.wo * p.Cout,
						C: sum[tap+g*cout:], CRow: p.Cout,
						Accumulate: true,
					}
					s.Run()
				}
				if dx == nil {
					continue
				}
				for i := range bottom - top {
					s := gemm.Seg[T]{
						M: to - from, N: cin, Outer: 1, Inner: cout,
						A: dy[grad+i*p.wo*p.Cout:], ARow: p.Cout, ACol: 1,
						B: p.flipped[tap+g*cout*cin:], BRow: cin,
						C: dx[image+i*p.StrideH*p.W*p.Cin:], CRow: p.StrideW * p.Cin,
						Accumulate: true,
					}
					s.Run()
				}
			}
		}
	}
}
