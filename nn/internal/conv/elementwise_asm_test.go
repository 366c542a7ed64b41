//go:build amd64 && !noasm

package conv

import (
	"math/rand/v2"
	"testing"

	"gradus/nn/internal/gemm"
)

// The loops in assembly against their twins in Go, with a canary behind what
// they write.
func TestElementwiseKernels(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	for range 100 {
		compare[float32](t, rng, rng.IntN(9), rng.IntN(40))
		compare[float64](t, rng, rng.IntN(9), rng.IntN(40))
	}
}

func FuzzElementwiseKernels(f *testing.F) {
	f.Add(uint64(1), uint8(3), uint8(16))
	f.Fuzz(func(t *testing.T, seed uint64, pixels, channels uint8) {
		rng := rand.New(rand.NewPCG(seed, 0))
		compare[float32](t, rng, int(pixels), int(channels))
		compare[float64](t, rng, int(pixels), int(channels))
	})
}

func compare[T gemm.Float](t *testing.T, rng *rand.Rand, pixels, channels int) {
	t.Helper()
	channels++
	if rng.IntN(2) == 0 {
		channels = (channels + 7) / 8 * 8
	}
	n := pixels * channels
	type rows struct{ to0, to1, bias []T }
	before := rows{draw[T](rng, 2*n+1), draw[T](rng, 2*n+1), draw[T](rng, channels+1)}
	dy, x0, x1 := draw[T](rng, n), draw[T](rng, 2*n), draw[T](rng, 2*n)
	y, which := make([]T, n), make([]T, n)
	poolGo(y, x0, x1, channels)
	for i := range which {
		which[i] = T(rng.IntN(5) - 1)
	}
	for name, f := range map[string]func(r rows, assembly bool){
		"mask": func(r rows, assembly bool) {
			if assembly {
				mask(r.to0[:n], dy, y, r.bias[:channels])
			} else {
				maskGo(r.to0[:n], dy, y, r.bias[:channels])
			}
		},
		"sum": func(r rows, assembly bool) {
			if assembly {
				sum(dy, r.bias[:channels])
			} else {
				sumGo(dy, r.bias[:channels])
			}
		},
		"pool": func(r rows, assembly bool) {
			if assembly {
				pool(r.to0[:n], x0, x1, channels)
			} else {
				poolGo(r.to0[:n], x0, x1, channels)
			}
		},
		"unpool": func(r rows, assembly bool) {
			if assembly {
				unpool(r.to0[:2*n], r.to1[:2*n], dy, y, x0, x1, channels)
			} else {
				unpoolGo(r.to0[:2*n], r.to1[:2*n], dy, y, x0, x1, channels)
			}
		},
		"poolReLU": func(r rows, assembly bool) {
			if assembly {
				poolReLU(r.to0[:n], r.to1[:n], x0, x1, channels)
			} else {
				poolReLUGo(r.to0[:n], r.to1[:n], x0, x1, channels)
			}
		},
		"unpoolReLU": func(r rows, assembly bool) {
			if assembly {
				unpoolReLU(r.to0[:2*n], r.to1[:2*n], dy, which, r.bias[:channels])
			} else {
				unpoolReLUGo(r.to0[:2*n], r.to1[:2*n], dy, which, r.bias[:channels])
			}
		},
	} {
		clone := func() rows {
			return rows{append([]T(nil), before.to0...), append([]T(nil), before.to1...), append([]T(nil), before.bias...)}
		}
		got, want := clone(), clone()
		f(got, true)
		f(want, false)
		size := [2]int{pixels, channels}
		equal(t, size, name+": the first row", got.to0, want.to0)
		equal(t, size, name+": the second row", got.to1, want.to1)
		equal(t, size, name+": the bias", got.bias, want.bias)
	}
}

func TestWithoutAssembly(t *testing.T) {
	defer func(before bool) { assembly = before }(assembly)
	assembly = false
	t.Run("convolution", TestConvolution)
	t.Run("Winograd", TestWinograd)
	t.Run("pooling", TestPooling)
	t.Run("NaN", TestMaxPoolingOfNaN)
}
