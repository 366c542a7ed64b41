package conv

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"gradus/nn/internal/gemm"
)

// draw draws small whole numbers, of which sums of products are exact.
func draw[T gemm.Float](rng *rand.Rand, n int) []T {
	x := make([]T, n)
	for i := range x {
		x[i] = T(rng.IntN(7) - 3)
	}
	return x
}

func oneOf(rng *rand.Rand, x ...int) int { return x[rng.IntN(len(x))] }

// shape draws a convolution.
func shape(rng *rand.Rand) Shape {
	for {
		s := Shape{
			N: rng.IntN(10), H: 1 + rng.IntN(9), W: 1 + rng.IntN(30),
			Cin: oneOf(rng, 1, 1, 2, 3, 4, 8, 16, 18), Cout: oneOf(rng, 1, 2, 6, 8, 16, 17, 32, 40),
			KH: 1 + rng.IntN(4), KW: 1 + rng.IntN(4), StrideH: 1, StrideW: 1, DilationH: 1, DilationW: 1, Groups: 1,
		}
		if rng.IntN(2) == 0 {
			s.PadTop, s.PadBottom, s.PadLeft, s.PadRight = rng.IntN(4), rng.IntN(4), rng.IntN(4), rng.IntN(4)
		}
		if rng.IntN(3) == 0 {
			s.StrideH, s.StrideW = 1+rng.IntN(3), 1+rng.IntN(3)
		}
		if rng.IntN(4) == 0 {
			s.DilationH, s.DilationW = 1+rng.IntN(3), 1+rng.IntN(3)
		}
		if rng.IntN(4) == 0 {
			s.Groups = oneOf(rng, 2, s.Cin)
		}
		if ho, wo := s.Out(); ho > 0 && wo > 0 && s.Cin%s.Groups == 0 && s.Cout%s.Groups == 0 {
			return s
		}
	}
}

// eachProduct calls f with the index in y, in x and in w of every product that
// the definition of the convolution adds up.
func eachProduct(s Shape, f func(y, x, w int)) {
	ho, wo := s.Out()
	cin, cout := s.Cin/s.Groups, s.Cout/s.Groups
	for n := range s.N {
		for i := range ho {
			for j := range wo {
				for c := range s.Cout {
					for a := range s.KH {
						for b := range s.KW {
							r, q := i*s.StrideH+a*s.DilationH-s.PadTop, j*s.StrideW+b*s.DilationW-s.PadLeft
							if r < 0 || r >= s.H || q < 0 || q >= s.W {
								continue
							}
							for d := range cin {
								f(((n*ho+i)*wo+j)*s.Cout+c,
									((n*s.H+r)*s.W+q)*s.Cin+c/cout*cin+d,
									((a*s.KW+b)*cin+d)*s.Cout+c)
							}
						}
					}
				}
			}
		}
	}
}

func TestConvolution(t *testing.T) {
	t.Run("float32", testConvolution[float32])
	t.Run("float64", testConvolution[float64])
}

func testConvolution[T gemm.Float](t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		s := shape(rng)
		checkConvolution[T](t, rng, s)
	}
}

func checkConvolution[T gemm.Float](t *testing.T, rng *rand.Rand, s Shape) {
	t.Helper()
	ho, wo := s.Out()
	x, w := draw[T](rng, s.N*s.H*s.W*s.Cin), draw[T](rng, s.KH*s.KW*s.Cin/s.Groups*s.Cout)
	var bias []T
	if rng.IntN(2) == 0 {
		bias = draw[T](rng, s.Cout)
	}
	relu, add := rng.IntN(2) == 0, rng.IntN(2) == 0

	y := make([]T, s.N*ho*wo*s.Cout)
	for i := range y {
		if bias != nil {
			y[i] = bias[i%s.Cout]
		}
	}
	eachProduct(s, func(iy, ix, iw int) { y[iy] += x[ix] * w[iw] })
	if relu {
		for i := range y {
			y[i] = max(y[i], 0)
		}
	}
	dy := draw[T](rng, len(y))
	masked := slices.Clone(dy)
	for i := range masked {
		if relu && y[i] == 0 {
			masked[i] = 0
		}
	}
	dx, dw, db := draw[T](rng, len(x)), draw[T](rng, len(w)), draw[T](rng, s.Cout)
	got := Gradients[T]{X: slices.Clone(dx), W: slices.Clone(dw), Bias: slices.Clone(db), Add: add}
	if !add {
		clear(dx)
	}
	eachProduct(s, func(iy, ix, iw int) {
		dx[ix] += masked[iy] * w[iw]
		dw[iw] += masked[iy] * x[ix]
	})
	for i, v := range masked {
		db[i%s.Cout] += v
	}

	p := NewPlan[T](s)
	for range 2 { // the second time with what the first left in the plan
		gotY := draw[T](rng, len(y))
		p.Forward(gotY, x, w, bias, relu)
		equal(t, s, "y", gotY, y)
	}
	var output []T
	if relu {
		output = y
	}
	p.Backward(Gradients[T]{X: make([]T, len(x)), W: make([]T, len(w))}, dy, output, x, w)
	p.Backward(got, dy, output, x, w)
	equal(t, s, "the gradient of x", got.X, dx)
	equal(t, s, "the gradient of w", got.W, dw)
	equal(t, s, "the gradient of bias", got.Bias, db)
}

