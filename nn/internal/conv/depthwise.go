package conv

import (
	"gradus/nn/internal/gemm"
	"gradus/nn/internal/vec"
)

// depthwise says that each channel has a filter of its own, so that there is no matrix
// to multiply. The pixels that a tap meets in one row of the image are multiplied with
// the tap's weights, all channels at a time.
func (p *Plan[T]) depthwise() bool { return p.Groups > 1 && p.Groups == p.Cin && p.Groups == p.Cout }

// eachRun calls f for the pixels that a tap meets: n elements that begin at y in the
// output and at x in the image. The other arguments are eachTap's.
func (p *Plan[T]) eachRun(top, bottom, left, right, row, column int, f func(y, x, n int)) {
	pixels, runs := right-left, 1
	if p.StrideW > 1 { // pixels do not lie side by side
		pixels, runs = 1, pixels
	}
	for i := range bottom - top {
		for j := range runs {
			y := (top+i)*p.wo + left + j
			x := (row+i*p.StrideH)*p.W + column + j*p.StrideW
			f(y*p.Cin, x*p.Cin, pixels*p.Cin)
		}
	}
}

// forwardChannels computes the n-th output.
func (p *Plan[T]) forwardChannels(n int, m *memory[T]) {
	x, y := part(p.image.x, n, p.N), p.place(n, 0, p.ho, m)
	if p.image.bias == nil {
		clear(y)
	} else {
		repeat(y, p.image.bias)
	}
	p.eachTap(func(tap, top, bottom, left, right, row, column int) {
		w := grow(&m.input, (right-left)*p.Cin)
		repeat(w, part(p.image.w, tap, p.KH*p.KW))
		p.eachRun(top, bottom, left, right, row, column, func(yi, xi, n int) {
			mulAdd(y[yi:yi+n], x[xi:xi+n], w[:n])
		})
	})
	if p.image.relu {
		all := array(y)
		vec.ReLU(&all, &all)
	}
	p.placed(n, 0, p.ho, y)
}

// backwardChannels computes the gradient of the n-th image from dy, that of the output,
// and adds its part of the gradient of w to dw.
func (p *Plan[T]) backwardChannels(n int, dw, dy []T, m *memory[T]) {
	x, dx := part(p.image.x, n, p.N), p.image.to.X
	if dx != nil {
		if dx = part(dx, n, p.N); !p.image.to.Add {
			clear(dx)
		}
	}
	p.eachTap(func(tap, top, bottom, left, right, row, column int) {
		w, sums := grow(&m.input, (right-left)*p.Cin), grow(&m.output, (right-left)*p.Cin)
		repeat(w, part(p.image.w, tap, p.KH*p.KW))
		clear(sums)
		p.eachRun(top, bottom, left, right, row, column, func(yi, xi, n int) {
			if dx != nil {
				mulAdd(dx[xi:xi+n], dy[yi:yi+n], w[:n])
			}
			if p.image.to.W != nil {
				mulAdd(sums[:n], dy[yi:yi+n], x[xi:xi+n])
			}
		})
		sum(sums, part(dw, tap, p.KH*p.KW))
	})
}

// repeat fills to with copies of row.
func repeat[T any](to, row []T) {
	for len(to) > 0 {
		to = to[copy(to, row):]
	}
}

func mulAdd[T gemm.Float](to, a, b []T) { vec.MulAdd(array(to), array(a), array(b)) }

func array[T gemm.Float](x []T) vec.Array {
	switch x := any(x).(type) {
	case []float32:
		return vec.Array{F32: x}
	case []float64:
		return vec.Array{F64: x}
	}
	panic("conv: neither float32 nor float64")
}
