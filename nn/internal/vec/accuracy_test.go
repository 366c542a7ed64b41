package vec

import (
	"math"
	"math/big"
	"math/rand"
	"testing"
)

// TestAccuracy32 compares the float32 functions with float64: how many units in the
// last place they are off at worst.
func TestAccuracy32(t *testing.T) {
	for _, c := range []struct {
		name   string
		f      func(dst, x *Array)
		exact  func(x float64) float64
		lo, hi float64
		ulps   float64
	}{
		{"Exp", Exp, math.Exp, -87, 88, 1.5},
		{"Exp, denormal", Exp, math.Exp, -103, -87, 1.5},
		{"Log", Log, math.Log, 0, 10, 1.5},
		{"Log, large", Log, math.Log, 10, 3e38, 1.5},
		{"Log, denormal", Log, math.Log, 0, 1e-38, 1.5},
		{"Tanh", Tanh, math.Tanh, -10, 10, 3},
		{"Tanh, small", Tanh, math.Tanh, -1e-3, 1e-3, 3},
		{"Sigmoid", Sigmoid, logistic, -85, 20, 3},
		{"SiLU", SiLU, func(x float64) float64 { return x * logistic(x) }, -85, 20, 3},
		{"Softplus", Softplus, softplus1, -80, 80, 3},
		{"Sqrt", Sqrt, math.Sqrt, 0, 1e30, 0.5},
		{"ELU", func(dst, x *Array) { ELU(*dst, *x, 1) }, math.Expm1, -20, 0, 3},
		{"GELU", GELU, func(x float64) float64 { return x * normalCDF(x) }, -2, 10, 8},
	} {
		accuracy(t, c.name, false, c.lo, c.hi, func(x, y Array) float64 {
			c.f(&y, &x)
			worst := 0.0
			for i, v := range x.F32 {
				want := c.exact(float64(v))
				worst = max(worst, math.Abs(float64(y.F32[i])-want)/ulp32(want))
			}
			return worst
		}, c.ulps)
	}
}

// ulp32 is the distance of two float32 at x.
func ulp32(x float64) float64 {
	f := float32(math.Abs(x))
	return float64(math.Nextafter32(f, math.MaxFloat32)) - float64(f)
}

// TestAccuracy64 compares the float64 functions with sums of big numbers, relative to
// the result.
func TestAccuracy64(t *testing.T) {
	for _, c := range []struct {
		name   string
		f      func(dst, x *Array)
		exact  func(x float64) float64
		lo, hi float64
	}{
		{"Exp", Exp, math.Exp, -700, 700},
		{"Log", Log, math.Log, 0, 10},
		{"Tanh", Tanh, tanhBig, -20, 20},
		{"Tanh, small", Tanh, tanhBig, -0.3, 0.3},
		{"Sigmoid", Sigmoid, logistic, -600, 40},
		{"Softplus", Softplus, softplus1, -600, 40},
		{"ELU", func(dst, x *Array) { ELU(*dst, *x, 1) }, math.Expm1, -20, 0},
	} {
		accuracy(t, c.name, true, c.lo, c.hi, func(x, y Array) float64 {
			c.f(&y, &x)
			worst := 0.0
			for i, v := range x.F64 {
				want := c.exact(v)
				worst = max(worst, math.Abs(y.F64[i]-want)/math.Abs(want))
			}
			return worst
		}, 1e-15)
	}
}

// tanhBig is tanh x from the series of eʸ - 1 at y = 2|x|/2ⁿ; math.Tanh itself is only
// good to a few units.
func tanhBig(x float64) float64 {
	const halvings = 8
	y := new(big.Float).SetPrec(200).SetFloat64(2 * math.Abs(x) / (1 << halvings))
	sum, term := new(big.Float).SetPrec(200), new(big.Float).SetPrec(200).SetInt64(1)
	for k := int64(1); k < 40; k++ {
		term.Mul(term, y)
		term.Quo(term, new(big.Float).SetInt64(k))
		sum.Add(sum, term)
	}
	two := new(big.Float).SetInt64(2)
	for range halvings { // e²ʸ - 1 = s² + 2s
		square := new(big.Float).SetPrec(200).Mul(sum, sum)
		sum.Add(square, new(big.Float).SetPrec(200).Mul(sum, two))
	}
	t, _ := new(big.Float).SetPrec(200).Quo(sum, new(big.Float).SetPrec(200).Add(sum, two)).Float64()
	return math.Copysign(t, x)
}

func accuracy(t *testing.T, name string, is64 bool, lo, hi float64, worst func(x, y Array) float64, limit float64) {
	best32, best64 := f32, f64
	defer func() { f32, f64 = best32, best64 }()
	n := 20_000
	if is64 {
		n = 1_000
	}
	x, y := Make(is64, n), Make(is64, n)
	r := rand.New(rand.NewSource(1))
	for i := range n {
		x.Set(i, lo+(hi-lo)*r.Float64())
	}
	for set := range sets32 {
		f32, f64 = sets32[set], sets64[set]
		if w := worst(x, y); !(w <= limit) {
			t.Errorf("%s, %s: off by %.3g, at most %g is promised", set, name, w, limit)
		} else {
			t.Logf("%s, %s: off by %.3g at most", set, name, w)
		}
	}
}
