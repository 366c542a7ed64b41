// Package gemm multiplies matrices.
package gemm

// Options of Mul.
type Options[T float32 | float64] struct {
	Accumulate bool
	Bias       []T
	ReLU       bool
}

// Mul computes C = A·B (+ C) (+ bias).
func Mul[T float32 | float64](c []T, ldc int, a []T, ars, acs int, b []T, brs, bcs int, m, n, k int, opt Options[T]) {
	for i := range m {
		for j := range n {
			var s T
			for p := range k {
				s += a[i*ars+p*acs] * b[p*brs+j*bcs]
			}
			if opt.Bias != nil {
				s += opt.Bias[j]
			}
			if opt.Accumulate {
				s += c[i*ldc+j]
			}
			if opt.ReLU {
				s = max(s, 0)
			}
			c[i*ldc+j] = s
		}
	}
}
