package data

import "math"

// affine replaces an image by another view of it: the pixel (row, column) shows
// what was at
//
//	(a·row + b·column + c, d·row + e·column + f)
//
// interpolated bilinearly between the four pixels around; beyond the border the
// border is repeated.
func (p Pixels) affine(a, b, c, d, e, f float64) {
	copy(p.spare, p.Values)
	for row := range p.Height {
		for column := range p.Width {
			r0, r1, wr := between(a*float64(row)+b*float64(column)+c, p.Height)
			c0, c1, wc := between(d*float64(row)+e*float64(column)+f, p.Width)
			nw, ne, sw, se := p.At(r0, c0), p.At(r0, c1), p.At(r1, c0), p.At(r1, c1)
			to := p.At(row, column)
			for k := range p.Channels {
				north := (1-wc)*p.spare[nw+k] + wc*p.spare[ne+k]
				south := (1-wc)*p.spare[sw+k] + wc*p.spare[se+k]
				p.Values[to+k] = (1-wr)*north + wr*south
			}
		}
	}
}

// between finds the two pixels around a place on an axis, and how far the place is
// on the way from the first to the second.
func between(at float64, size int) (first, second int, weight float32) {
	at = max(0, min(at, float64(size-1)))
	whole := math.Floor(at)
	first = int(whole)
	return first, min(first+1, size-1), float32(at - whole)
}

// rotate turns the image around its middle, counterclockwise.
func (p Pixels) rotate(degrees float64) {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	y, x := float64(p.Height-1)/2, float64(p.Width-1)/2
	p.affine(cos, sin, y-cos*y-sin*x, -sin, cos, x+sin*y-cos*x)
}

// mean is the mean of each channel.
func (p Pixels) mean() []float32 {
	sums := make([]float64, p.Channels)
	for i, v := range p.Values {
		sums[i%p.Channels] += float64(v)
	}
	mean := make([]float32, p.Channels)
	for k, sum := range sums {
		mean[k] = float32(sum / float64(p.Height*p.Width))
	}
	return mean
}
