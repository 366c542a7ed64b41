package vec

import (
	"fmt"
	"math"
)

// Sum returns Σx, summed in float64 in an order that depends on the length alone.
func Sum(x Array) float64 {
	if x.F64 != nil {
		return f64.sum(x.F64)
	}
	return f32.sum(x.F32)
}

func sumGo[T float](x []T) float64 {
	var s float64
	for _, v := range x {
		s += float64(v)
	}
	return s
}

// Dot returns Σ a·b, summed in float64.
func Dot(a, b Array) float64 {
	same2("Dot", a, b)
	if a.F64 != nil {
		return f64.dot(a.F64, b.F64)
	}
	return f32.dot(a.F32, b.F32)
}

func dotGo[T float](a, b []T) float64 {
	b = b[:len(a)]
	var s float64
	for i, v := range a {
		s += float64(v) * float64(b[i])
	}
	return s
}

// SumSquares returns Σx², summed in float64.
func SumSquares(x Array) float64 { return Dot(x, x) }

// MaxValue returns the largest element, NaN if there is one, -Inf of no elements.
func MaxValue(x Array) float64 {
	if x.F64 != nil {
		return f64.maxValue(x.F64)
	}
	return float64(f32.maxValue(x.F32))
}

func maxValueGo[T float](x []T) T {
	top := T(math.Inf(-1))
	for _, v := range x {
		top = max(top, v)
	}
	return top
}

// ArgMaxRows sets dst[i] to the column of the largest element of row i; of equals
// the first, and a NaN counts as larger than any number.
func ArgMaxRows(dst []int, x Array, w int) {
	if n := rows("ArgMaxRows", &x, w); len(dst) != n {
		panic(fmt.Sprintf("vec.ArgMaxRows: a destination of length %d for %d rows", len(dst), n))
	}
	if x.F64 != nil {
		argMaxRows(dst, x.F64, w)
		return
	}
	argMaxRows(dst, x.F32, w)
}

func argMaxRows[T float](dst []int, x []T, w int) {
	for r := range dst {
		row := x[r*w : (r+1)*w]
		best := 0
		for j, v := range row {
			if v > row[best] || v != v && row[best] == row[best] {
				best = j
			}
		}
		dst[r] = best
	}
}

// IsFinite reports whether no element is NaN or infinite.
func IsFinite(x Array) bool {
	if x.F64 != nil {
		return f64.isFinite(x.F64)
	}
	return f32.isFinite(x.F32)
}

// isFiniteGo sums x·0, which is 0 for a number and NaN for anything else.
func isFiniteGo[T float](x []T) bool {
	var s T
	for _, v := range x {
		s += v * 0
	}
	return s == 0
}
