package conv

import "math"

// ready computes the filters in the tiles' domain: G·w·Gᵀ, for each pair of
// channels; those of the way back have their channels exchanged.
func (w *winograd[T]) ready(filter []T, cin, cout int, back bool) {
	n := cin * cout
	to := grow(&w.w, domain*n)
	var g [4][3]T
	for c := range n {
		for b := range 3 {
			x0, x1, x2 := filter[b*n+c], filter[(3+b)*n+c], filter[(6+b)*n+c]
			g[0][b], g[1][b], g[2][b], g[3][b] = x0, (x0+x2+x1)/2, (x0+x2-x1)/2, x2
		}
		for i, r := range g {
			v := to[4*i*n+c:]
			v[0], v[n], v[2*n], v[3*n] = r[0], (r[0]+r[2]+r[1])/2, (r[0]+r[2]-r[1])/2, r[2]
		}
	}
	if !back {
		return
	}
	wt := grow(&w.wt, domain*n)
	for v := range domain {
		from, to := part(to, v, domain), part(wt, v, domain)
		for d := range cin {
			for c, x := range from[d*cout:][:cout] {
				to[c*cin+d] = x
			}
		}
	}
}

// filterGradient adds Gᵀ·sum·G to dw, for pairs of channels from ≤ c < to of n.
func filterGradient[T float32 | float64](dw, sum []T, n, from, to int) {
	var g [3][4]T
	for c := from; c < to; c++ {
		for j := range 4 {
			s0, s1, s2, s3 := sum[j*n+c], sum[(4+j)*n+c], sum[(8+j)*n+c], sum[(12+j)*n+c]
			g[0][j], g[1][j], g[2][j] = s0+(s1+s2)/2, (s1-s2)/2, (s1+s2)/2+s3
		}
		for a, r := range g {
			dw[3*a*n+c] += r[0] + (r[1]+r[2])/2
			dw[(3*a+1)*n+c] += (r[1] - r[2]) / 2
			dw[(3*a+2)*n+c] += (r[1]+r[2])/2 + r[3]
		}
	}
}

// atLeast is what a ReLU, or none, leaves at least.
func atLeast[T float32 | float64](relu bool) T {
	if relu {
		return 0
	}
	return T(math.Inf(-1))
}
