package vec

// AbsoluteError returns Σ |x - target| and sets dx = ±scale by the sign of
// x - target, 0 where that is 0. dx may be no array, and it may be x.
func AbsoluteError(dx, x, target Array, scale float64) float64 {
	same2("AbsoluteError", x, target)
	if !dx.IsNil() {
		same2("AbsoluteError", dx, x)
	}
	if x.F64 != nil {
		return absoluteError(dx.F64, x.F64, target.F64, scale)
	}
	return absoluteError(dx.F32, x.F32, target.F32, float32(scale))
}

func absoluteError[T float](dx, x, target []T, scale T) float64 {
	var loss float64
	for i, v := range x {
		d, slope := v-target[i], scale
		switch {
		case d < 0:
			d, slope = -d, -scale
		case d == 0:
			slope = 0
		}
		loss += float64(d)
		if dx != nil {
			dx[i] = slope
		}
	}
	return loss
}

// HuberError returns Σ f(x - target) and sets dx = f′(x - target)·scale, where
// f(e) is e²/2 for |e| ≤ delta and delta·(|e| - delta/2) beyond. dx may be no array,
// and it may be x.
func HuberError(dx, x, target Array, delta, scale float64) float64 {
	same2("HuberError", x, target)
	if !dx.IsNil() {
		same2("HuberError", dx, x)
	}
	if x.F64 != nil {
		return huberError(dx.F64, x.F64, target.F64, delta, scale)
	}
	return huberError(dx.F32, x.F32, target.F32, float32(delta), float32(scale))
}

func huberError[T float](dx, x, target []T, delta, scale T) float64 {
	var loss float64
	for i, v := range x {
		// f(e) = c·(e - c/2) with the error cut off at ±delta, c; f′(e) = c.
		d := v - target[i]
		c := min(max(d, -delta), delta)
		loss += float64(c) * (float64(d) - float64(c)/2)
		if dx != nil {
			dx[i] = c * scale
		}
	}
	return loss
}
