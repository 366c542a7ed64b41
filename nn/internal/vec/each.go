package vec

// Map sets dst[i] = f(x[i]), computed in float64.
func Map(dst, x Array, f func(float64) float64) {
	same2("Map", dst, x)
	if dst.Is64() {
		mapEach(dst.F64, x.F64, f)
	} else {
		mapEach(dst.F32, x.F32, f)
	}
}

// Map2 sets dst[i] = f(x[i], y[i]), computed in float64.
func Map2(dst, x, y Array, f func(x, y float64) float64) {
	same3("Map2", dst, x, y)
	if dst.Is64() {
		mapEach2(dst.F64, x.F64, y.F64, f)
	} else {
		mapEach2(dst.F32, x.F32, y.F32, f)
	}
}

func mapEach[T float](dst, x []T, f func(float64) float64) {
	for i, v := range x {
		dst[i] = T(f(float64(v)))
	}
}

func mapEach2[T float](dst, x, y []T, f func(x, y float64) float64) {
	for i, v := range x {
		dst[i] = T(f(float64(v), float64(y[i])))
	}
}

// Cap returns how many elements the array's memory has room for.
func (a Array) Cap() int { return cap(a.F32) + cap(a.F64) }

// Resize returns the array with n elements, at most Cap; those beyond the old
// length hold anything.
func (a Array) Resize(n int) Array {
	if a.F64 != nil {
		return Array{F64: a.F64[:n]}
	}
	return Array{F32: a.F32[:n]}
}
