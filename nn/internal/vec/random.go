package vec

// DropoutMask sets dst[i] to 1/keep with probability keep, and to 0 otherwise. The
// choice for element i is a function of seed and counter + i alone (splitmix64), so
// it is the same on every processor and in whatever pieces an array is filled.
// N. Srivastava et al., "Dropout: a simple way to prevent neural networks from
// overfitting", JMLR 2014; G. Steele, D. Lea, C. Flood, "Fast splittable
// pseudorandom number generators", OOPSLA 2014.
func DropoutMask(dst Array, seed, counter uint64, keep float64) {
	if !(keep > 0 && keep <= 1) {
		panic("vec.DropoutMask: the probability to keep an element must be in (0, 1]")
	}
	start := splitmix(seed) + counter*golden
	limit := uint64(keep * (1 << 53))
	if dst.F64 != nil {
		f64.dropoutMask(dst.F64, start, limit, 1/keep)
		return
	}
	f32.dropoutMask(dst.F32, start, limit, float32(1/keep))
}

func dropoutMaskGo[T float](dst []T, state, limit uint64, scale T) {
	for i := range dst {
		if splitmix(state)>>11 < limit {
			dst[i] = scale
		} else {
			dst[i] = 0
		}
		state += golden
	}
}

const golden = 0x9e3779b97f4a7c15 // 2⁶⁴ divided by the golden ratio, odd

// splitmix mixes the bits of z (the finaliser of splitmix64, variant 13 of D.
// Stafford).
func splitmix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}
