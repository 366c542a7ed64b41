package vec

import (
	"math"
	"math/rand"
	"testing"
)

// Every gradient is checked against central differences of its function.

func random64(n int, seed int64) Array {
	r := rand.New(rand.NewSource(seed))
	a := Make(true, n)
	for i := range a.F64 {
		a.F64[i] = r.NormFloat64()
	}
	return a
}

func positive(a Array) Array {
	Abs(&a, &a)
	AddScalar(a, a, 0.1)
	return a
}

// differences returns the gradient of Σ g·f(x) with respect to x.
func differences(x, g Array, f func() Array) []float64 {
	const h = 1e-6
	d := make([]float64, x.Len())
	for i := range d {
		v := x.At(i)
		x.Set(i, v+h)
		up := Dot(f(), g)
		x.Set(i, v-h)
		down := Dot(f(), g)
		x.Set(i, v)
		d[i] = (up - down) / (2 * h)
	}
	return d
}

func near(t *testing.T, name string, got, want []float64, tolerance float64) {
	t.Helper()
	for i := range want {
		if math.Abs(got[i]-want[i]) > tolerance*(1+math.Abs(want[i])) {
			t.Errorf("%s: element %d is %v, want %v", name, i, got[i], want[i])
			return
		}
	}
}

func TestPointwiseGradients(t *testing.T) {
	const n = 23
	type grad = func(dx, g, xy *Array)
	for _, c := range []struct {
		name  string
		f     func(dst, x *Array)
		df    grad
		needY bool
		pos   bool
	}{
		{"Square", Square, SquareGrad, false, false},
		{"Sqrt", Sqrt, SqrtGrad, true, true},
		{"Abs", Abs, AbsGrad, false, false},
		{"Reciprocal", Reciprocal, ReciprocalGrad, true, true},
		{"Exp", Exp, ExpGrad, true, false},
		{"Log", Log, LogGrad, false, true},
		{"ReLU", ReLU, ReLUGrad, true, false},
		{"Tanh", Tanh, TanhGrad, true, false},
		{"Sigmoid", Sigmoid, SigmoidGrad, true, false},
		{"SiLU", SiLU, SiLUGrad, false, false},
		{"Softplus", Softplus, SoftplusGrad, false, false},
		{"GELU", GELU, GELUGrad, false, false},
		{"GELUTanh", GELUTanh, GELUTanhGrad, false, false},
		{"Pow 3", func(dst, x *Array) { Pow(*dst, *x, 3) }, func(dx, g, x *Array) { PowGrad(*dx, *g, *x, 3) }, false, false},
		{"LeakyReLU", func(dst, x *Array) { LeakyReLU(*dst, *x, 0.1) }, func(dx, g, x *Array) { LeakyReLUGrad(*dx, *g, *x, 0.1) }, false, false},
		{"ELU", func(dst, x *Array) { ELU(*dst, *x, 0.7) }, func(dx, g, y *Array) { ELUGrad(*dx, *g, *y, 0.7) }, true, false},
		{"Softmax", func(dst, x *Array) { Softmax(*dst, *x, n) }, func(dx, g, y *Array) { SoftmaxGrad(*dx, *g, *y, n) }, true, false},
		{"LogSoftmax", func(dst, x *Array) { LogSoftmax(*dst, *x, n) }, func(dx, g, y *Array) { LogSoftmaxGrad(*dx, *g, *y, n) }, true, false},
	} {
		x, g, y := random64(n, 1), random64(n, 2), Make(true, n)
		if c.pos {
			positive(x)
		}
		want := differences(x, g, func() Array { c.f(&y, &x); return y })
		c.f(&y, &x)
		dx := Make(true, n)
		dx.Fill(2) // gradients add
		if c.needY {
			c.df(&dx, &g, &y)
		} else {
			c.df(&dx, &g, &x)
		}
		AddScalar(dx, dx, -2)
		near(t, c.name, dx.F64, want, 1e-7)
	}
}

func TestBinaryGradients(t *testing.T) {
	const n = 17
	a, b, g, y := random64(n, 1), positive(random64(n, 2)), random64(n, 3), Make(true, n)
	da, db := Make(true, n), Make(true, n)
	Div(&y, &a, &b)
	DivAdd(da, g, b)
	DivisorGrad(db, g, y, b)
	quotient := func() Array { Div(&y, &a, &b); return y }
	near(t, "Div, dividend", da.F64, differences(a, g, quotient), 1e-7)
	near(t, "Div, divisor", db.F64, differences(b, g, quotient), 1e-7)

	da.Zero()
	MaxGrad(da, g, a, b)
	near(t, "Max", da.F64, differences(a, g, func() Array { Max(y, a, b); return y }), 1e-7)
	da.Zero()
	MinGrad(da, g, a, b)
	near(t, "Min", da.F64, differences(a, g, func() Array { Min(y, a, b); return y }), 1e-7)
	da.Zero()
	MaxGrad(da, g, a, a)
	Scale(da, 2, da)
	near(t, "Max of equals", da.F64, g.F64, 0)
}

