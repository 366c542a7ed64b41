package vec

import "math"

// Neg sets dst = -x.
func Neg(dst, x *Array) {
	if differ(dst, x) {
		mismatch("Neg", *dst, *x)
	}
	if dst.F64 != nil {
		f64.neg(dst.F64, x.F64)
		return
	}
	f32.neg(dst.F32, x.F32)
}

func negGo[T float](dst, x []T) {
	x = x[:len(dst)]
	for i := range dst {
		dst[i] = -x[i]
	}
}

// Square sets dst = x².
func Square(dst, x *Array) {
	if differ(dst, x) {
		mismatch("Square", *dst, *x)
	}
	if dst.F64 != nil {
		f64.square(dst.F64, x.F64)
		return
	}
	f32.square(dst.F32, x.F32)
}

func squareGo[T float](dst, x []T) {
	x = x[:len(dst)]
	for i := range dst {
		dst[i] = x[i] * x[i]
	}
}

// Sqrt sets dst = √x; NaN where x < 0.
func Sqrt(dst, x *Array) {
	if differ(dst, x) {
		mismatch("Sqrt", *dst, *x)
	}
	if dst.F64 != nil {
		f64.sqrt(dst.F64, x.F64)
		return
	}
	f32.sqrt(dst.F32, x.F32)
}

func sqrtGo[T float](dst, x []T) {
	x = x[:len(dst)]
	for i := range dst {
		dst[i] = T(math.Sqrt(float64(x[i])))
	}
}

// Abs sets dst = |x|.
func Abs(dst, x *Array) {
	if differ(dst, x) {
		mismatch("Abs", *dst, *x)
	}
	if dst.F64 != nil {
		f64.abs(dst.F64, x.F64)
		return
	}
	f32.abs(dst.F32, x.F32)
}

func absGo[T float](dst, x []T) {
	x = x[:len(dst)]
	for i := range dst {
		dst[i] = T(math.Abs(float64(x[i])))
	}
}

// Reciprocal sets dst = 1/x.
func Reciprocal(dst, x *Array) {
	if differ(dst, x) {
		mismatch("Reciprocal", *dst, *x)
	}
	if dst.F64 != nil {
		f64.reciprocal(dst.F64, x.F64)
		return
	}
	f32.reciprocal(dst.F32, x.F32)
}

func reciprocalGo[T float](dst, x []T) {
	x = x[:len(dst)]
	for i := range dst {
		dst[i] = 1 / x[i]
	}
}

// Exp sets dst = eˣ; +Inf where that is too large, 0 where it is too small.
func Exp(dst, x *Array) {
	if differ(dst, x) {
		mismatch("Exp", *dst, *x)
	}
	if dst.F64 != nil {
		f64.exp(dst.F64, x.F64)
		return
	}
	f32.exp(dst.F32, x.F32)
}

func expGo[T float](dst, x []T) {
	x = x[:len(dst)]
	for i := range dst {
		dst[i] = T(math.Exp(float64(x[i])))
	}
}

// Log sets dst = ln x; -Inf where x = 0, NaN where x < 0.
func Log(dst, x *Array) {
	if differ(dst, x) {
		mismatch("Log", *dst, *x)
	}
	if dst.F64 != nil {
		f64.log(dst.F64, x.F64)
		return
	}
	f32.log(dst.F32, x.F32)
}

func logGo[T float](dst, x []T) {
	x = x[:len(dst)]
	for i := range dst {
		dst[i] = T(math.Log(float64(x[i])))
	}
}

// Pow sets dst = xᵖ.
func Pow(dst, x Array, p float64) {
	if p == 2 {
		Square(&dst, &x)
		return
	}
	if differ(&dst, &x) {
		mismatch("Pow", dst, x)
	}
	if dst.F64 != nil {
		f64.pow(dst.F64, x.F64, p)
		return
	}
	f32.pow(dst.F32, x.F32, float32(p))
}

func powGo[T float](dst, x []T, p T) {
	x = x[:len(dst)]
	for i := range dst {
		dst[i] = T(math.Pow(float64(x[i]), float64(p)))
	}
}
