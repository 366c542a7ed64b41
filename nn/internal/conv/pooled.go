package conv

// ForwardPooled is Forward with bias (unless nil) and ReLU, followed by the
// maxima of 2×2 pixels with stride 2, to pooled [N, Ho/2, Wo/2, Cout]. The
// output between, four times as large, is never in memory: some rows of it at a
// time are made and pooled in the cache. What BackwardPooled needs of it goes to
// which, as large as pooled: the number of the pixel, from 0 to 3, that is the
// maximum, or -1 where that is not positive.
func (p *Plan[T]) ForwardPooled(pooled, which, x, w, bias []T) {
	p.forward(images[T]{x: x, w: w, bias: bias, relu: true, pooled: pooled, which: which})
}

// BackwardPooled computes gradients from dpooled, that of the output of
// ForwardPooled.
func (p *Plan[T]) BackwardPooled(g Gradients[T], dpooled, which, x, w []T) {
	p.backward(images[T]{to: g, x: x, w: w, dpooled: dpooled, which: which})
}

// pooledSize is how many values are left after pooling.
func (p *Plan[T]) pooledSize() int { return p.N * (p.ho / 2) * (p.wo / 2) * p.Cout }

// place returns where the rows from ≤ i < to of the n-th output go: to y, or, if
// they are to be pooled, into the worker's memory.
func (p *Plan[T]) place(n, from, to int, m *memory[T]) []T {
	width := p.wo * p.Cout
	if p.image.pooled != nil {
		return grow(&m.y, (to-from)*width)
	}
	return part(p.image.y, n, p.N)[from*width : to*width]
}

// placed takes note that the rows are at their place: it pools them if they are
// to be pooled. from is even.
func (p *Plan[T]) placed(n, from, to int, y []T) {
	if p.image.pooled == nil {
		return
	}
	pooled, which := part(p.image.pooled, n, p.N), part(p.image.which, n, p.N)
	in, out := p.wo*p.Cout, p.wo/2*p.Cout
	for i := 0; i+1 < to-from; i += 2 {
		at := (from + i) / 2 * out
		poolReLU(pooled[at:][:out], which[at:], y[i*in:], y[(i+1)*in:], p.Cout)
	}
}

// unpooled returns the gradient of the n-th output, 0 where the ReLU or the
// pooling dropped it, and adds its sum to bias.
func (p *Plan[T]) unpooled(n int, bias []T, m *memory[T]) []T {
	dpooled, which := part(p.image.dpooled, n, p.N), part(p.image.which, n, p.N)
	in, out := p.wo*p.Cout, p.wo/2*p.Cout
	dy := grow(&m.dy, p.ho*in)
	for i := range p.ho / 2 {
		first, second := dy[2*i*in:][:in], dy[(2*i+1)*in:][:in]
		clear(first[2*out:]) // the last pixel, if their number is odd
		clear(second[2*out:])
		unpoolReLU(first, second, dpooled[i*out:][:out], which[i*out:], bias)
	}
	clear(dy[p.ho/2*2*in:])
	return dy
}
