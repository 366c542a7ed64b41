package vec

import "math"

// SquareGrad adds g·2x to dx.
func SquareGrad(dx, g, x *Array) {
	if differ(dx, g) || differ(dx, x) {
		mismatch("SquareGrad", *dx, *g, *x)
	}
	if dx.F64 != nil {
		f64.squareGrad(dx.F64, g.F64, x.F64)
		return
	}
	f32.squareGrad(dx.F32, g.F32, x.F32)
}

func squareGradGo[T float](dx, g, x []T) {
	g = g[:len(dx)]
	x = x[:len(dx)]
	for i := range dx {
		dx[i] += g[i] * 2 * x[i]
	}
}

// SqrtGrad adds g/(2y) to dx, with y = √x.
func SqrtGrad(dx, g, y *Array) {
	if differ(dx, g) || differ(dx, y) {
		mismatch("SqrtGrad", *dx, *g, *y)
	}
	if dx.F64 != nil {
		f64.sqrtGrad(dx.F64, g.F64, y.F64)
		return
	}
	f32.sqrtGrad(dx.F32, g.F32, y.F32)
}

func sqrtGradGo[T float](dx, g, y []T) {
	g = g[:len(dx)]
	y = y[:len(dx)]
	for i := range dx {
		dx[i] += g[i] / (2 * y[i])
	}
}

// AbsGrad adds g·sign(x) to dx; the slope at 0 is taken as 0.
func AbsGrad(dx, g, x *Array) {
	if differ(dx, g) || differ(dx, x) {
		mismatch("AbsGrad", *dx, *g, *x)
	}
	if dx.F64 != nil {
		f64.absGrad(dx.F64, g.F64, x.F64)
		return
	}
	f32.absGrad(dx.F32, g.F32, x.F32)
}

func absGradGo[T float](dx, g, x []T) {
	g = g[:len(dx)]
	x = x[:len(dx)]
	for i := range dx {
		switch {
		case x[i] > 0:
			dx[i] += g[i]
		case x[i] < 0:
			dx[i] -= g[i]
		}
	}
}

// ReciprocalGrad adds -g·y² to dx, with y = 1/x.
func ReciprocalGrad(dx, g, y *Array) {
	if differ(dx, g) || differ(dx, y) {
		mismatch("ReciprocalGrad", *dx, *g, *y)
	}
	if dx.F64 != nil {
		f64.reciprocalGrad(dx.F64, g.F64, y.F64)
		return
	}
	f32.reciprocalGrad(dx.F32, g.F32, y.F32)
}

func reciprocalGradGo[T float](dx, g, y []T) {
	g = g[:len(dx)]
	y = y[:len(dx)]
	for i := range dx {
		dx[i] -= g[i] * y[i] * y[i]
	}
}

// ExpGrad adds g·y to dx, with y = eˣ.
func ExpGrad(dx, g, y *Array) {
	if differ(dx, g) || differ(dx, y) {
		mismatch("ExpGrad", *dx, *g, *y)
	}
	if dx.F64 != nil {
		f64.expGrad(dx.F64, g.F64, y.F64)
		return
	}
	f32.expGrad(dx.F32, g.F32, y.F32)
}

func expGradGo[T float](dx, g, y []T) {
	g = g[:len(dx)]
	y = y[:len(dx)]
	for i := range dx {
		dx[i] += g[i] * y[i]
	}
}

// LogGrad adds g/x to dx.
func LogGrad(dx, g, x *Array) {
	if differ(dx, g) || differ(dx, x) {
		mismatch("LogGrad", *dx, *g, *x)
	}
	if dx.F64 != nil {
		f64.logGrad(dx.F64, g.F64, x.F64)
		return
	}
	f32.logGrad(dx.F32, g.F32, x.F32)
}

func logGradGo[T float](dx, g, x []T) {
	g = g[:len(dx)]
	x = x[:len(dx)]
	for i := range dx {
		dx[i] += g[i] / x[i]
	}
}

// PowGrad adds g·p·xᵖ⁻¹ to dx.
func PowGrad(dx, g, x Array, p float64) {
	if p == 2 {
		SquareGrad(&dx, &g, &x)
		return
	}
	if differ(&dx, &g) || differ(&dx, &x) {
		mismatch("PowGrad", dx, g, x)
	}
	if dx.F64 != nil {
		f64.powGrad(dx.F64, g.F64, x.F64, p)
		return
	}
	f32.powGrad(dx.F32, g.F32, x.F32, float32(p))
}

func powGradGo[T float](dx, g, x []T, p T) {
	g = g[:len(dx)]
	x = x[:len(dx)]
	for i := range dx {
		dx[i] += g[i] * p * T(math.Pow(float64(x[i]), float64(p-1)))
	}
}

// DivisorGrad adds -g·y/b to db, the gradient of the divisor in y = a/b. (The dividend's is
// DivAdd(da, g, b).)
func DivisorGrad(db, g, y, b Array) {
	if differ(&db, &g) || differ(&db, &y) || differ(&db, &b) {
		mismatch("DivisorGrad", db, g, y, b)
	}
	if db.F64 != nil {
		f64.divisorGrad(db.F64, g.F64, y.F64, b.F64)
		return
	}
	f32.divisorGrad(db.F32, g.F32, y.F32, b.F32)
}

func divisorGradGo[T float](db, g, y, b []T) {
	g = g[:len(db)]
	y = y[:len(db)]
	b = b[:len(db)]
	for i := range db {
		db[i] -= g[i] * y[i] / b[i]
	}
}

// MaxGrad adds to da the gradient of max(a, b) with respect to a: g where a > b, g/2
// where they are equal. For b's gradient exchange a and b.
func MaxGrad(da, g, a, b Array) {
	if differ(&da, &g) || differ(&da, &a) || differ(&da, &b) {
		mismatch("MaxGrad", da, g, a, b)
	}
	if da.F64 != nil {
		f64.maxGrad(da.F64, g.F64, a.F64, b.F64)
		return
	}
	f32.maxGrad(da.F32, g.F32, a.F32, b.F32)
}

func maxGradGo[T float](da, g, a, b []T) {
	g = g[:len(da)]
	a = a[:len(da)]
	b = b[:len(da)]
	for i := range da {
		switch {
		case a[i] > b[i]:
			da[i] += g[i]
		case a[i] == b[i]:
			da[i] += g[i] / 2
		}
	}
}

// MinGrad adds to da the gradient of min(a, b) with respect to a: g where a < b, g/2
// where they are equal.
func MinGrad(da, g, a, b Array) {
	if differ(&da, &g) || differ(&da, &a) || differ(&da, &b) {
		mismatch("MinGrad", da, g, a, b)
	}
	if da.F64 != nil {
		f64.minGrad(da.F64, g.F64, a.F64, b.F64)
		return
	}
	f32.minGrad(da.F32, g.F32, a.F32, b.F32)
}

func minGradGo[T float](da, g, a, b []T) {
	g = g[:len(da)]
	a = a[:len(da)]
	b = b[:len(da)]
	for i := range da {
		switch {
		case a[i] < b[i]:
			da[i] += g[i]
		case a[i] == b[i]:
			da[i] += g[i] / 2
		}
	}
}
