package viz

import (
	"math"
	"testing"
)

func TestHeatMapRange(t *testing.T) {
	for _, c := range []struct {
		rows   [][]float64
		lo, hi float64
	}{
		{[][]float64{{1, 3}}, 1, 3},
		{[][]float64{{-1, 3}}, -3, 3}, // both signs: 0 in the middle
		{[][]float64{{-1, -3}}, -3, -1},
		{[][]float64{{2, math.NaN()}}, 1.5, 2.5},
	} {
		h := HeatMap(c.rows).chart.(*axes).marks[0].(*heat)
		if h.lo != c.lo || h.hi != c.hi {
			t.Errorf("%v: %v…%v, want %v…%v", c.rows, h.lo, h.hi, c.lo, c.hi)
		}
	}
}

func TestGradientMapCount(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		yours, want [][]float64
		tail        string
	}{
		{[][]float64{{1, 2}}, [][]float64{{1, 2}}, ", all 2 agree"},
		{[][]float64{{1, 2 + 1e-8}}, [][]float64{{1, 2}}, ", all 2 agree"},
		{[][]float64{{1, 2.01}}, [][]float64{{1, 2}}, ", 1 of 2 differ"},
		{[][]float64{{1, 0}}, [][]float64{{1, 1e-11}}, ", all 2 agree"}, // the noise of central differences
		{[][]float64{{-1, nan}}, [][]float64{{1, 2}}, ", 2 of 2 differ"},
		{[][]float64{{0}}, [][]float64{{0}}, ", all 1 agree"},
	} {
		if got := GradientMap(c.yours, c.want).tail; got != c.tail {
			t.Errorf("%v against %v: %q, want %q", c.yours, c.want, got, c.tail)
		}
	}
}
