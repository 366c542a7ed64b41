package conv

import "gradus/nn/internal/gemm"

// backwardImage computes the gradient of the n-th image and adds its part of
// the gradients of w and bias to sums, where those of bias come last.
func (p *Plan[T]) backwardImage(n int, sums []T, m *memory[T]) {
	dw, bias := sums[:p.weightSums()], sums[p.weightSums():]
	var dy []T
	if p.image.dpooled != nil {
		dy = p.unpooled(n, bias, m)
	} else {
		dy = p.outputGradient(n, bias, m)
	}
	if p.win != nil {
		p.winogradBackward(n, dw, dy, m)
		return
	}
	if p.depthwise() {
		p.backwardChannels(n, dw, dy, m)
		return
	}
	if p.image.to.X != nil {
		if p.Groups == 1 && p.StrideH == 1 {
			p.gradInput(n, dy)
		} else {
			p.inputTaps(n, dy)
		}
	}
	if p.image.to.W != nil {
		if p.direct() {
			p.gradWeights(n, dw, dy, m)
		} else {
			p.weightTaps(n, dw, dy)
		}
	}
}

// outputGradient returns the gradient of the n-th output, 0 where the ReLU was,
// and adds its sum to bias.
func (p *Plan[T]) outputGradient(n int, bias []T, m *memory[T]) []T {
	dy := part(p.image.dy, n, p.N)
	if p.image.y == nil {
		if p.image.to.Bias != nil {
			sum(dy, bias)
		}
		return dy
	}
	masked := grow(&m.dy, len(dy))
	mask(masked, dy, part(p.image.y, n, p.N), bias)
	return masked
}

// flip turns the filter by 180° and exchanges its channels:
// [kh, kw, Cout, Cin/Groups].
func (p *Plan[T]) flip(w []T) {
	flipped := grow(&p.flipped, len(w))
	cin := p.Cin / p.Groups
	taps := p.KH * p.KW
	for t := range taps {
		gemm.Transpose(part(flipped, t, taps), cin, part(w, taps-1-t, taps), p.Cout, cin, p.Cout)
	}
}
