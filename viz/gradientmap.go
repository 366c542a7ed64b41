package viz

import (
	"fmt"
	"math"
)

// differs is the relative difference from which two gradients are not the
// same: central differences in float64 agree to about 1e-7.
const differs = 1e-4

// GradientMap draws where your gradient differs from the one wanted, such as
// the numeric one: the colour of each element is the relative difference
//
//	|yours − want| / (|yours| + |want| + 1e-4·max|want|)
//
// on a logarithmic scale from 1e-12 (same) to 1 (off). The title ends in how
// many differ by more than 1e-4; NaN and Inf differ and are crossed out.
func GradientMap(yours, want [][]float64) *Figure {
	r, c := checkRows("GradientMap", yours)
	if wr, wc := checkRows("GradientMap", want); wr != r || wc != c {
		fail("GradientMap", "a gradient has the shape of what it belongs to; transpose one?", "yours is %d×%d, wanted is %d×%d", r, c, wr, wc)
	}
	largest := 1e-300
	for _, row := range want {
		for _, v := range row {
			if isFinite(v) {
				largest = math.Max(largest, math.Abs(v))
			}
		}
	}
	h := &heat{lo: -12, hi: 0, ramp: func(t Theme) Ramp { return t.Difference }}
	off := 0
	for i, row := range yours {
		logs := make([]float64, c)
		for j, a := range row {
			b := want[i][j]
			e := math.Abs(a-b) / (math.Abs(a) + math.Abs(b) + 1e-4*largest)
			if !(e <= differs) {
				off++
			}
			logs[j] = math.Log10(e + 1e-12)
		}
		h.rows = append(h.rows, logs)
	}
	a := newHeatAxes(h)
	a.bar = func(t Theme) *colorBar { return rampBar(t.Difference, barTick{0, "same"}, barTick{1, "off"}) }
	a.notes = []string{left(nonFinite(yours...)+nonFinite(want...), "crossed out")}
	f := newFigure("GradientMap", a).Title("your gradient vs numeric")
	f.width, f.height = heatSize(r, c)
	f.tail = fmt.Sprintf(", %d of %d differ", off, r*c)
	if off == 0 {
		f.tail = fmt.Sprintf(", all %d agree", r*c)
	}
	return f
}
