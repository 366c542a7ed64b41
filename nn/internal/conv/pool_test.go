package conv

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"unsafe"

	"gradus/nn/internal/gemm"
)

func poolShape(rng *rand.Rand) PoolShape {
	for {
		s := PoolShape{
			N: rng.IntN(4), H: 1 + rng.IntN(10), W: 1 + rng.IntN(20), C: oneOf(rng, 1, 2, 3, 8, 15, 16, 17, 32, 33, 64),
			KH: 2, KW: 2, StrideH: 2, StrideW: 2,
		}
		if rng.IntN(2) == 0 {
			s.KH, s.KW, s.StrideH, s.StrideW = 1+rng.IntN(4), 1+rng.IntN(4), 1+rng.IntN(3), 1+rng.IntN(3)
			s.PadTop, s.PadBottom, s.PadLeft, s.PadRight = rng.IntN(s.KH), rng.IntN(s.KH), rng.IntN(s.KW), rng.IntN(s.KW)
			s.CountPadding = rng.IntN(2) == 0
		}
		if ho, wo := s.Out(); ho > 0 && wo > 0 {
			return s
		}
	}
}

func TestPooling(t *testing.T) {
	t.Run("float32", testPooling[float32])
	t.Run("float64", testPooling[float64])
}

func testPooling[T gemm.Float](t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		checkPooling[T](t, rng, poolShape(rng))
	}
}

func checkPooling[T gemm.Float](t *testing.T, rng *rand.Rand, s PoolShape) {
	t.Helper()
	ho, wo := s.Out()
	x := draw[T](rng, s.N*s.H*s.W*s.C)
	y, mean := make([]T, s.N*ho*wo*s.C), make([]T, s.N*ho*wo*s.C)
	dy := draw[T](rng, len(y))
	dx := draw[T](rng, len(x))
	dmean := make([]T, len(x))
	gotDX, gotDMean := append([]T(nil), dx...), make([]T, len(x))
	for out := range y {
		c, j, i, n := out%s.C, out/s.C%wo, out/s.C/wo%ho, out/s.C/wo/ho
		best, pixels, sum := -1, T(0), T(0)
		var inside []int
		for a := range s.KH {
			for b := range s.KW {
				r, q := i*s.StrideH+a-s.PadTop, j*s.StrideW+b-s.PadLeft
				if r < 0 || r >= s.H || q < 0 || q >= s.W {
					continue
				}
				in := ((n*s.H+r)*s.W+q)*s.C + c
				if best < 0 || x[in] > x[best] {
					best = in
				}
				pixels++
				sum += x[in]
				inside = append(inside, in)
			}
		}
		if best < 0 {
			continue // a window that sees only padding; there is none
		}
		y[out] = x[best]
		dx[best] += dy[out]
		if s.CountPadding {
			pixels = T(s.KH * s.KW)
		}
		mean[out] = sum / pixels
		for _, in := range inside {
			dmean[in] += dy[out] / pixels
		}
	}
	p := NewPool[T](s)
	got := draw[T](rng, len(y))
	p.MaxForward(got, x)
	equal(t, s, "the maximum", got, y)
	p.MaxBackward(gotDX, dy, y, x)
	equal(t, s, "the gradient of the maximum", gotDX, dx)
	p.MeanForward(got, x)
	near(t, s, "the mean", got, mean)
	p.MeanBackward(gotDMean, dy)
	near(t, s, "the gradient of the mean", gotDMean, dmean)
}

func near[T gemm.Float](t *testing.T, s any, what string, got, want []T) {
	t.Helper()
	for i := range want {
		if math.Abs(float64(got[i]-want[i])) > 1e-5 {
			t.Fatalf("%+v: %s[%d] = %v, want %v", s, what, i, got[i], want[i])
		}
	}
}

// A NaN anywhere in a window is its maximum, and takes the gradient.
func TestMaxPoolingOfNaN(t *testing.T) {
	nan := float32(math.NaN())
	for bad := range 4 {
		const c = 16
		x, y, dy, dx := make([]float32, 4*c), make([]float32, c), make([]float32, c), make([]float32, 4*c)
		for i := range c {
			x[3*c+i], dy[i] = 1, 5
			x[bad*c+i] = nan
		}
		p := NewPool[float32](PoolShape{N: 1, H: 2, W: 2, C: c, KH: 2, KW: 2, StrideH: 2, StrideW: 2})
		p.MaxForward(y, x)
		p.MaxBackward(dx, dy, y, x)
		for i := range c {
			if y[i] == y[i] || dx[bad*c+i] != 5 {
				t.Errorf("NaN at pixel %d: maximum %v, its gradient %v", bad, y[i], dx[bad*c+i])
			}
		}
	}
}

func TestPoolChecksItsArguments(t *testing.T) {
	good := PoolShape{N: 1, H: 4, W: 4, C: 3, KH: 2, KW: 2, StrideH: 2, StrideW: 2}
	x, y := make([]float32, 48), make([]float32, 12)
	p := NewPool[float32](good)
	change := func(f func(s *PoolShape)) func() {
		return func() {
			s := good
			f(&s)
			NewPool[float32](s)
		}
	}
	for name, f := range map[string]func(){
		"no channels":      change(func(s *PoolShape) { s.C = 0 }),
		"no stride":        change(func(s *PoolShape) { s.StrideH = 0 }),
		"negative padding": change(func(s *PoolShape) { s.PadLeft = -1 }),
		"only padding":     change(func(s *PoolShape) { s.PadLeft = 2 }),
		"window too large": change(func(s *PoolShape) { s.KH = 5 }),
		"x":                func() { p.MaxForward(y, x[1:]) },
		"y":                func() { p.MaxForward(y[1:], x) },
		"dx":               func() { p.MaxBackward(x[1:], y, y, x) },
		"dy":               func() { p.MaxBackward(x, y[1:], y, x) },
		"mean's dx":        func() { p.MeanBackward(x[1:], y) },
	} {
		func() {
			defer func() {
				if r, ok := recover().(string); !ok || len(r) < 5 || r[:5] != "conv:" {
					t.Errorf("%s: panic %q, want one of conv's", name, r)
				}
			}()
			f()
		}()
	}
}

func BenchmarkPooling(b *testing.B) {
	for _, conv := range article {
		h, w := conv.Out()
		s := PoolShape{N: conv.N, H: h, W: w, C: conv.Cout, KH: 2, KW: 2, StrideH: 2, StrideW: 2}
		b.Run(fmt.Sprintf("%d×%d×%d", h, w, s.C), func(b *testing.B) {
			b.Run("float32", func(b *testing.B) { benchmarkPooling[float32](b, s) })
			b.Run("float64", func(b *testing.B) { benchmarkPooling[float64](b, s) })
		})
	}
}

func benchmarkPooling[T gemm.Float](b *testing.B, s PoolShape) {
	rng := rand.New(rand.NewPCG(7, 8))
	ho, wo := s.Out()
	x, dx := random[T](rng, s.N*s.H*s.W*s.C), make([]T, s.N*s.H*s.W*s.C)
	y, dy := make([]T, s.N*ho*wo*s.C), random[T](rng, s.N*ho*wo*s.C)
	p := NewPool[T](s)
	run := func(name string, f func()) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(x)) * int64(unsafe.Sizeof(x[0])))
			for b.Loop() {
				f()
			}
		})
	}
	run("MaxForward", func() { p.MaxForward(y, x) })
	run("MaxBackward", func() { p.MaxBackward(dx, dy, y, x) })
	run("MeanForward", func() { p.MeanForward(y, x) })
	run("MeanBackward", func() { p.MeanBackward(dx, dy) })
}
