package conv

// ForwardPooled is Forward with bias (unless nil) and ReLU, to y, and then the
// maxima of 2×2 pixels with stride 2, to pooled [N, Ho/2, Wo/2, Cout]: each
// image is pooled while it is in the cache.
func (p *Plan[T]) ForwardPooled(pooled, y, x, w, bias []T) {
	has("the pooled output", len(pooled), p.N*(p.ho/2)*(p.wo/2)*p.Cout)
	p.forward(images[T]{y: y, x: x, w: w, bias: bias, relu: true, pooled: pooled})
}

// poolRows pools the rows from ≤ i < to of the n-th output; from is even.
func (p *Plan[T]) poolRows(n, from, to int) {
	y, pooled := part(p.image.y, n, p.N), part(p.image.pooled, n, p.N)
	in, out := p.wo*p.Cout, p.wo/2*p.Cout
	for i := from; i+1 < to; i += 2 {
		pool(pooled[i/2*out:][:out], y[i*in:], y[(i+1)*in:], p.Cout)
	}
}

// BackwardPooled is Backward after ForwardPooled. The gradient of y, four times
// as large as dpooled, is never in memory: it is made for each image in turn.
func (p *Plan[T]) BackwardPooled(g Gradients[T], dpooled, pooled, y, x, w []T) {
	want := p.N * (p.ho / 2) * (p.wo / 2) * p.Cout
	has("the pooled output", len(pooled), want)
	has("the gradient of the pooled output", len(dpooled), want)
	p.backward(images[T]{to: g, dy: y, y: y, x: x, w: w, pooled: pooled, dpooled: dpooled})
}

// unpooled returns the gradient of the n-th output, 0 where the ReLU or the
// pooling dropped it, and adds its sum to bias.
func (p *Plan[T]) unpooled(n int, bias []T, m *memory[T]) []T {
	y, pooled, dpooled := part(p.image.y, n, p.N), part(p.image.pooled, n, p.N), part(p.image.dpooled, n, p.N)
	dy := grow(&m.dy, len(y))
	in, out := p.wo*p.Cout, p.wo/2*p.Cout
	for i := range p.ho / 2 {
		first, second := 2*i*in, (2*i+1)*in
		if p.wo%2 == 1 { // the last pixel of each row was left out
			clear(dy[first+2*out : second])
			clear(dy[second+2*out : second+in])
		}
		unpoolReLU(dy[first:], dy[second:], dpooled[i*out:], pooled[i*out:][:out], y[first:], y[second:], bias)
	}
	if p.ho%2 == 1 {
		clear(dy[(p.ho-1)*in:])
	}
	return dy
}
