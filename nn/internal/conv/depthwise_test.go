package conv

import (
	"math/rand/v2"
	"testing"

	"gradus/nn/internal/gemm"
)

func TestDepthwise(t *testing.T) {
	t.Run("float32", testDepthwise[float32])
	t.Run("float64", testDepthwise[float64])
}

func testDepthwise[T gemm.Float](t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 60 {
		s := shape(rng)
		s.Cin = oneOf(rng, 2, 3, 16, 33)
		s.Cout, s.Groups = s.Cin, s.Cin
		if !NewPlan[T](s).depthwise() {
			t.Fatalf("%+v is not seen to be depthwise", s)
		}
		checkConvolution[T](t, rng, s)
	}
}

func BenchmarkDepthwise(b *testing.B) {
	s := Shape{N: 32, H: 32, W: 32, Cin: 64, Cout: 64, KH: 3, KW: 3, StrideH: 1, StrideW: 1, PadTop: 1, PadBottom: 1, PadLeft: 1, PadRight: 1, DilationH: 1, DilationW: 1, Groups: 64}
	rng, p := rand.New(rand.NewPCG(1, 2)), NewPlan[float32](s)
	n := 32 * 32 * 32 * 64
	x, y, w, dw := draw[float32](rng, n), make([]float32, n), draw[float32](rng, 9*64), make([]float32, 9*64)
	dx, dy := make([]float32, n), draw[float32](rng, n)
	b.Run("forward", func(b *testing.B) {
		for b.Loop() {
			p.Forward(y, x, w, nil, false)
		}
	})
	b.Run("backward", func(b *testing.B) {
		for b.Loop() {
			p.Backward(Gradients[float32]{X: dx, W: dw}, dy, nil, x, w)
		}
	})
}
