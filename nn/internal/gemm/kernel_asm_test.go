//go:build amd64 && !noasm

package gemm

import (
	"math/rand/v2"
	"testing"
)

// levels runs f with each instruction set that this processor has.
func levels(t *testing.T, f func(t *testing.T)) {
	have := best
	defer func() { best = have }()
	for l, name := range []string{"Go", "AVX2", "AVX-512"} {
		if level(l) > have {
			t.Logf("this processor has no %s", name)
			continue
		}
		best = level(l)
		t.Run(name, f)
	}
}

func TestMulOnEachLevel(t *testing.T) {
	levels(t, func(t *testing.T) {
		t.Run("float32", testMul[float32])
		t.Run("float64", testMul[float64])
	})
}

// A kernel for each shape of a tile, against its twin in Go.
func TestEveryKernel(t *testing.T) {
	levels(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(9, 10))
		for m := 1; m <= 15; m++ {
			for n := 1; n <= 33; n++ {
				compare[float32](t, rng, m, n, rng.IntN(3), rng.IntN(20), uint8(rng.Uint32()))
				compare[float64](t, rng, m, n, rng.IntN(3), rng.IntN(20), uint8(rng.Uint32()))
			}
		}
	})
}

// AVX2 and AVX-512 give the same bits: both round once for a product and sum.
func TestLevelsAgree(t *testing.T) {
	if best != avx512 {
		t.Skip("this processor has no AVX-512")
	}
	defer func() { best = avx512 }()
	rng := rand.New(rand.NewPCG(11, 12))
	const m, n, k = 37, 50, 700
	a, b := make([]float32, m*k), make([]float32, k*n)
	for i := range a {
		a[i] = rng.Float32() - 0.5
	}
	for i := range b {
		b[i] = rng.Float32() - 0.5
	}
	var c [2][m * n]float32
	for i, l := range []level{avx2, avx512} {
		best = l
		Mul(c[i][:], n, a, k, 1, b, n, 1, m, n, k, Options[float32]{})
	}
	if c[0] != c[1] {
		t.Error("AVX2 and AVX-512 round differently")
	}
}

func FuzzKernels(f *testing.F) {
	f.Add(uint64(1), uint8(14), uint8(32), uint8(1), uint8(9), uint8(0))
	f.Add(uint64(2), uint8(29), uint8(17), uint8(3), uint8(1), uint8(255))
	f.Fuzz(func(t *testing.T, seed uint64, m, n, outer, inner, flags uint8) {
		levels(t, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(seed, 0))
			compare[float32](t, rng, int(m), int(n), int(outer%8), int(inner), flags)
			compare[float64](t, rng, int(m), int(n), int(outer%8), int(inner), flags)
		})
	})
}

// compare runs a random Seg of the given size by the kernels and by runGo. The
// slices end where memory ends that may be touched, and what lies between the
// rows of C must not change.
func compare[T Float](t *testing.T, rng *rand.Rand, m, n, outer, inner int, flags uint8) {
	t.Helper()
	stride := func(least int) int {
		if rng.IntN(2) == 0 {
			return least
		}
		return least + rng.IntN(9)
	}
	s := Seg[T]{
		M: m, N: n, Outer: outer, Inner: inner,
		ARow: rng.IntN(40), ACol: rng.IntN(40), AOuter: rng.IntN(100),
		BRow: stride(n), BOuter: rng.IntN(100), CRow: stride(n),
		Accumulate: flags&1 != 0, ReLU: flags&2 != 0,
	}
	if flags&4 != 0 {
		s.Bias = guarded[T](t, rng, n)
	}
	if m > 0 && n > 0 {
		s.C = guarded[T](t, rng, (m-1)*s.CRow+n)
		if outer > 0 && inner > 0 {
			s.A = guarded[T](t, rng, (m-1)*s.ARow+(inner-1)*s.ACol+(outer-1)*s.AOuter+1)
			s.B = guarded[T](t, rng, (inner-1)*s.BRow+(outer-1)*s.BOuter+n)
		}
	}
	twin := s
	twin.C = append([]T(nil), s.C...)
	s.Run()
	if twin.check() {
		twin.runGo()
	}
	for i, want := range twin.C {
		if s.C[i] != want {
			t.Fatalf("%d×%d, %d segments of %d steps, strides A %d %d %d, B %d %d, C %d, flags %b: C[%d] = %v, want %v",
				m, n, outer, inner, s.ARow, s.ACol, s.AOuter, s.BRow, s.BOuter, s.CRow, flags, i, s.C[i], want)
		}
	}
}
