package vec

import "math"

// Softmax sets every row of width w to eˣ/Σeˣ. The row's largest element is
// subtracted first, so nothing overflows.
func Softmax(dst, x Array, w int) {
	same2("Softmax", dst, x)
	rows("Softmax", &x, w)
	if dst.F64 != nil {
		f64.softmax(dst.F64, x.F64, w)
		return
	}
	f32.softmax(dst.F32, x.F32, w)
}

func softmaxGo[T float](dst, x []T, w int) {
	for r := 0; r < len(x); r += w {
		x, dst := x[r:r+w], dst[r:r+w]
		top := largest(x)
		var sum float64
		for i, v := range x {
			e := math.Exp(float64(v - top))
			sum += e
			dst[i] = T(e)
		}
		scale := T(1 / sum)
		for i := range dst {
			dst[i] *= scale
		}
	}
}

// LogSoftmax sets every row of width w to x - ln Σeˣ.
func LogSoftmax(dst, x Array, w int) {
	same2("LogSoftmax", dst, x)
	rows("LogSoftmax", &x, w)
	if dst.F64 != nil {
		f64.logSoftmax(dst.F64, x.F64, w)
		return
	}
	f32.logSoftmax(dst.F32, x.F32, w)
}

func logSoftmaxGo[T float](dst, x []T, w int) {
	for r := 0; r < len(x); r += w {
		x, dst := x[r:r+w], dst[r:r+w]
		lse := T(logSumExp(x))
		for i, v := range x {
			dst[i] = v - lse
		}
	}
}

// SoftmaxGrad adds y·(g - Σ g·y) to dx, the sum over the row; y is the softmax.
func SoftmaxGrad(dx, g, y Array, w int) {
	same3("SoftmaxGrad", dx, g, y)
	rows("SoftmaxGrad", &y, w)
	if dx.F64 != nil {
		f64.softmaxGrad(dx.F64, g.F64, y.F64, w)
		return
	}
	f32.softmaxGrad(dx.F32, g.F32, y.F32, w)
}

func softmaxGradGo[T float](dx, g, y []T, w int) {
	for r := 0; r < len(y); r += w {
		dx, g, y := dx[r:r+w], g[r:r+w], y[r:r+w]
		var dot T
		for i, v := range g {
			dot += v * y[i]
		}
		for i, v := range g {
			dx[i] += y[i] * (v - dot)
		}
	}
}

// LogSoftmaxGrad adds g - eʸ·Σg to dx, the sum over the row; y is the
// logarithm of the softmax.
func LogSoftmaxGrad(dx, g, y Array, w int) {
	same3("LogSoftmaxGrad", dx, g, y)
	rows("LogSoftmaxGrad", &y, w)
	if dx.F64 != nil {
		f64.logSoftmaxGrad(dx.F64, g.F64, y.F64, w)
		return
	}
	f32.logSoftmaxGrad(dx.F32, g.F32, y.F32, w)
}

func logSoftmaxGradGo[T float](dx, g, y []T, w int) {
	for r := 0; r < len(y); r += w {
		dx, g, y := dx[r:r+w], g[r:r+w], y[r:r+w]
		var sum T
		for _, v := range g {
			sum += v
		}
		for i, v := range g {
			dx[i] += v - T(math.Exp(float64(y[i])))*sum
		}
	}
}

// logSumExp returns ln Σeˣ.
func logSumExp[T float](x []T) float64 {
	top := largest(x)
	var sum float64
	for _, v := range x {
		sum += math.Exp(float64(v - top))
	}
	return float64(top) + math.Log(sum)
}

// largest returns the greatest element; NaN if there is one.
func largest[T float](x []T) T {
	top := x[0]
	for _, v := range x[1:] {
		top = max(top, v)
	}
	return top
}
