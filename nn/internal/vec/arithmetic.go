package vec

// Add sets dst = a + b.
func Add(dst, a, b *Array) {
	if differ(dst, a) || differ(dst, b) {
		mismatch("Add", *dst, *a, *b)
	}
	if dst.F64 != nil {
		f64.add(dst.F64, a.F64, b.F64)
		return
	}
	f32.add(dst.F32, a.F32, b.F32)
}

func addGo[T float](dst, a, b []T) {
	a = a[:len(dst)]
	b = b[:len(dst)]
	for i := range dst {
		dst[i] = a[i] + b[i]
	}
}

// Sub sets dst = a - b.
func Sub(dst, a, b *Array) {
	if differ(dst, a) || differ(dst, b) {
		mismatch("Sub", *dst, *a, *b)
	}
	if dst.F64 != nil {
		f64.sub(dst.F64, a.F64, b.F64)
		return
	}
	f32.sub(dst.F32, a.F32, b.F32)
}

func subGo[T float](dst, a, b []T) {
	a = a[:len(dst)]
	b = b[:len(dst)]
	for i := range dst {
		dst[i] = a[i] - b[i]
	}
}

// Mul sets dst = a·b, element by element.
func Mul(dst, a, b *Array) {
	if differ(dst, a) || differ(dst, b) {
		mismatch("Mul", *dst, *a, *b)
	}
	if dst.F64 != nil {
		f64.mul(dst.F64, a.F64, b.F64)
		return
	}
	f32.mul(dst.F32, a.F32, b.F32)
}

func mulGo[T float](dst, a, b []T) {
	a = a[:len(dst)]
	b = b[:len(dst)]
	for i := range dst {
		dst[i] = a[i] * b[i]
	}
}

// Div sets dst = a/b.
func Div(dst, a, b *Array) {
	if differ(dst, a) || differ(dst, b) {
		mismatch("Div", *dst, *a, *b)
	}
	if dst.F64 != nil {
		f64.div(dst.F64, a.F64, b.F64)
		return
	}
	f32.div(dst.F32, a.F32, b.F32)
}

func divGo[T float](dst, a, b []T) {
	a = a[:len(dst)]
	b = b[:len(dst)]
	for i := range dst {
		dst[i] = a[i] / b[i]
	}
}

// Max sets dst to the larger of a and b; NaN if either is.
func Max(dst, a, b Array) {
	if differ(&dst, &a) || differ(&dst, &b) {
		mismatch("Max", dst, a, b)
	}
	if dst.F64 != nil {
		f64.max(dst.F64, a.F64, b.F64)
		return
	}
	f32.max(dst.F32, a.F32, b.F32)
}

func maxGo[T float](dst, a, b []T) {
	a = a[:len(dst)]
	b = b[:len(dst)]
	for i := range dst {
		dst[i] = max(a[i], b[i])
	}
}

// Min sets dst to the smaller of a and b; NaN if either is.
func Min(dst, a, b Array) {
	if differ(&dst, &a) || differ(&dst, &b) {
		mismatch("Min", dst, a, b)
	}
	if dst.F64 != nil {
		f64.min(dst.F64, a.F64, b.F64)
		return
	}
	f32.min(dst.F32, a.F32, b.F32)
}

func minGo[T float](dst, a, b []T) {
	a = a[:len(dst)]
	b = b[:len(dst)]
	for i := range dst {
		dst[i] = min(a[i], b[i])
	}
}

// MulAdd adds a·b to dst.
func MulAdd(dst, a, b Array) {
	if differ(&dst, &a) || differ(&dst, &b) {
		mismatch("MulAdd", dst, a, b)
	}
	if dst.F64 != nil {
		f64.mulAdd(dst.F64, a.F64, b.F64)
		return
	}
	f32.mulAdd(dst.F32, a.F32, b.F32)
}

func mulAddGo[T float](dst, a, b []T) {
	a = a[:len(dst)]
	b = b[:len(dst)]
	for i := range dst {
		dst[i] += a[i] * b[i]
	}
}

// MulSub subtracts a·b from dst.
func MulSub(dst, a, b Array) {
	if differ(&dst, &a) || differ(&dst, &b) {
		mismatch("MulSub", dst, a, b)
	}
	if dst.F64 != nil {
		f64.mulSub(dst.F64, a.F64, b.F64)
		return
	}
	f32.mulSub(dst.F32, a.F32, b.F32)
}

func mulSubGo[T float](dst, a, b []T) {
	a = a[:len(dst)]
	b = b[:len(dst)]
	for i := range dst {
		dst[i] -= a[i] * b[i]
	}
}

// DivAdd adds a/b to dst.
func DivAdd(dst, a, b Array) {
	if differ(&dst, &a) || differ(&dst, &b) {
		mismatch("DivAdd", dst, a, b)
	}
	if dst.F64 != nil {
		f64.divAdd(dst.F64, a.F64, b.F64)
		return
	}
	f32.divAdd(dst.F32, a.F32, b.F32)
}

func divAddGo[T float](dst, a, b []T) {
	a = a[:len(dst)]
	b = b[:len(dst)]
	for i := range dst {
		dst[i] += a[i] / b[i]
	}
}

// Axpy adds alpha·x to dst.
func Axpy(dst Array, alpha float64, x Array) {
	if differ(&dst, &x) {
		mismatch("Axpy", dst, x)
	}
	if dst.F64 != nil {
		f64.axpy(dst.F64, alpha, x.F64)
		return
	}
	f32.axpy(dst.F32, float32(alpha), x.F32)
}

func axpyGo[T float](dst []T, alpha T, x []T) {
	x = x[:len(dst)]
	for i := range dst {
		dst[i] += alpha * x[i]
	}
}

// Scale sets dst = alpha·x.
func Scale(dst Array, alpha float64, x Array) {
	if differ(&dst, &x) {
		mismatch("Scale", dst, x)
	}
	if dst.F64 != nil {
		f64.scale(dst.F64, alpha, x.F64)
		return
	}
	f32.scale(dst.F32, float32(alpha), x.F32)
}

func scaleGo[T float](dst []T, alpha T, x []T) {
	x = x[:len(dst)]
	for i := range dst {
		dst[i] = alpha * x[i]
	}
}

// AddScalar sets dst = x + c.
func AddScalar(dst, x Array, c float64) {
	if differ(&dst, &x) {
		mismatch("AddScalar", dst, x)
	}
	if dst.F64 != nil {
		f64.addScalar(dst.F64, x.F64, c)
		return
	}
	f32.addScalar(dst.F32, x.F32, float32(c))
}

func addScalarGo[T float](dst, x []T, c T) {
	x = x[:len(dst)]
	for i := range dst {
		dst[i] = x[i] + c
	}
}
