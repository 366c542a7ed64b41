package vec

import "math"

// ReLUGrad adds g to dx where y > 0, with y = ReLU(x).
func ReLUGrad(dx, g, y *Array) {
	if differ(dx, g) || differ(dx, y) {
		mismatch("ReLUGrad", *dx, *g, *y)
	}
	if dx.F64 != nil {
		f64.reluGrad(dx.F64, g.F64, y.F64)
		return
	}
	f32.reluGrad(dx.F32, g.F32, y.F32)
}

func reluGradGo[T float](dx, g, y []T) {
	g = g[:len(dx)]
	y = y[:len(dx)]
	for i := range dx {
		if y[i] > 0 {
			dx[i] += g[i]
		}
	}
}

// ReLUMask sets dx = g where y > 0 and 0 elsewhere; it does not add.
func ReLUMask(dx, g, y *Array) {
	if differ(dx, g) || differ(dx, y) {
		mismatch("ReLUMask", *dx, *g, *y)
	}
	if dx.F64 != nil {
		f64.reluMask(dx.F64, g.F64, y.F64)
		return
	}
	f32.reluMask(dx.F32, g.F32, y.F32)
}

func reluMaskGo[T float](dx, g, y []T) {
	g = g[:len(dx)]
	y = y[:len(dx)]
	for i := range dx {
		if y[i] > 0 {
			dx[i] = g[i]
		} else {
			dx[i] = 0
		}
	}
}

// LeakyReLUGrad adds g to dx where x > 0 and slope·g elsewhere.
func LeakyReLUGrad(dx, g, x Array, slope float64) {
	if differ(&dx, &g) || differ(&dx, &x) {
		mismatch("LeakyReLUGrad", dx, g, x)
	}
	if dx.F64 != nil {
		f64.leakyReLUGrad(dx.F64, g.F64, x.F64, slope)
		return
	}
	f32.leakyReLUGrad(dx.F32, g.F32, x.F32, float32(slope))
}

func leakyReLUGradGo[T float](dx, g, x []T, slope T) {
	g = g[:len(dx)]
	x = x[:len(dx)]
	for i := range dx {
		if x[i] > 0 {
			dx[i] += g[i]
		} else {
			dx[i] += slope * g[i]
		}
	}
}

// ELUGrad adds g to dx where y > 0 and g·(y + alpha) elsewhere, with y = ELU(x).
func ELUGrad(dx, g, y Array, alpha float64) {
	if differ(&dx, &g) || differ(&dx, &y) {
		mismatch("ELUGrad", dx, g, y)
	}
	if dx.F64 != nil {
		f64.eluGrad(dx.F64, g.F64, y.F64, alpha)
		return
	}
	f32.eluGrad(dx.F32, g.F32, y.F32, float32(alpha))
}

func eluGradGo[T float](dx, g, y []T, alpha T) {
	g = g[:len(dx)]
	y = y[:len(dx)]
	for i := range dx {
		if y[i] > 0 {
			dx[i] += g[i]
		} else {
			dx[i] += g[i] * (y[i] + alpha)
		}
	}
}

// TanhGrad adds g·(1-y²) to dx, with y = tanh x.
func TanhGrad(dx, g, y *Array) {
	if differ(dx, g) || differ(dx, y) {
		mismatch("TanhGrad", *dx, *g, *y)
	}
	if dx.F64 != nil {
		f64.tanhGrad(dx.F64, g.F64, y.F64)
		return
	}
	f32.tanhGrad(dx.F32, g.F32, y.F32)
}

func tanhGradGo[T float](dx, g, y []T) {
	g = g[:len(dx)]
	y = y[:len(dx)]
	for i := range dx {
		dx[i] += g[i] * (1 - y[i]*y[i])
	}
}

// SigmoidGrad adds g·y·(1-y) to dx, with y = σ(x).
func SigmoidGrad(dx, g, y *Array) {
	if differ(dx, g) || differ(dx, y) {
		mismatch("SigmoidGrad", *dx, *g, *y)
	}
	if dx.F64 != nil {
		f64.sigmoidGrad(dx.F64, g.F64, y.F64)
		return
	}
	f32.sigmoidGrad(dx.F32, g.F32, y.F32)
}

func sigmoidGradGo[T float](dx, g, y []T) {
	g = g[:len(dx)]
	y = y[:len(dx)]
	for i := range dx {
		dx[i] += g[i] * y[i] * (1 - y[i])
	}
}

// SiLUGrad adds g·σ(x)·(1 + x·(1-σ(x))) to dx.
func SiLUGrad(dx, g, x *Array) {
	if differ(dx, g) || differ(dx, x) {
		mismatch("SiLUGrad", *dx, *g, *x)
	}
	if dx.F64 != nil {
		f64.siluGrad(dx.F64, g.F64, x.F64)
		return
	}
	f32.siluGrad(dx.F32, g.F32, x.F32)
}

func siluGradGo[T float](dx, g, x []T) {
	g = g[:len(dx)]
	x = x[:len(dx)]
	for i := range dx {
		v := float64(x[i])
		s := logistic(v)
		dx[i] += g[i] * T(s*(1+v*(1-s)))
	}
}

// SoftplusGrad adds g·σ(x) to dx.
func SoftplusGrad(dx, g, x *Array) {
	if differ(dx, g) || differ(dx, x) {
		mismatch("SoftplusGrad", *dx, *g, *x)
	}
	if dx.F64 != nil {
		f64.softplusGrad(dx.F64, g.F64, x.F64)
		return
	}
	f32.softplusGrad(dx.F32, g.F32, x.F32)
}

func softplusGradGo[T float](dx, g, x []T) {
	g = g[:len(dx)]
	x = x[:len(dx)]
	for i := range dx {
		dx[i] += g[i] * T(logistic(float64(x[i])))
	}
}

// GELUGrad adds g·(Φ(x) + x·φ(x)) to dx, φ the normal density.
func GELUGrad(dx, g, x *Array) {
	if differ(dx, g) || differ(dx, x) {
		mismatch("GELUGrad", *dx, *g, *x)
	}
	if dx.F64 != nil {
		f64.geluGrad(dx.F64, g.F64, x.F64)
		return
	}
	f32.geluGrad(dx.F32, g.F32, x.F32)
}

func geluGradGo[T float](dx, g, x []T) {
	g = g[:len(dx)]
	x = x[:len(dx)]
	for i := range dx {
		v := float64(x[i])
		dx[i] += g[i] * T(normalCDF(v)+v*math.Exp(-v*v/2)/math.Sqrt(2*math.Pi))
	}
}

// GELUTanhGrad adds g times the slope of GELUTanh to dx.
func GELUTanhGrad(dx, g, x *Array) {
	if differ(dx, g) || differ(dx, x) {
		mismatch("GELUTanhGrad", *dx, *g, *x)
	}
	if dx.F64 != nil {
		f64.geluTanhGrad(dx.F64, g.F64, x.F64)
		return
	}
	f32.geluTanhGrad(dx.F32, g.F32, x.F32)
}

func geluTanhGradGo[T float](dx, g, x []T) {
	g = g[:len(dx)]
	x = x[:len(dx)]
	for i := range dx {
		v := float64(x[i])
		s := geluGate(v)
		slope := 2 * math.Sqrt(2/math.Pi) * (1 + 3*0.044715*v*v)
		dx[i] += g[i] * T(s+v*s*(1-s)*slope)
	}
}
