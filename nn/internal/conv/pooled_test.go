package conv

import (
	"math/rand/v2"
	"testing"

	"gradus/nn/internal/gemm"
)

// Convolution, ReLU and pooling in one are the same as one after the other.
func TestPooledConvolution(t *testing.T) {
	t.Run("float32", testPooled[float32])
	t.Run("float64", testPooled[float64])
}

func testPooled[T gemm.Float](t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	for range 100 {
		s := shape(rng)
		if rng.IntN(3) == 0 { // Winograd's way
			s = valid(3+rng.IntN(8), 16, oneOf(rng, 16, 32))
			s.N = rng.IntN(9)
			s.PadTop, s.PadRight = rng.IntN(2), rng.IntN(2)
		}
		ho, wo := s.Out()
		if ho < 2 || wo < 2 {
			continue
		}
		x, w, bias := draw[T](rng, s.N*s.H*s.W*s.Cin), draw[T](rng, s.KH*s.KW*s.Cin/s.Groups*s.Cout), draw[T](rng, s.Cout)
		dpooled := draw[T](rng, s.N*(ho/2)*(wo/2)*s.Cout)
		p := NewPlan[T](s)
		pool := NewPool[T](PoolShape{N: s.N, H: ho, W: wo, C: s.Cout, KH: 2, KW: 2, StrideH: 2, StrideW: 2})

		y, pooled, dy := make([]T, s.N*ho*wo*s.Cout), make([]T, len(dpooled)), make([]T, s.N*ho*wo*s.Cout)
		want := Gradients[T]{X: make([]T, len(x)), W: make([]T, len(w)), Bias: make([]T, s.Cout)}
		p.Forward(y, x, w, bias, true)
		pool.MaxForward(pooled, y)
		pool.MaxBackward(dy, dpooled, pooled, y)
		p.Backward(want, dy, y, x, w)

		gotPooled, which := draw[T](rng, len(pooled)), draw[T](rng, len(pooled))
		got := Gradients[T]{X: draw[T](rng, len(x)), W: make([]T, len(w)), Bias: make([]T, s.Cout)}
		p.ForwardPooled(gotPooled, which, x, w, bias)
		equal(t, s, "the pooled output", gotPooled, pooled)
		p.BackwardPooled(got, dpooled, which, x, w)
		equal(t, s, "the gradient of x", got.X, want.X)
		equal(t, s, "the gradient of w", got.W, want.W)
		equal(t, s, "the gradient of bias", got.Bias, want.Bias)
	}
}
