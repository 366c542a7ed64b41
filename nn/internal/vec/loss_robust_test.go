package vec

import (
	"math"
	"testing"
)

// The slopes are the derivatives of the losses, and the results do not depend on
// where the slopes go, if anywhere.
func TestRobustLosses(t *testing.T) {
	x := []float64{-3, -0.7, 0.2, 0.9, 1.4, 5, 0}
	target := []float64{0, 0.1, 0, 0.5, -1, 1, 0}
	for name, f := range map[string]func(dx, x, target Array) float64{
		"AbsoluteError":  func(dx, x, target Array) float64 { return AbsoluteError(dx, x, target, 0.5) },
		"HuberError":     func(dx, x, target Array) float64 { return HuberError(dx, x, target, 1, 0.5) },
		"HuberError 0.3": func(dx, x, target Array) float64 { return HuberError(dx, x, target, 0.3, 0.5) },
	} {
		for _, is64 := range []bool{true, false} {
			a, b, dx := Make(is64, len(x)), Make(is64, len(x)), Make(is64, len(x))
			a.CopyFrom(Array{F64: x})
			b.CopyFrom(Array{F64: target})
			loss := f(dx, a, b)
			if other := f(Array{}, a, b); other != loss {
				t.Errorf("%s: %v without slopes, %v with them", name, other, loss)
			}
			for i := range x {
				const h = 1.0 / 1024
				above, below := Make(true, len(x)), Make(true, len(x))
				above.CopyFrom(a)
				below.CopyFrom(a)
				above.Set(i, x[i]+h)
				below.Set(i, x[i]-h)
				tt := Make(true, len(x))
				tt.CopyFrom(b)
				want := (f(Array{}, above, tt) - f(Array{}, below, tt)) / (2 * h) * 0.5
				if math.Abs(dx.At(i)-want) > 1e-6 {
					t.Errorf("%s: slope %d is %v, want %v", name, i, dx.At(i), want)
				}
			}
			if f(a, a, b) != loss {
				t.Errorf("%s: the slopes cannot replace x", name)
			}
			for i := range x {
				if a.At(i) != dx.At(i) {
					t.Errorf("%s in place: slope %d is %v, want %v", name, i, a.At(i), dx.At(i))
				}
			}
		}
	}
	if got := HuberError(Array{}, Array{F64: []float64{3}}, Array{F64: []float64{0}}, 2, 1); got != 4 { // 2·(3-1)
		t.Errorf("HuberError = %v, want 4", got)
	}
}
