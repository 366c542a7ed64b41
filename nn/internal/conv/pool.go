package conv

import (
	"fmt"

	"gradus/nn/internal/gemm"
	"gradus/nn/internal/workers"
)

// A PoolShape describes a pooling of x [N, H, W, C] to y [N, Ho, Wo, C]: y[n,i,j,c]
// is the maximum or the mean of x[n,r,q,c] over the window of KH×KW pixels
// that begins at r = i·StrideH - PadTop, q = j·StrideW - PadLeft. Padding is
// never a maximum.
type PoolShape struct {
	N, H, W, C, KH, KW                   int
	StrideH, StrideW                     int
	PadTop, PadBottom, PadLeft, PadRight int

	// CountPadding counts padding as zeros in a mean (PyTorch's default);
	// otherwise the mean is that of the pixels alone (Keras).
	CountPadding bool
}

// Out returns the height and width of the output.
func (s *PoolShape) Out() (ho, wo int) {
	return out(s.H, s.PadTop+s.PadBottom, s.KH, s.StrideH), out(s.W, s.PadLeft+s.PadRight, s.KW, s.StrideW)
}

func (s *PoolShape) check() {
	switch {
	case s.N < 0 || s.H < 1 || s.W < 1 || s.C < 1 || s.KH < 1 || s.KW < 1 || s.StrideH < 1 || s.StrideW < 1:
		panic(fmt.Sprintf("conv: a size is missing in %+v", *s))
	case s.PadTop < 0 || s.PadBottom < 0 || s.PadLeft < 0 || s.PadRight < 0:
		panic(fmt.Sprintf("conv: negative padding: %+v", *s))
	case max(s.PadTop, s.PadBottom) >= s.KH || max(s.PadLeft, s.PadRight) >= s.KW:
		panic(fmt.Sprintf("conv: a window would see nothing but padding: %+v", *s))
	}
	if ho, wo := s.Out(); ho < 1 || wo < 1 {
		panic(fmt.Sprintf("conv: the window is larger than the padded image: %+v", *s))
	}
}

// A Pool computes the poolings of one PoolShape. N may be changed from call to
// call, the other sizes not. A Pool serves one goroutine at a time.
type Pool[T gemm.Float] struct {
	PoolShape
	ho, wo int

	job          poolJob // what Run does
	x, y, dx, dy []T
}

type poolJob int

const (
	maxForward poolJob = iota
	maxBackward
	meanForward
	meanBackward
)

// NewPool returns a pooling. It panics if there is no such pooling.
func NewPool[T gemm.Float](s PoolShape) *Pool[T] {
	s.check()
	p := &Pool[T]{PoolShape: s}
	p.ho, p.wo = s.Out()
	return p
}

// MaxForward sets y to the maxima of x. A NaN in a window is its maximum.
func (p *Pool[T]) MaxForward(y, x []T) { p.do(maxForward, y, x, nil, nil) }

// MaxBackward adds dy, the gradient of MaxForward's y, to dx: to the first
// maximum of each window. dx may hold other gradients already; it must be
// cleared if it does not.
func (p *Pool[T]) MaxBackward(dx, dy, y, x []T) { p.do(maxBackward, y, x, dy, dx) }

// MeanForward sets y to the means of x.
func (p *Pool[T]) MeanForward(y, x []T) { p.do(meanForward, y, x, nil, nil) }

// MeanBackward adds dy, the gradient of MeanForward's y, to dx: an equal part
// to each pixel of the window.
func (p *Pool[T]) MeanBackward(dx, dy []T) { p.do(meanBackward, nil, nil, dy, dx) }

func (p *Pool[T]) do(job poolJob, y, x, dy, dx []T) {
	in, out := p.N*p.H*p.W*p.C, p.N*p.ho*p.wo*p.C
	if job != meanBackward {
		has("x", len(x), in)
		has("y", len(y), out)
	}
	if job == maxBackward || job == meanBackward {
		has("the gradient of x", len(dx), in)
		has("the gradient of y", len(dy), out)
	}
	p.job, p.x, p.y, p.dx, p.dy = job, x, y, dx, dy
	workers.Do(p.N, p)
	p.x, p.y, p.dx, p.dy = nil, nil, nil, nil
}

