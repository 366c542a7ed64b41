package exercise

import (
	"fmt"
	"math"
)

// numbers is an answer laid out flat.
type numbers struct {
	shape  string // "" for a number, "[3]", "[2 3]"; "[2 3?]" when rows differ
	values []float64
}

// flatten lays out what a call returned. Something that is not made of numbers
// has its Go type as its shape, and so equals nothing but its like.
func flatten(v any) numbers {
	switch v := v.(type) {
	case nil:
		return numbers{shape: "nothing"}
	case crash:
		return numbers{shape: "panic: " + v.kind()}
	case float64:
		return numbers{values: []float64{v}}
	case int:
		return numbers{values: []float64{float64(v)}}
	case bool:
		if v {
			return numbers{values: []float64{1}}
		}
		return numbers{values: []float64{0}}
	case []float64:
		return numbers{shape: fmt.Sprintf("[%d]", len(v)), values: v}
	case []int:
		n := numbers{shape: fmt.Sprintf("[%d]", len(v))}
		for _, x := range v {
			n.values = append(n.values, float64(x))
		}
		return n
	case [][]float64:
		return flattenRows(v)
	case []any:
		var n numbers
		for _, part := range v {
			p := flatten(part)
			n.shape += "(" + p.shape + ")"
			n.values = append(n.values, p.values...)
		}
		return n
	}
	return numbers{shape: fmt.Sprintf("%T", v)}
}

func flattenRows(rows [][]float64) numbers {
	var n numbers
	width, ragged := 0, ""
	for i, row := range rows {
		if i > 0 && len(row) != width {
			ragged = "?"
		}
		width = max(width, len(row))
		n.values = append(n.values, row...)
	}
	n.shape = fmt.Sprintf("[%d %d%s]", len(rows), width, ragged)
	return n
}

func (n numbers) equal(m numbers, tolerance float64) bool {
	if n.shape != m.shape || len(n.values) != len(m.values) {
		return false
	}
	for i, v := range n.values {
		if !near(v, m.values[i], tolerance) {
			return false
		}
	}
	return true
}

// near reports |a − b| ≤ tolerance · max(1, |b|); NaN is near NaN, and an
// infinity is near itself.
func near(a, b, tolerance float64) bool {
	switch {
	case math.IsNaN(a) || math.IsNaN(b):
		return math.IsNaN(a) && math.IsNaN(b)
	case math.IsInf(a, 0) || math.IsInf(b, 0):
		return a == b
	}
	return math.Abs(a-b) <= tolerance*math.Max(1, math.Abs(b))
}
