package conv

import (
	"math"

	"gradus/nn/internal/gemm"
)

// ready computes the filters in the tiles' domain: G·w·Gᵀ, for each pair of
// channels; those of the way back have their channels exchanged.
func (w *winograd[T]) ready(filter []T, cin, cout int, back bool) {
	values := grow(&w.w, domain*cin*cout)
	filterToTile(values, filter, cin*cout)
	if !back {
		return
	}
	turned := grow(&w.wt, len(values))
	for v := range domain {
		gemm.Transpose(part(turned, v, domain), cin, part(values, v, domain), cout, cin, cout)
	}
}

// filterToTileGo computes G·w·Gᵀ for n filters: w[3·a+b] of the c-th is at
// w[(3·a+b)·n+c].
func filterToTileGo[T gemm.Float](values, w []T, n int) {
	var r [4][3]T
	for c := range n {
		for b := range 3 {
			x0, x1, x2 := w[b*n+c], w[(3+b)*n+c], w[(6+b)*n+c]
			r[0][b], r[1][b], r[2][b], r[3][b] = x0, (x0+x2+x1)/2, (x0+x2-x1)/2, x2
		}
		for i, x := range r {
			v := values[4*i*n+c:]
			v[0], v[n], v[2*n], v[3*n] = x[0], (x[0]+x[2]+x[1])/2, (x[0]+x[2]-x[1])/2, x[2]
		}
	}
}

// filterGradientGo adds Gᵀ·values·G to dw, for the filters from ≤ c < to of n.
func filterGradientGo[T gemm.Float](dw, values []T, n, from, to int) {
	var r [3][4]T
	for c := from; c < to; c++ {
		for j := range 4 {
			x0, x1, x2, x3 := values[j*n+c], values[(4+j)*n+c], values[(8+j)*n+c], values[(12+j)*n+c]
			r[0][j], r[1][j], r[2][j] = (x1+x2)/2+x0, (x1-x2)/2, (x1+x2)/2+x3
		}
		for a, x := range r {
			dw[3*a*n+c] += (x[1]+x[2])/2 + x[0]
			dw[(3*a+1)*n+c] += (x[1] - x[2]) / 2
			dw[(3*a+2)*n+c] += (x[1]+x[2])/2 + x[3]
		}
	}
}

// atLeast is what a ReLU, or none, leaves at least.
func atLeast[T gemm.Float](relu bool) T {
	if relu {
		return 0
	}
	return T(math.Inf(-1))
}
