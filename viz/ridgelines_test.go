package viz

import (
	"math"
	"reflect"
	"testing"
)

func TestRemarks(t *testing.T) {
	for _, c := range []struct {
		name string
		v    []float64
		want []string
	}{
		{"1 Linear", []float64{-1, 1}, []string{"std 1"}},
		{"2 ReLU", []float64{0, 0, 3, 1}, []string{"std 1.2", "50% zero"}},
		{"3 Tanh()", []float64{-.99, .99, .98, 0}, []string{"std 0.82", "25% zero", "75% saturated"}},
		{"Sigmoid", []float64{.01, .5, .99, .5}, []string{"std 0.35", "50% saturated"}},
		{"Linear", []float64{.99, .99}, []string{"std 0"}},
		{"none", []float64{math.NaN()}, []string{"no values"}},
	} {
		if got := remarks(c.name, c.v); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s %v: %q, want %q", c.name, c.v, got, c.want)
		}
	}
}

func TestHistogram(t *testing.T) {
	bins := histogram([]float64{0, 0, 0, .5, .5, .5, .5}, -1, 1)
	top := 0
	for i, v := range bins {
		if v > bins[top] {
			top = i
		}
	}
	if at := -1 + 2*(float64(top)+.5)/ridgeBins; math.Abs(at-.5) > .02 || bins[top] != 1 {
		t.Errorf("the highest bin is %v at %v, want 1 at 0.5: zeros are many, so not drawn", bins[top], at)
	}
	if zero := bins[ridgeBins/2]; zero > 1e-6 {
		t.Errorf("many zeros are drawn, %v high", zero)
	}
}

func TestCommonRange(t *testing.T) {
	v := make([]float64, 10_000)
	for i := range v {
		v[i] = float64(i%100) / 100
	}
	v[17] = 1e6 // one outlier must not flatten the rest
	if lo, hi := commonRange([][]float64{v}); lo < -.1 || hi > 1.1 {
		t.Errorf("range %v…%v", lo, hi)
	}
}