func equal[T gemm.Float](t *testing.T, s any, what string, got, want []T) {
	t.Helper()
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("%+v: %s[%d] = %v, want %v", s, what, i, got[i], want[i])
		}
	}
}

// article is the three convolutions of the article's network.
var article = []Shape{valid(64, 1, 32), valid(31, 32, 64), valid(14, 64, 128)}

func valid(size, cin, cout int) Shape {
	return Shape{N: 32, H: size, W: size, Cin: cin, Cout: cout, KH: 3, KW: 3, StrideH: 1, StrideW: 1, DilationH: 1, DilationW: 1, Groups: 1}
}

func random[T gemm.Float](rng *rand.Rand, n int) []T {
	x := make([]T, n)
	for i := range x {
		x[i] = T(rng.Float64() - 0.5)
	}
	return x
}

// The rounding, too, is the same on any number of threads.
func TestConvolutionIsTheSameOnAnyNumberOfThreads(t *testing.T) {
	before := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(before)
	rng := rand.New(rand.NewPCG(3, 4))
	s := Shape{N: 11, H: 9, W: 13, Cin: 5, Cout: 19, KH: 3, KW: 3, StrideH: 1, StrideW: 1, DilationH: 1, DilationW: 1, Groups: 1, PadLeft: 1, PadTop: 1}
	ho, wo := s.Out()
	x, w, dy := random[float32](rng, s.N*s.H*s.W*s.Cin), random[float32](rng, 9*s.Cin*s.Cout), random[float32](rng, s.N*ho*wo*s.Cout)
	var want []float32
	for _, procs := range []int{1, 2, 3, 5, 8} {
		runtime.GOMAXPROCS(procs)
		y, g := make([]float32, len(dy)), Gradients[float32]{X: make([]float32, len(x)), W: make([]float32, len(w)), Bias: make([]float32, s.Cout)}
		p := NewPlan[float32](s)
		p.Forward(y, x, w, nil, true)
		p.Backward(g, dy, y, x, w)
		got := slices.Concat(y, g.X, g.W, g.Bias)
		if want == nil {
			want = got
		} else if !slices.Equal(got, want) {
			t.Errorf("GOMAXPROCS=%d gives another result than 1", procs)
		}
	}
}

func TestPlanAllocatesNothing(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	s := Shape{N: 9, H: 9, W: 13, Cin: 5, Cout: 19, KH: 3, KW: 3, StrideH: 1, StrideW: 1, DilationH: 1, DilationW: 1, Groups: 1, PadLeft: 1, PadTop: 1}
	ho, wo := s.Out()
	x, w, dy := random[float32](rng, s.N*s.H*s.W*s.Cin), random[float32](rng, 9*s.Cin*s.Cout), random[float32](rng, s.N*ho*wo*s.Cout)
	y, g := make([]float32, len(dy)), Gradients[float32]{X: make([]float32, len(x)), W: make([]float32, len(w)), Bias: make([]float32, s.Cout)}
	p := NewPlan[float32](s)
	step := func() {
		p.Forward(y, x, w, nil, true)
		p.Backward(g, dy, y, x, w)
	}
	for range 20 {
		step() // so that every worker has its memory
	}
	var before, after runtime.MemStats // testing.AllocsPerRun has GOMAXPROCS=1
	runtime.ReadMemStats(&before)
	for range 50 {
		step()
	}
	runtime.ReadMemStats(&after)
	if n := after.Mallocs - before.Mallocs; n >= 50 {
		t.Errorf("%d allocations in 50 steps", n)
	}
}