func TestLossGradients(t *testing.T) {
	const n, w = 5, 7
	x, one := random64(n*w, 1), Make(true, 1)
	one.Fill(1)
	labels := []int32{3, 0, 6, 3, 2}
	loss := Make(true, 1)
	dx := Make(true, n*w)
	total := SoftmaxCrossEntropy(dx, x, labels, w, 0.5)
	want := differences(x, one, func() Array {
		loss.Set(0, SoftmaxCrossEntropy(Array{}, x, labels, w, 1))
		return loss
	})
	Scale(dx, 2, dx)
	near(t, "SoftmaxCrossEntropy", dx.F64, want, 1e-7)
	logp := Make(true, n*w)
	LogSoftmax(logp, x, w)
	sum := 0.0
	for i, l := range labels {
		sum -= logp.At(i*w + int(l))
	}
	near(t, "SoftmaxCrossEntropy's loss", []float64{total}, []float64{sum}, 1e-13)

	target := random64(n*w, 2)
	Sigmoid(&target, &target)
	SigmoidCrossEntropy(dx, x, target, 1)
	near(t, "SigmoidCrossEntropy", dx.F64, differences(x, one, func() Array {
		loss.Set(0, SigmoidCrossEntropy(Array{}, x, target, 1))
		return loss
	}), 1e-7)
	SquaredError(dx, x, target, 1)
	near(t, "SquaredError", dx.F64, differences(x, one, func() Array {
		loss.Set(0, SquaredError(Array{}, x, target, 1))
		return loss
	}), 1e-7)
}

func TestLayerNormGradient(t *testing.T) {
	const n, w = 3, 6
	x, g, y := random64(n*w, 1), random64(n*w, 2), Make(true, n*w)
	gamma, beta := random64(w, 3), random64(w, 4)
	mean, rstd := Make(true, n), Make(true, n)
	f := func() Array { LayerNorm(y, mean, rstd, x, gamma, beta, w, 1e-5); return y }
	wantX, wantGamma, wantBeta := differences(x, g, f), differences(gamma, g, f), differences(beta, g, f)
	f()
	dx, dgamma, dbeta := Make(true, n*w), Make(true, w), Make(true, w)
	LayerNormGrad(dx, dgamma, dbeta, g, x, gamma, mean, rstd, w)
	near(t, "dx", dx.F64, wantX, 1e-6)
	near(t, "dgamma", dgamma.F64, wantGamma, 1e-6)
	near(t, "dbeta", dbeta.F64, wantBeta, 1e-6)
}

func TestLSTMGradient(t *testing.T) {
	const n, hidden = 2, 5
	pre, bias, c0 := random64(n*4*hidden, 1), random64(4*hidden, 2), random64(n*hidden, 3)
	gates, h, c, tanhC := Make(true, n*4*hidden), Make(true, n*hidden), Make(true, n*hidden), Make(true, n*hidden)
	gh, gc := random64(n*hidden, 4), random64(n*hidden, 5)
	g := Make(true, 2*n*hidden) // the gradient of h and c together
	g.Slice(0, n*hidden).CopyFrom(gh)
	g.Slice(n*hidden, 2*n*hidden).CopyFrom(gc)
	out := Make(true, 2*n*hidden)
	f := func() Array {
		gates.CopyFrom(pre)
		LSTM(h, c, tanhC, gates, bias, c0, hidden)
		out.Slice(0, n*hidden).CopyFrom(h)
		out.Slice(n*hidden, 2*n*hidden).CopyFrom(c)
		return out
	}
	wantGates, wantC, wantBias := differences(pre, g, f), differences(c0, g, f), differences(bias, g, f)
	f()
	LSTMGrad(gates, gc, gh, gc, gates, tanhC, c0, hidden) // in place
	near(t, "dgates", gates.F64, wantGates, 1e-7)
	near(t, "dcPrev", gc.F64, wantC, 1e-7)
	dbias := Make(true, 4*hidden)
	SumRows(dbias, gates, 4*hidden)
	near(t, "dbias", dbias.F64, wantBias, 1e-7)
}

func TestGRUGradient(t *testing.T) {
	const n, hidden = 2, 5
	preX, preH, h0 := random64(n*3*hidden, 1), random64(n*3*hidden, 2), random64(n*hidden, 3)
	biasX, biasH := random64(3*hidden, 4), random64(3*hidden, 5)
	gx, gh, h, g := Make(true, n*3*hidden), Make(true, n*3*hidden), Make(true, n*hidden), random64(n*hidden, 6)
	f := func() Array {
		gx.CopyFrom(preX)
		gh.CopyFrom(preH)
		GRU(h, gx, gh, biasX, biasH, h0, hidden)
		return h
	}
	wantX, wantH, wantH0 := differences(preX, g, f), differences(preH, g, f), differences(h0, g, f)
	f()
	GRUGrad(gx, gh, g, g, gx, gh, h0, hidden) // in place
	near(t, "dgx", gx.F64, wantX, 1e-7)
	near(t, "dgh", gh.F64, wantH, 1e-7)
	near(t, "dhPrev", g.F64, wantH0, 1e-7)
}
