package conv

import "gradus/nn/internal/gemm"

// The loops over pixels. Those with assembly are called through mask, sum,
// pool and unpool, which hand it what it can do.

// maskGo sets to to dy where y is positive, and to 0 elsewhere, and adds it to
// bias, pixel by pixel.
func maskGo[T gemm.Float](to, dy, y, bias []T) {
	for len(to) > 0 {
		for c := range bias {
			var v T
			if y[c] > 0 {
				v = dy[c]
			}
			to[c] = v
			bias[c] += v
		}
		to, dy, y = to[len(bias):], dy[len(bias):], y[len(bias):]
	}
}

// sumGo adds dy to bias, pixel by pixel.
func sumGo[T gemm.Float](dy, bias []T) {
	for ; len(dy) > 0; dy = dy[len(bias):] {
		for c, v := range dy[:len(bias)] {
			bias[c] += v
		}
	}
}

// poolGo sets y, a row of pixels of so many channels, to the maxima of 2×2
// pixels of the rows x0 and x1. A NaN is the maximum.
func poolGo[T gemm.Float](y, x0, x1 []T, channels int) {
	for len(y) > 0 {
		for c := range channels {
			v := x0[c]
			for _, x := range [3]T{x0[channels+c], x1[c], x1[channels+c]} {
				if x > v || x != x {
					v = x
				}
			}
			y[c] = v
		}
		y, x0, x1 = y[channels:], x0[2*channels:], x1[2*channels:]
	}
}

// unpoolGo is the way back: the first of each 2×2 pixels that is the maximum
// gets dy added.
func unpoolGo[T gemm.Float](dx0, dx1, dy, y, x0, x1 []T, channels int) {
	for len(y) > 0 {
		for c := range channels {
			switch v := y[c]; {
			case is(x0[c], v):
				dx0[c] += dy[c]
			case is(x0[channels+c], v):
				dx0[channels+c] += dy[c]
			case is(x1[c], v):
				dx1[c] += dy[c]
			default:
				dx1[channels+c] += dy[c]
			}
		}
		y, dy = y[channels:], dy[channels:]
		x0, x1, dx0, dx1 = x0[2*channels:], x1[2*channels:], dx0[2*channels:], dx1[2*channels:]
	}
}

// is reports whether x is the maximum v.
func is[T gemm.Float](x, v T) bool { return x == v || x != x }

// poolReLUGo is poolGo, and notes in which the number of the pixel, 0 to 3, that
// is the maximum, or -1 where the maximum is not positive.
func poolReLUGo[T gemm.Float](y, which, x0, x1 []T, channels int) {
	for len(y) > 0 {
		for c := range channels {
			v, number := x0[c], T(0)
			for i, x := range [3]T{x0[channels+c], x1[c], x1[channels+c]} {
				if x > v || x != x {
					v, number = x, T(i+1)
				}
			}
			if !(v > 0) {
				number = -1
			}
			y[c], which[c] = v, number
		}
		y, which, x0, x1 = y[channels:], which[channels:], x0[2*channels:], x1[2*channels:]
	}
}

// unpoolReLUGo is the way back: it sets the pixels, those that were not the
// maximum to 0, and adds them to bias.
func unpoolReLUGo[T gemm.Float](dx0, dx1, dy, which, bias []T) {
	channels := len(bias)
	clear(dx0[:2*len(dy)])
	clear(dx1[:2*len(dy)])
	for len(dy) > 0 {
		for c := range bias {
			switch which[c] {
			case 0:
				dx0[c] = dy[c]
			case 1:
				dx0[channels+c] = dy[c]
			case 2:
				dx1[c] = dy[c]
			case 3:
				dx1[channels+c] = dy[c]
			default:
				continue
			}
			bias[c] += dy[c]
		}
		dy, which, dx0, dx1 = dy[channels:], which[channels:], dx0[2*channels:], dx1[2*channels:]
	}
}

// accumulateGo adds from to to.
func accumulateGo[T gemm.Float](to, from []T) {
	for i, v := range from[:len(to)] {
		to[i] += v
	}
}