func TestPlanChecksItsArguments(t *testing.T) {
	good := valid(8, 4, 6)
	good.N = 1
	x, w, y := make([]float32, 8*8*4), make([]float32, 9*4*6), make([]float32, 6*6*6)
	p := NewPlan[float32](good)
	change := func(f func(s *Shape)) func() {
		return func() {
			s := good
			f(&s)
			NewPlan[float32](s)
		}
	}
	for name, f := range map[string]func(){
		"no channels":      change(func(s *Shape) { s.Cin = 0 }),
		"no stride":        change(func(s *Shape) { s.StrideH = 0 }),
		"negative padding": change(func(s *Shape) { s.PadLeft = -1 }),
		"groups":           change(func(s *Shape) { s.Groups = 3 }),
		"filter too large": change(func(s *Shape) { s.KH = 9 }),
		"x":                func() { p.Forward(y, x[1:], w, nil, false) },
		"w":                func() { p.Forward(y, x, w[1:], nil, false) },
		"y":                func() { p.Forward(y[1:], x, w, nil, false) },
		"bias":             func() { p.Forward(y, x, w, y[:5], false) },
		"dx":               func() { p.Backward(Gradients[float32]{X: x[1:]}, y, nil, x, w) },
		"dw":               func() { p.Backward(Gradients[float32]{W: w[1:]}, y, nil, x, w) },
		"db":               func() { p.Backward(Gradients[float32]{Bias: w[:5]}, y, nil, x, w) },
		"dy":               func() { p.Backward(Gradients[float32]{X: x}, y[1:], nil, x, w) },
		"mask":             func() { p.Backward(Gradients[float32]{X: x}, y, y[1:], x, w) },
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

// BenchmarkArticle is a training step's convolutions, ReLUs and poolings of the
// article's network.
func BenchmarkArticle(b *testing.B) {
	rng := rand.New(rand.NewPCG(9, 10))
	var forward, backward []func()
	for i, s := range article {
		ho, wo := s.Out()
		x, w := random[float32](rng, s.N*s.H*s.W*s.Cin), random[float32](rng, 9*s.Cin*s.Cout)
		bias, pooled := make([]float32, s.Cout), make([]float32, s.N*(ho/2)*(wo/2)*s.Cout)
		which := make([]float32, len(pooled))
		dpooled := random[float32](rng, len(pooled))
		g := Gradients[float32]{W: make([]float32, len(w)), Bias: make([]float32, s.Cout)}
		if i > 0 {
			g.X = make([]float32, len(x))
		}
		p := NewPlan[float32](s)
		forward = append(forward, func() { p.ForwardPooled(pooled, which, x, w, bias) })
		backward = append(backward, func() { p.BackwardPooled(g, dpooled, which, x, w) })
	}
	for b.Loop() {
		for i := range forward {
			forward[i]()
		}
		for i := range backward {
			backward[len(backward)-1-i]()
		}
	}
	b.ReportMetric(float64(article[0].N)*float64(b.N)/b.Elapsed().Seconds(), "samples/s")
}

func BenchmarkConvolution(b *testing.B) {
	for _, s := range article {
		b.Run(fmt.Sprintf("%d×%d×%d→%d", s.H, s.W, s.Cin, s.Cout), func(b *testing.B) {
			b.Run("float32", func(b *testing.B) { benchmarkConvolution[float32](b, s) })
			b.Run("float64", func(b *testing.B) { benchmarkConvolution[float64](b, s) })
		})
	}
}

func benchmarkConvolution[T gemm.Float](b *testing.B, s Shape) {
	rng := rand.New(rand.NewPCG(7, 8))
	ho, wo := s.Out()
	x, w := random[T](rng, s.N*s.H*s.W*s.Cin), random[T](rng, 9*s.Cin*s.Cout)
	y, dy := make([]T, s.N*ho*wo*s.Cout), random[T](rng, s.N*ho*wo*s.Cout)
	bias, g := make([]T, s.Cout), Gradients[T]{X: make([]T, len(x)), W: make([]T, len(w)), Bias: make([]T, s.Cout)}
	p := NewPlan[T](s)
	p.Forward(y, x, w, bias, true)
	run := func(name string, f func()) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				f()
			}
			b.ReportMetric(2*float64(len(y)*9*s.Cin)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
		})
	}
	run("Forward", func() { p.Forward(y, x, w, bias, true) })
	run("GradInput", func() { p.Backward(Gradients[T]{X: g.X}, dy, y, x, w) })
	run("GradWeights", func() { p.Backward(Gradients[T]{W: g.W, Bias: g.Bias}, dy, y, x, w) })
}
