package conv

// backwardImage computes the gradient of the n-th image and adds its part of
// the gradients of w and bias to sum, where those of bias follow those of w.
func (p *Plan[T]) backwardImage(n int, sum []T, m *memory[T]) {
	dw, bias := sum[:len(p.image.w)], sum[len(p.image.w):]
	turned := p.direct() && p.StrideH == 1 && p.StrideW == 1
	margin := 0 // zeros before and behind each row of dy
	if turned && p.image.dx != nil {
		margin = (p.KW - 1) * p.Cout
	}
	dy, width := p.outputGradient(n, margin, bias, m)
	if p.image.dx != nil {
		if turned {
			p.gradInput(n, dy, width)
		} else {
			p.inputTaps(n, dy, width)
		}
	}
	if p.total.w != nil {
		if p.direct() {
			p.gradWeights(n, dw, dy[margin:], width, m)
		} else {
			p.weightTaps(n, dw, dy[margin:], width)
		}
	}
}

// outputGradient returns the gradient of the n-th output, 0 where the ReLU was,
// with a margin of zeros before and behind each row, and the width of its rows.
// It adds the gradient of the bias to bias.
func (p *Plan[T]) outputGradient(n, margin int, bias []T, m *memory[T]) (dy []T, width int) {
	dy, width = part(p.image.dy, n, p.N), p.wo*p.Cout
	if p.image.y == nil {
		if p.total.b != nil {
			for i := 0; i < len(dy); i += p.Cout {
				for c, v := range dy[i:][:p.Cout] {
					bias[c] += v
				}
			}
		}
		if margin > 0 {
			dy, width = widen(&m.dy, dy, width, margin, margin)
		}
		return dy, width
	}
	wide := width + 2*margin
	masked := grow(&m.dy, p.ho*wide)
	y := part(p.image.y, n, p.N)
	for i := range p.ho {
		to := masked[i*wide:][:wide]
		clear(to[:margin])
		clear(to[margin+width:])
		mask(to[margin:][:width], dy[i*width:], y[i*width:], bias)
	}
	return masked, wide
}

// mask sets to to dy where y is positive, and to 0 elsewhere, and adds it to
// bias, which repeats.
func mask[T float32 | float64](to, dy, y, bias []T) {
	for ; len(to) > 0; to, dy, y = to[len(bias):], dy[len(bias):], y[len(bias):] {
		for c := range bias {
			var v T
			if y[c] > 0 {
				v = dy[c]
			}
			to[c] = v
			bias[c] += v
		}
	}
}

// flip turns the filter by 180° and exchanges its channels:
// [kh, kw, Cout, Cin/Groups].
func (p *Plan[T]) flip(w []T) {
	flipped := grow(&p.flipped, len(w))
	cin := p.Cin / p.Groups
	taps := p.KH * p.KW
	for t := range taps {
		from, to := part(w, taps-1-t, taps), part(flipped, t, taps)
		for d := range cin {
			for c := range p.Cout {
				to[c*cin+d] = from[d*p.Cout+c]
			}
		}
	}
}