// Run does the n-th image. It is for package workers.
func (p *Pool[T]) Run(n int) {
	if p.KH == 2 && p.KW == 2 && p.StrideH == 2 && p.StrideW == 2 && p.PadTop == 0 && p.PadLeft == 0 && p.even() {
		if p.job == maxForward || p.job == maxBackward {
			p.pairs(n)
			return
		}
	}
	for i := range p.ho {
		top, bottom := max(0, i*p.StrideH-p.PadTop), min(p.H, i*p.StrideH-p.PadTop+p.KH)
		for j := range p.wo {
			left, right := max(0, j*p.StrideW-p.PadLeft), min(p.W, j*p.StrideW-p.PadLeft+p.KW)
			w := window{
				out:   ((n*p.ho+i)*p.wo + j) * p.C,
				in:    ((n*p.H+top)*p.W + left) * p.C,
				rows:  bottom - top,
				width: (right - left) * p.C,
				next:  p.W * p.C,
			}
			switch p.job {
			case maxForward:
				p.maximum(w)
			case maxBackward:
				p.toMaximum(w)
			case meanForward:
				p.mean(w)
			case meanBackward:
				p.spread(w)
			}
		}
	}
}

// even reports whether no window reaches into padding.
func (p *Pool[T]) even() bool { return 2*p.ho <= p.H && 2*p.wo <= p.W }

// pairs is the maximum of 2×2 pixels, by pairs of rows.
func (p *Pool[T]) pairs(n int) {
	x, y := part(p.x, n, p.N), part(p.y, n, p.N)
	in, out := p.W*p.C, p.wo*p.C
	for i := range p.ho {
		x0, x1, y := x[2*i*in:], x[(2*i+1)*in:], y[i*out:][:out]
		if p.job == maxForward {
			pool(y, x0, x1, p.C)
		} else {
			dx := part(p.dx, n, p.N)
			unpool(dx[2*i*in:], dx[(2*i+1)*in:], part(p.dy, n, p.N)[i*out:], y, x0, x1, p.C)
		}
	}
}

// A window is what one output sees of the image: rows that begin at in,
// in+next and so on, of some pixels together width long. The output begins at
// out.
type window struct{ out, in, rows, width, next int }

func (p *Pool[T]) maximum(w window) {
	y := p.y[w.out:][:p.C]
	copy(y, p.x[w.in:])
	for r := range w.rows {
		row := p.x[w.in+r*w.next:][:w.width]
		for ; len(row) >= len(y); row = row[len(y):] {
			for c, v := range row[:len(y)] {
				if v > y[c] || v != v {
					y[c] = v
				}
			}
		}
	}
}

func (p *Pool[T]) toMaximum(w window) {
	for c, y := range p.y[w.out:][:p.C] {
	search:
		for r := range w.rows {
			from := w.in + r*w.next
			for i := from + c; i < from+w.width; i += p.C {
				if v := p.x[i]; v == y || v != v {
					p.dx[i] += p.dy[w.out+c]
					break search
				}
			}
		}
	}
}

func (p *Pool[T]) mean(w window) {
	y := p.y[w.out:][:p.C]
	clear(y)
	for r := range w.rows {
		row := p.x[w.in+r*w.next:][:w.width]
		for ; len(row) >= len(y); row = row[len(y):] {
			for c, v := range row[:len(y)] {
				y[c] += v
			}
		}
	}
	scale := 1 / p.count(w)
	for c := range y {
		y[c] *= scale
	}
}

func (p *Pool[T]) spread(w window) {
	dy := p.dy[w.out:][:p.C]
	scale := 1 / p.count(w)
	for r := range w.rows {
		row := p.dx[w.in+r*w.next:][:w.width]
		for ; len(row) >= len(dy); row = row[len(dy):] {
			for c, v := range dy {
				row[c] += v * scale
			}
		}
	}
}

// count is how many values a mean is of.
func (p *Pool[T]) count(w window) T {
	if p.CountPadding {
		return T(p.KH * p.KW)
	}
	return T(w.rows * (w.width / p.C))
}
