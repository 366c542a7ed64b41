package vec

import (
	"math"
	"slices"
	"testing"
)

func TestRows(t *testing.T) {
	bothTypes(t, func(t *testing.T, from func([]float64) Array, _ float64) {
		x, row := from([]float64{1, 2, 3, 4, 5, 6}), from([]float64{10, 20, 30})
		y := from(make([]float64, 6))
		want := func(name string, got Array, v ...float64) {
			t.Helper()
			if !slices.Equal(got.Float64s(), v) {
				t.Errorf("%s: %v, want %v", name, got.Float64s(), v)
			}
		}
		AddRows(y, x, row, 3)
		want("AddRows", y, 11, 22, 33, 14, 25, 36)
		MulRows(y, x, row, 3)
		want("MulRows", y, 10, 40, 90, 40, 100, 180)
		SumRows(row, x, 3)
		want("SumRows", row, 15, 27, 39)
		cols := from([]float64{1, 1})
		SumCols(cols, x, 3)
		want("SumCols", cols, 7, 16)
		Transpose(y, x, 2, 3)
		want("Transpose", y, 1, 4, 2, 5, 3, 6)
		GatherRows(y, x, []int{2, 0, 2}, 2)
		want("GatherRows", y, 5, 6, 1, 2, 5, 6)
		ScatterAddRows(x, y, []int{1, 1, 0}, 2)
		want("ScatterAddRows", x, 6, 8, 9, 12, 5, 6)
		if s, d, m := Sum(x), Dot(x, x), MaxValue(x); s != 46 || d != SumSquares(x) || m != 12 {
			t.Error(s, d, m)
		}
		best := make([]int, 2)
		ArgMaxRows(best, from([]float64{1, 3, 3, 0, math.NaN(), 9}), 3)
		if !slices.Equal(best, []int{1, 1}) {
			t.Error(best)
		}
	})
}

func TestNotNumbers(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	bothTypes(t, func(t *testing.T, from func([]float64) Array, _ float64) {
		for _, c := range []struct {
			name string
			f    func(dst, x *Array)
			x, y []float64
		}{
			{"Exp", Exp, []float64{nan, inf, -inf, 1000, -1000, 0}, []float64{nan, inf, 0, inf, 0, 1}},
			{"Log", Log, []float64{nan, inf, -1, 0, 1}, []float64{nan, inf, nan, -inf, 0}},
			{"Tanh", Tanh, []float64{nan, inf, -inf, 1000, -1000, 0}, []float64{nan, 1, -1, 1, -1, 0}},
			{"Sigmoid", Sigmoid, []float64{nan, inf, -inf, 1000, -1000, 0}, []float64{nan, 1, 0, 1, 0, 0.5}},
			{"ReLU", ReLU, []float64{nan, inf, -inf, 0}, []float64{nan, inf, 0, 0}},
			{"GELU", GELU, []float64{nan, inf, 1000, -1000, 0}, []float64{nan, inf, 1000, 0, 0}},
			{"GELUTanh", GELUTanh, []float64{nan, inf, 1000, -1000, 0}, []float64{nan, inf, 1000, 0, 0}},
			{"SiLU", SiLU, []float64{nan, inf, 1000, -1000, 0}, []float64{nan, inf, 1000, 0, 0}},
			{"Softplus", Softplus, []float64{nan, inf, -inf, 1000, -1000}, []float64{nan, inf, 0, 1000, 0}},
			{"Sqrt", Sqrt, []float64{nan, inf, -1, 4}, []float64{nan, inf, nan, 2}},
			{"Reciprocal", Reciprocal, []float64{nan, inf, 0, 4}, []float64{nan, 0, inf, 0.25}},
		} {
			for pad := range 20 { // in the body of a vector loop and in its tail
				x := from(append(make([]float64, pad), c.x...))
				c.f(&x, &x)
				for i, want := range c.y {
					if got := x.At(pad + i); got != want && !(got != got && want != want) {
						t.Errorf("%s(%v) = %v, want %v", c.name, c.x[i], got, want)
					}
				}
			}
		}
		for i, bad := range []float64{nan, inf, -inf} {
			x := from(make([]float64, 37))
			if !IsFinite(x) {
				t.Error("zeros are finite")
			}
			x.Set(11*i, bad)
			if IsFinite(x) {
				t.Errorf("%v is not finite", bad)
			}
		}
		for _, w := range []int{1, 2, 3, 20} {
			for _, bad := range []float64{nan, inf} {
				scores := from(make([]float64, 3*w))
				scores.Set(w, bad)
				if loss := SoftmaxCrossEntropy(Array{}, scores, []int32{0, 0, 0}, w, 1); loss == loss {
					t.Errorf("SoftmaxCrossEntropy of %d scores, one of them %v, is %v", w, bad, loss)
				}
				Softmax(scores, scores, w)
				if p := scores.Float64s(); p[w] == p[w] || p[0] != p[w-1] || p[2*w] != p[w-1] {
					t.Errorf("the softmax of a row with %v is %v", bad, p)
				}
			}
		}
		x := from([]float64{nan, 1, 2, 3})
		Max(x, x, from([]float64{0, 0, nan, 5}))
		if x.At(0) == x.At(0) || x.At(1) != 1 || x.At(2) == x.At(2) || x.At(3) != 5 {
			t.Error(x)
		}
	})
}

func TestDropoutMask(t *testing.T) {
	bothTypes(t, func(t *testing.T, from func([]float64) Array, _ float64) {
		const n, keep = 100_000, 0.8
		whole, pieces := from(make([]float64, n)), from(make([]float64, n))
		DropoutMask(whole, 7, 1<<40, keep)
		for lo := 0; lo < n; {
			hi := min(n, lo+1+lo%57)
			DropoutMask(pieces.Slice(lo, hi), 7, 1<<40+uint64(lo), keep)
			lo = hi
		}
		if !slices.Equal(whole.Float64s(), pieces.Float64s()) {
			t.Error("a mask depends on the pieces it is made in")
		}
		// The mean of n of them is 1 with a standard deviation of √((1-keep)/keep/n).
		if mean := Sum(whole) / n; math.Abs(mean-1) > 4*math.Sqrt((1-keep)/keep/n) {
			t.Errorf("the mean is %v", mean)
		}
		DropoutMask(pieces, 8, 1<<40, keep)
		if d := Dot(whole, pieces) / n; math.Abs(d-1) > 0.02 {
			t.Errorf("masks of two seeds are correlated: %v", d)
		}
		DropoutMask(whole, 7, 0, 1)
		if Sum(whole) != n {
			t.Error("keep = 1 keeps everything")
		}
	})
}

func TestInt8(t *testing.T) {
	bothTypes(t, func(t *testing.T, from func([]float64) Array, _ float64) {
		x := from([]float64{0, 0.5, 1.5, -0.75, 1000, -1000, math.NaN(), math.Inf(1), 63.25})
		q := make([]int8, x.Len())
		Quantize(q, x, 0.5)
		if want := []int8{0, 1, 3, -2, 127, -127, 0, 127, 126}; !slices.Equal(q, want) {
			t.Errorf("%v, want %v", q, want)
		}
	})
	c := make([]int32, 4)
	MulInt8(c, []int8{1, 2, 3, -4, 5, -6}, []int8{1, 0, -1, 127, -128, 127}, 2, 2, 3)
	if want := []int32{-2, 252, 2, -1910}; !slices.Equal(c, want) {
		t.Errorf("%v, want %v", c, want)
	}
}
