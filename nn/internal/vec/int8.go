package vec

import (
	"fmt"
	"math"
)

// Quantize sets dst = x/scale, rounded to the nearest integer (halves to even) and
// limited to -127…127; NaN becomes 0. B. Jacob et al., "Quantization and training of
// neural networks for efficient integer-arithmetic-only inference", CVPR 2018.
func Quantize(dst []int8, x Array, scale float64) {
	if len(dst) != x.Len() {
		panic(fmt.Sprintf("vec.Quantize: a destination of length %d for %v", len(dst), describe(x)))
	}
	if x.F64 != nil {
		f64.quantize(dst, x.F64, 1/scale)
		return
	}
	f32.quantize(dst, x.F32, float32(1/scale))
}

func quantizeGo[T float](dst []int8, x []T, inverse T) {
	for i, v := range x {
		v *= inverse
		if v != v {
			v = 0
		}
		dst[i] = int8(math.RoundToEven(float64(min(max(v, -127), 127))))
	}
}

// MulInt8 is the matrix product of quantised inference: c = a·bᵀ, with a [m, k], b
// [n, k] (a row for each output) and c [m, n], exact as long as k < 2¹⁶.
func MulInt8(c []int32, a, b []int8, m, n, k int) {
	if m < 0 || n < 0 || k < 0 || len(c) != m*n || len(a) != m*k || len(b) != n*k {
		panic(fmt.Sprintf("vec.MulInt8: c[%d] = a[%d]·b[%d]ᵀ is not [%d, %d] = [%d, %d]·[%d, %d]ᵀ",
			len(c), len(a), len(b), m, n, m, k, n, k))
	}
	int8s.mul(c, a, b, m, n, k)
}

func mulInt8Go(c []int32, a, b []int8, m, n, k int) {
	for i := range m {
		row := a[i*k : (i+1)*k]
		for j := range n {
			var sum int32
			for p, w := range b[j*k : (j+1)*k] {
				sum += int32(row[p]) * int32(w)
			}
			c[i*n+j] = sum
		}
	}
}
