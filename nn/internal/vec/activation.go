package vec

import "math"

// ReLU sets dst = max(0, x); NaN stays.
func ReLU(dst, x *Array) {
	if differ(dst, x) {
		mismatch("ReLU", *dst, *x)
	}
	if dst.F64 != nil {
		f64.relu(dst.F64, x.F64)
		return
	}
	f32.relu(dst.F32, x.F32)
}

func reluGo[T float](dst, x []T) {
	x = x[:len(dst)]
	for i := range dst {
		dst[i] = max(x[i], 0)
	}
}

// LeakyReLU sets dst = x where x > 0 and slope·x elsewhere.
func LeakyReLU(dst, x Array, slope float64) {
	if differ(&dst, &x) {
		mismatch("LeakyReLU", dst, x)
	}
	if dst.F64 != nil {
		f64.leakyReLU(dst.F64, x.F64, slope)
		return
	}
	f32.leakyReLU(dst.F32, x.F32, float32(slope))
}

func leakyReLUGo[T float](dst, x []T, slope T) {
	x = x[:len(dst)]
	for i := range dst {
		if x[i] > 0 {
			dst[i] = x[i]
		} else {
			dst[i] = slope * x[i]
		}
	}
}

// ELU sets dst = x where x > 0 and alpha·(eˣ-1) elsewhere. D. Clevert, T.
// Unterthiner, S. Hochreiter, "Fast and accurate deep network learning by
// exponential linear units", ICLR 2016.
func ELU(dst, x Array, alpha float64) {
	if differ(&dst, &x) {
		mismatch("ELU", dst, x)
	}
	if dst.F64 != nil {
		f64.elu(dst.F64, x.F64, alpha)
		return
	}
	f32.elu(dst.F32, x.F32, float32(alpha))
}

func eluGo[T float](dst, x []T, alpha T) {
	x = x[:len(dst)]
	for i := range dst {
		if x[i] > 0 {
			dst[i] = x[i]
		} else {
			dst[i] = alpha * T(math.Expm1(float64(x[i])))
		}
	}
}

// Tanh sets dst = tanh x.
func Tanh(dst, x *Array) {
	if differ(dst, x) {
		mismatch("Tanh", *dst, *x)
	}
	if dst.F64 != nil {
		f64.tanh(dst.F64, x.F64)
		return
	}
	f32.tanh(dst.F32, x.F32)
}

func tanhGo[T float](dst, x []T) {
	x = x[:len(dst)]
	for i := range dst {
		dst[i] = T(math.Tanh(float64(x[i])))
	}
}

// Sigmoid sets dst = 1/(1+e⁻ˣ).
func Sigmoid(dst, x *Array) {
	if differ(dst, x) {
		mismatch("Sigmoid", *dst, *x)
	}
	if dst.F64 != nil {
		f64.sigmoid(dst.F64, x.F64)
		return
	}
	f32.sigmoid(dst.F32, x.F32)
}

func sigmoidGo[T float](dst, x []T) {
	x = x[:len(dst)]
	for i := range dst {
		dst[i] = T(logistic(float64(x[i])))
	}
}

// SiLU sets dst = x·σ(x), also called swish.
func SiLU(dst, x *Array) {
	if differ(dst, x) {
		mismatch("SiLU", *dst, *x)
	}
	if dst.F64 != nil {
		f64.silu(dst.F64, x.F64)
		return
	}
	f32.silu(dst.F32, x.F32)
}

func siluGo[T float](dst, x []T) {
	x = x[:len(dst)]
	for i := range dst {
		dst[i] = T(float64(x[i]) * logistic(float64(x[i])))
	}
}

// Softplus sets dst = ln(1+eˣ).
func Softplus(dst, x *Array) {
	if differ(dst, x) {
		mismatch("Softplus", *dst, *x)
	}
	if dst.F64 != nil {
		f64.softplus(dst.F64, x.F64)
		return
	}
	f32.softplus(dst.F32, x.F32)
}

func softplusGo[T float](dst, x []T) {
	x = x[:len(dst)]
	for i := range dst {
		dst[i] = T(softplus1(float64(x[i])))
	}
}

// GELU sets dst = x·Φ(x), Φ the normal distribution's cumulative function:
// Φ(x) = (1 + erf(x/√2))/2. D. Hendrycks, K. Gimpel, "Gaussian error linear
// units", 2016.
func GELU(dst, x *Array) {
	if differ(dst, x) {
		mismatch("GELU", *dst, *x)
	}
	if dst.F64 != nil {
		f64.gelu(dst.F64, x.F64)
		return
	}
	f32.gelu(dst.F32, x.F32)
}

func geluGo[T float](dst, x []T) {
	x = x[:len(dst)]
	for i := range dst {
		dst[i] = T(float64(x[i]) * normalCDF(float64(x[i])))
	}
}

// GELUTanh sets dst = x·(1 + tanh(√(2/π)·(x + 0.044715x³)))/2, the paper's
// approximation of GELU.
func GELUTanh(dst, x *Array) {
	if differ(dst, x) {
		mismatch("GELUTanh", *dst, *x)
	}
	if dst.F64 != nil {
		f64.geluTanh(dst.F64, x.F64)
		return
	}
	f32.geluTanh(dst.F32, x.F32)
}

func geluTanhGo[T float](dst, x []T) {
	x = x[:len(dst)]
	for i := range dst {
		v := float64(x[i])
		dst[i] = T(v * geluGate(v))
	}
}

// logistic is 1/(1+e⁻ˣ); e⁻ˣ may be +Inf.
func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// softplus1 is ln(1+eˣ), without overflow.
func softplus1(x float64) float64 { return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))) }

// normalCDF is Φ(x); erfc keeps its digits where Φ is small.
func normalCDF(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }

// geluGate is (1 + tanh u)/2 = σ(2u), u = √(2/π)·(x + 0.044715x³).
func geluGate(x float64) float64 {
	return logistic(2 * math.Sqrt(2/math.Pi) * (x + 0.044715*x*x*x))
}
