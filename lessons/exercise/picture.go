package exercise

import (
	"fmt"
	"math"
	"slices"

	"gradus/viz"
)

// picture draws where got differs from want: matrices as a map of errors,
// vectors side by side. It is nil where numbers say it better.
func picture(got, want any, tolerance float64) any {
	if g, w := flatten(got), flatten(want); g.shape != w.shape || g.equal(w, tolerance) || allOdd(g.values) {
		return nil
	}
	switch got := got.(type) {
	case [][]float64:
		want, ok := want.([][]float64)
		if !ok || len(got) == 0 || len(got[0]) == 0 || len(flatten(got).values) != len(got)*len(got[0]) {
			return nil
		}
		return viz.GradientMap(got, want).Title("yours against the expected")
	case []float64:
		want, ok := want.([]float64)
		if !ok || len(got) < 2 {
			return nil
		}
		return vectors(got, want)
	case []any:
		for i, part := range got {
			if p := picture(part, want.([]any)[i], tolerance); p != nil {
				return p
			}
		}
	}
	return nil
}

// vectors draws short vectors as bars, long ones as lines.
func vectors(got, want []float64) *viz.Figure {
	const longest = 10
	if len(got) > longest {
		xs := make([]float64, len(got))
		for i := range xs {
			xs[i] = float64(i)
		}
		return viz.Lines(xs, want, got).Names("expected", "yours").XLabel("index")
	}
	names := make([]string, len(got))
	for i := range names {
		names[i] = fmt.Sprintf("[%d]", i)
	}
	lo, hi := span(append(slices.Clone(got), want...))
	return viz.Panels(
		viz.Bars(names, got).Title("yours").YRange(lo, hi).Size(280, 200),
		viz.Bars(names, want).Title("expected").YRange(lo, hi).Size(280, 200),
	)
}

// span is the range of the values that can be drawn, with room for labels.
func span(values []float64) (lo, hi float64) {
	for _, v := range values {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			lo, hi = math.Min(lo, v), math.Max(hi, v)
		}
	}
	room := 0.15 * (hi - lo)
	if lo < 0 {
		lo -= room
	}
	if hi > 0 {
		hi += room
	}
	return lo, hi
}

// allOdd reports that no number can be drawn.
func allOdd(values []float64) bool {
	for _, v := range values {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			return false
		}
	}
	return true
}
