//go:build !amd64 || noasm

package vec

// Without assembly for this machine the twins do the work.

func best32() kernels[float32] { return pureGo[float32]() }

func best64() kernels[float64] { return pureGo[float64]() }

func bestInt8() int8Kernels { return pureGoInt8() }
