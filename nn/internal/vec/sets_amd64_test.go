//go:build amd64 && !noasm

package vec

// sets returns the kernels that this machine can run, by name.
func sets[T float](use map[string]func(*kernels[T])) map[string]kernels[T] {
	s := map[string]kernels[T]{"pure Go": pureGo[T]()}
	for name, ok := range map[string]bool{"AVX2": hasAVX2, "AVX-512": hasAVX512} {
		if ok {
			k := pureGo[T]()
			use[name](&k)
			s[name] = k
		}
	}
	return s
}

var (
	sets32 = sets(map[string]func(*kernels[float32]){"AVX2": useF32AVX2, "AVX-512": useF32AVX512})
	sets64 = sets(map[string]func(*kernels[float64]){"AVX2": useF64AVX2, "AVX-512": useF64AVX512})
)

var setsInt8 = map[string]int8Kernels{"pure Go": pureGoInt8()}

func init() {
	if hasAVX2 {
		setsInt8["AVX2"] = int8Kernels{mul: avx2Int8}
	}
	if hasVNNI {
		setsInt8["AVX-512 VNNI"] = int8Kernels{mul: vnni}
	}
}
