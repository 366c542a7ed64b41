package conv

import (
	"math"
	"math/rand/v2"
	"testing"

	"gradus/nn/internal/gemm"
)

// Sums of small whole numbers and their quarters are exact, so Winograd's way
// gives what the definition gives, to the last bit.
func TestWinograd(t *testing.T) {
	t.Run("float32", testWinograd[float32])
	t.Run("float64", testWinograd[float64])
}

func testWinograd[T gemm.Float](t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 14))
	for range 25 {
		s := valid(0, oneOf(rng, 16, 24, 32), oneOf(rng, 16, 24, 40))
		s.N, s.H, s.W = 1+rng.IntN(10), 3+rng.IntN(8), 3+rng.IntN(12)
		if rng.IntN(2) == 0 {
			s.PadTop, s.PadBottom, s.PadLeft, s.PadRight = rng.IntN(4), rng.IntN(4), rng.IntN(4), rng.IntN(4)
		}
		if !winnable[T](&s) {
			t.Fatalf("%+v is not computed Winograd's way", s)
		}
		checkConvolution[T](t, rng, s)
	}
}

// Winograd's way rounds about as the straight way does.
func TestWinogradIsAccurate(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 16))
	s := valid(14, 64, 128)
	s.N = 2
	ho, wo := s.Out()
	x, w := random[float32](rng, s.N*s.H*s.W*s.Cin), random[float32](rng, 9*s.Cin*s.Cout)
	dy := random[float32](rng, s.N*ho*wo*s.Cout)
	results := func(p *Plan[float32]) [3][]float32 {
		y := make([]float32, len(dy))
		g := Gradients[float32]{X: make([]float32, len(x)), W: make([]float32, len(w))}
		p.Forward(y, x, w, nil, false)
		p.Backward(g, dy, nil, x, w)
		return [3][]float32{y, g.X, g.W}
	}
	straight := NewPlan[float32](s)
	straight.win = nil
	got, want := results(NewPlan[float32](s)), results(straight)
	for i, name := range []string{"y", "the gradient of x", "the gradient of w"} {
		worst, square := 0.0, 0.0
		for j, v := range want[i] {
			worst = max(worst, math.Abs(float64(got[i][j]-v)))
			square += float64(v) * float64(v)
		}
		if size := math.Sqrt(square / float64(len(want[i]))); worst > 1e-5*size {
			t.Errorf("%s differs by up to %.2g, and is of size %.2g", name, worst, size)
		}
	}
}
