//go:build amd64 && !noasm

package vec

// cpuid executes the CPUID instruction.
func cpuid(leaf, subleaf uint32) (a, b, c, d uint32)

// xgetbv returns the low half of XCR0: which registers the system saves.
func xgetbv() uint32

// What the processor can do, as far as it matters here.
var hasAVX2, hasAVX512, hasVNNI = features()

func features() (avx2, avx512, vnni bool) {
	const (
		fma, osxsave, avx = 1 << 12, 1 << 27, 1 << 28
		saveAVX           = 1<<1 | 1<<2
		saveAVX512        = saveAVX | 1<<5 | 1<<6 | 1<<7

		bmi1, avx2Bit, bmi2 = 1 << 3, 1 << 5, 1 << 8
		f, dq, bw, vl       = 1 << 16, 1 << 17, 1 << 30, 1 << 31
		vnniBit             = 1 << 11
	)
	has := func(word uint32, bits uint32) bool { return word&bits == bits }
	if top, _, _, _ := cpuid(0, 0); top < 7 {
		return
	}
	_, _, one, _ := cpuid(1, 0)
	if !has(one, fma|osxsave|avx) || !has(xgetbv(), saveAVX) {
		return
	}
	_, seven, sevenC, _ := cpuid(7, 0)
	avx2 = has(seven, bmi1|avx2Bit|bmi2)
	avx512 = avx2 && has(seven, f|dq|bw|vl) && has(xgetbv(), saveAVX512)
	return avx2, avx512, avx512 && has(sevenC, vnniBit)
}

func best32() kernels[float32] {
	k := pureGo[float32]()
	if hasAVX2 {
		useF32AVX2(&k)
	}
	if hasAVX512 {
		useF32AVX512(&k)
	}
	return k
}

func best64() kernels[float64] {
	k := pureGo[float64]()
	if hasAVX2 {
		useF64AVX2(&k)
	}
	if hasAVX512 {
		useF64AVX512(&k)
	}
	return k
}
