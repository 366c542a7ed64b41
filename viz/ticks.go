package viz

import (
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot"
)

// linearTicks labels about n round values.
type linearTicks struct {
	n     int
	whole bool // no fractions
}

func (t linearTicks) Ticks(lo, hi float64) []plot.Tick {
	if !(lo < hi) {
		return nil
	}
	step := roundStep((hi - lo) / float64(t.n))
	if t.whole && step < 5 {
		step = max(1, math.Round(step)) // 2.5 is none
	}
	var out []plot.Tick
	for k := math.Ceil(lo/step - 1e-9); k*step <= hi+step*1e-9; k++ {
		v := k * step
		if lo+step*1e-6 == lo { // beyond float64: one tick is all there is to say
			return []plot.Tick{{Value: lo, Label: number(lo)}}
		}
		out = append(out, plot.Tick{Value: v, Label: tickLabel(v, step)})
	}
	if len(out) < 2 && t.n < 16 { // one tick shows no scale
		return linearTicks{2 * t.n, t.whole}.Ticks(lo, hi)
	}
	return out
}

// roundStep is the least of 1, 2, 2.5 and 5 times a power of ten that is not
// below raw.
func roundStep(raw float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 2.5, 5} {
		if power*m >= raw*.999 {
			return power * m
		}
	}
	return power * 10
}

// tickLabel writes v with the decimals that its step needs.
func tickLabel(v, step float64) string {
	if math.Abs(v) < step*1e-6 {
		return "0"
	}
	if math.Abs(v) >= 1e6 || step < 1e-4 {
		return number(v)
	}
	decimals := int(math.Max(0, math.Ceil(-math.Log10(step)-1e-9)))
	if rest := step * math.Pow(10, float64(decimals)); math.Abs(rest-math.Round(rest)) > 1e-6 {
		decimals++ // the step is a 2.5
	}
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return minus(s)
}

// logTicks labels powers of ten, thinned to about n; with hardly more
// than two decades to show, their multiples by 2 and 5 too.
type logTicks struct{ n int }

func (t logTicks) Ticks(lo, hi float64) []plot.Tick {
	if !(0 < lo && lo < hi) {
		return nil
	}
	first, last := math.Floor(math.Log10(lo)), math.Ceil(math.Log10(hi))
	decades := math.Log10(hi) - math.Log10(lo)
	if decades < .7 {
		return linearTicks{n: t.n}.Ticks(lo, hi)
	}
	stride := math.Max(1, math.Ceil(decades/float64(t.n)))
	multiples := []float64{1}
	if decades < 2.4 {
		multiples = []float64{1, 2, 5}
	}
	var out []plot.Tick
	for k := math.Ceil(first/stride) * stride; k <= last; k += stride {
		for _, m := range multiples {
			if v := m * math.Pow(10, k); lo*(1-1e-9) <= v && v <= hi*(1+1e-9) {
				out = append(out, plot.Tick{Value: v, Label: number(v)})
			}
		}
	}
	return out
}

// number writes v in at most four significant digits, as short as it goes.
func number(v float64) string { return digits(v, 4) }

func digits(v float64, n int) string {
	s := strconv.FormatFloat(v, 'g', n, 64)
	mantissa, exponent, ok := strings.Cut(s, "e")
	if ok {
		if e, _ := strconv.Atoi(exponent); -5 < e && e < 7 {
			s = strconv.FormatFloat(v, 'f', max(0, n-1-e), 64)
			if strings.Contains(s, ".") {
				s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
			}
		} else {
			s = mantissa + "e" + strconv.Itoa(e)
		}
	}
	return minus(s)
}

// minus sets the sign as printed mathematics does.
func minus(s string) string { return strings.ReplaceAll(s, "-", "−") }
