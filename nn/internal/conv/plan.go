package conv

import (
	"gradus/nn/internal/gemm"
	"gradus/nn/internal/workers"
)

// A Plan computes the convolutions of one Shape and keeps the memory for it,
// so that a training step allocates nothing. N may be changed from call to
// call, the other sizes not. A Plan serves one goroutine at a time.
type Plan[T gemm.Float] struct {
	Shape
	ho, wo int

	job   job // what Run does
	image images[T]

	win     *winograd[T] // nil unless it computes this shape
	flipped []T          // weights for the way back: [kh, kw, Cout, Cin], turned by 180°
	sums    [][]T        // gradients of weights and bias, for each chunk of images
	chunks  int          // how many those are
	bands   int          // into how many parts of some pairs of rows Forward cuts an image
	spare   memories[T]
}

// images is what a call was handed.
type images[T gemm.Float] struct {
	y, x, w, bias   []T
	relu            bool
	dy              []T
	pooled, dpooled []T
	which           []T
	to              Gradients[T]
}

// chunks is into how many parts a batch is cut whose gradients are summed up
// apart and then in order. The sum is rounded the same way on any number of
// threads because this is a constant.
const chunks = 8

type job int

const (
	forward job = iota
	backward
	collect
)

// NewPlan returns a plan for s. It panics if there is no such convolution.
func NewPlan[T gemm.Float](s Shape) *Plan[T] {
	s.check()
	p := &Plan[T]{Shape: s}
	p.ho, p.wo = s.Out()
	if winnable[T](&s) {
		p.win = newWinograd[T](&s)
	}
	return p
}

// Forward computes y, the convolution of x with w, plus bias (Cout values)
// unless that is nil, and then, if relu is set, sets negative values to 0.
func (p *Plan[T]) Forward(y, x, w, bias []T, relu bool) {
	p.forward(images[T]{y: y, x: x, w: w, bias: bias, relu: relu})
}

func (p *Plan[T]) forward(m images[T]) {
	p.checkSlices(m.x, m.w)
	if m.which == nil {
		has("y", len(m.y), p.N*p.ho*p.wo*p.Cout)
	} else {
		has("the pooled output", len(m.pooled), p.pooledSize())
		has("which", len(m.which), p.pooledSize())
	}
	if m.bias != nil {
		has("bias", len(m.bias), p.Cout)
	}
	p.bands = 1
	if p.N > 0 && p.direct() {
		p.bands = min((p.ho+1)/2, (2*workers.N()+p.N-1)/p.N)
	}
	if p.win != nil {
		p.win.ready(m.w, p.Cin, p.Cout, false)
		p.win.floor = atLeast[T](m.relu)
	}
	p.job, p.image = forward, m
	workers.Do(p.N*p.bands, p)
	p.image = images[T]{} // hold on to nobody's memory
}

// Gradients is where Backward puts the gradients. Those that are nil are not
// computed.
type Gradients[T gemm.Float] struct {
	X, W, Bias []T

	// Add adds to X instead of overwriting it. W and Bias are always added to.
	Add bool
}

// Backward computes gradients from dy, the gradient of the output. If y is not
// nil, it is the output of a Forward with ReLU, and dy is taken to be 0 where y
// is 0.
func (p *Plan[T]) Backward(g Gradients[T], dy, y, x, w []T) {
	p.backward(images[T]{to: g, dy: dy, y: y, x: x, w: w})
}

func (p *Plan[T]) backward(m images[T]) {
	p.checkSlices(m.x, m.w)
	if m.which == nil {
		has("the gradient of y", len(m.dy), p.N*p.ho*p.wo*p.Cout)
		if m.y != nil {
			has("y", len(m.y), len(m.dy))
		}
	} else {
		has("the gradient of the pooled output", len(m.dpooled), p.pooledSize())
		has("which", len(m.which), p.pooledSize())
	}
	if m.to.X != nil {
		has("the gradient of x", len(m.to.X), len(m.x))
	}
	if m.to.W != nil {
		has("the gradient of w", len(m.to.W), len(m.w))
	}
	if m.to.Bias != nil {
		has("the gradient of bias", len(m.to.Bias), p.Cout)
	}
	switch {
	case m.to.X == nil:
	case p.win != nil:
		p.win.ready(m.w, p.Cin, p.Cout, true)
	default:
		p.flip(m.w)
	}
	if p.N == 0 {
		return
	}
	p.image = m
	p.chunks = min(chunks, p.N)
	for len(p.sums) < p.chunks {
		p.sums = append(p.sums, make([]T, p.weightSums()+p.Cout))
	}
	p.job = backward
	workers.Do(p.chunks, p)
	p.job = collect
	workers.Do(chunks, p)
	p.image = images[T]{}
}

func (p *Plan[T]) checkSlices(x, w []T) {
	has("x", len(x), p.N*p.H*p.W*p.Cin)
	has("w", len(w), p.KH*p.KW*p.Cin/p.Groups*p.Cout)
}

// Run does the i-th part of the job at hand. It is for package workers.
func (p *Plan[T]) Run(i int) {
	switch p.job {
	case forward:
		n, band, pairs := i/p.bands, i%p.bands, (p.ho+1)/2
		from, to := band*pairs/p.bands*2, min(p.ho, (band+1)*pairs/p.bands*2)
		m := p.spare.take()
		switch {
		case p.win != nil:
			p.winogradForward(n, from/2, (to+1)/2, m)
		case p.direct():
			p.forwardRows(n, from, to, m)
		case p.depthwise():
			p.forwardChannels(n, m)
		default:
			p.forwardTaps(n, m)
		}
		p.spare.give(m)
	case backward:
		clear(p.sums[i])
		m := p.spare.take()
		for n := i * p.N / p.chunks; n < (i+1)*p.N/p.chunks; n++ {
			p.backwardImage(n, p.sums[i], m)
		}
		p.spare.give(m)
	case collect:
		n := p.weightSums()
		sum := p.collect(n+i*p.Cout/chunks, n+(i+1)*p.Cout/chunks)
		if p.image.to.Bias != nil {
			accumulate(p.image.to.Bias[i*p.Cout/chunks:][:len(sum)], sum)
		}
		switch {
		case p.image.to.W == nil:
		case p.win != nil:
			pairs := p.Cin * p.Cout
			from, to := i*pairs/chunks, (i+1)*pairs/chunks
			for v := range domain {
				p.collect(v*pairs+from, v*pairs+to)
			}
			filterGradient(p.image.to.W, p.sums[0], pairs, from, to)
		default:
			sum := p.collect(i*n/chunks, (i+1)*n/chunks)
			accumulate(p.image.to.W[i*n/chunks:][:len(sum)], sum)
		}
	}
}

// weightSums is how many sums there are for the gradient of w.
func (p *Plan[T]) weightSums() int {
	if p.win != nil {
		return domain * p.Cin * p.Cout
	}
	return len(p.image.w)
}

// collect adds up the chunks' sums from ≤ j < to, in the place of the first
// chunk's, and returns those.
func (p *Plan[T]) collect(from, to int) []T {
	sum := p.sums[0][from:to]
	for _, other := range p.sums[1:p.chunks] {
		accumulate(sum, other[from:to])
	}
	return sum
}
