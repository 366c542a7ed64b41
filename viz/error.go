package viz

import (
	"fmt"
	"math"
)

// An Error is the panic value for input that cannot be drawn.
type Error struct {
	Plot    string // the constructor or method, such as "Boundary"
	Problem string // what was wrong
	Hint    string // what to do about it; may be empty
}

func (e *Error) Error() string {
	s := "viz." + e.Plot + ": " + e.Problem
	if e.Hint != "" {
		s += "; " + e.Hint
	}
	return s
}

// fail panics with an *Error for the named plot.
func fail(plot, hint, format string, args ...any) {
	panic(&Error{Plot: plot, Problem: fmt.Sprintf(format, args...), Hint: hint})
}

func isFinite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// nonFinite counts the NaN and Inf among the values.
func nonFinite(rows ...[]float64) (n int) {
	for _, row := range rows {
		for _, v := range row {
			if !isFinite(v) {
				n++
			}
		}
	}
	return n
}

// left says in a note that n values were left out of the picture; none, no note.
func left(n int, how string) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "1 value is NaN or Inf: " + how
	}
	return fmt.Sprintf("%d values are NaN or Inf: %s", n, how)
}

// checkRows demands at least one row, and rows of one common length above
// zero; it returns the numbers of rows and columns.
func checkRows(plot string, rows [][]float64) (r, c int) {
	if len(rows) == 0 || len(rows[0]) == 0 {
		fail(plot, "pass at least one row with one value", "there is no data")
	}
	for i, row := range rows {
		if len(row) != len(rows[0]) {
			fail(plot, "make all rows equally long", "the rows are ragged: row 0 has %d values, row %d has %d", len(rows[0]), i, len(row))
		}
	}
	return len(rows), len(rows[0])
}

// checkPairs demands one value list per name, and at least one.
func checkPairs(plot string, names []string, n int) {
	if n == 0 {
		fail(plot, "pass at least one", "there is no data")
	}
	if len(names) != n {
		fail(plot, "pass one name for each", "%d names for %d sets of values", len(names), n)
	}
}

// checkPoints demands rows of two coordinates and, unless labels is nil, one
// label ≥ 0 for each. It returns the number of classes.
func checkPoints(plot string, points [][]float64, labels []int) (classes int) {
	if _, c := checkRows(plot, points); c != 2 {
		fail(plot, "pick two columns of the data", "a point needs 2 coordinates, these have %d", c)
	}
	if labels == nil {
		return 1
	}
	if len(labels) != len(points) {
		fail(plot, "pass one label a point, or nil", "%d points, %d labels", len(points), len(labels))
	}
	for i, l := range labels {
		if l < 0 {
			fail(plot, "number the classes 0, 1, 2, …", "label %d of point %d is negative", l, i)
		}
		classes = max(classes, l+1)
	}
	return classes
}
