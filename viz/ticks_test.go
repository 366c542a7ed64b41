package viz

import (
	"fmt"
	"strings"
	"testing"

	"gonum.org/v1/plot"
)

func labels(ticks []plot.Tick) string {
	var out []string
	for _, t := range ticks {
		out = append(out, t.Label)
	}
	return strings.Join(out, " ")
}

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		ticks  plot.Ticker
		lo, hi float64
		want   string
	}{
		{linearTicks{n: 5}, 0, 1, "0 0.2 0.4 0.6 0.8 1"},
		{linearTicks{n: 5}, -1, 1, "−1 −0.5 0 0.5 1"},
		{linearTicks{n: 4}, 0, .01, "0 0.0025 0.005 0.0075 0.01"},
		{linearTicks{n: 5}, 0, 275, "0 100 200"},
		{linearTicks{n: 5}, 0, 3e7, "0 1e7 2e7 3e7"},
		{linearTicks{n: 5}, 0, 2e-6, "0 5e−7 1e−6 1.5e−6 2e−6"},
		{linearTicks{n: 5, whole: true}, 0, 3, "0 1 2 3"},
		{linearTicks{n: 5, whole: true}, 0, 11, "0 3 6 9"},
		{linearTicks{n: 5}, 1e15, 1e15 + 1, "1e15"},
		{linearTicks{n: 5}, 1, 1, ""},
		{linearTicks{n: 2}, -.4, .4, "−0.4 −0.2 0 0.2 0.4"},
		{logTicks{n: 5}, 1e-4, 1, "0.0001 0.001 0.01 0.1 1"},
		{logTicks{n: 5}, 1e-12, 1, "1e−12 1e−9 1e−6 0.001 1"},
		{logTicks{n: 5}, .5, 20, "0.5 1 2 5 10 20"},
		{logTicks{n: 4}, 2, 3, "2 2.25 2.5 2.75 3"},
		{logTicks{n: 4}, 0, 3, ""},
	} {
		if got := labels(c.ticks.Ticks(c.lo, c.hi)); got != c.want {
			t.Errorf("%T %v…%v: %q, want %q", c.ticks, c.lo, c.hi, got, c.want)
		}
	}
}

func TestDigits(t *testing.T) {
	for _, c := range []struct {
		v    float64
		n    int
		want string
	}{
		{0, 3, "0"}, {1, 3, "1"}, {.1234567, 4, "0.1235"}, {-2.5, 4, "−2.5"}, {1234.5678, 3, "1235"},
		{123456, 2, "123456"}, {1.5e9, 3, "1.5e9"}, {1.25e-8, 3, "1.25e−8"}, {.00012345, 3, "0.000123"},
	} {
		if got := digits(c.v, c.n); got != c.want {
			t.Errorf("digits(%v, %d) = %s, want %s", c.v, c.n, got, c.want)
		}
	}
	if got := fmt.Sprint(indexStep(16), indexStep(8), indexStep(784)); got != "2 1 100" {
		t.Errorf("index steps %s", got)
	}
}
