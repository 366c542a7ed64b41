//go:build !amd64 || noasm

package vec

var (
	sets32 = map[string]kernels[float32]{"pure Go": pureGo[float32]()}
	sets64 = map[string]kernels[float64]{"pure Go": pureGo[float64]()}
)

var setsInt8 = map[string]int8Kernels{"pure Go": pureGoInt8()}
