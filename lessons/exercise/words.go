package exercise

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// difference says in words how got differs from want.
func difference(got, want any, wrong, calls int, tolerance float64) string {
	g, w := flatten(got), flatten(want)
	switch {
	case g.shape != w.shape && len(g.values) == 0:
		return "It returns nothing where " + shapeName(w.shape) + " was expected."
	case g.shape != w.shape:
		return fmt.Sprintf("The shape is off: yours is %s, it should be %s.", shapeName(g.shape), shapeName(w.shape))
	}
	bad, odd := 0, 0
	for i, v := range g.values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			odd++
		}
		if !near(v, w.values[i], tolerance) {
			bad++
		}
	}
	switch {
	case odd > 0 && bad > 0:
		return "Your code ends in NaN or Inf: something overflowed, or a division by zero or a log of zero happened on the way."
	case wrong < calls:
		return fmt.Sprintf("%d of %d calls are right; this one is not.", calls-wrong, calls)
	case len(w.values) > 1 && bad < len(w.values):
		return fmt.Sprintf("It runs and the shape is right, but %d of %d numbers differ.", bad, len(w.values))
	}
	return "It runs and the shape is right, but the numbers differ."
}

func shapeName(shape string) string {
	switch {
	case shape == "":
		return "one number"
	case strings.HasPrefix(shape, "[") && strings.Contains(shape, " "):
		return "a matrix `" + shape + "`"
	case strings.HasPrefix(shape, "["):
		return "a vector `" + shape + "`"
	}
	return "`" + shape + "`"
}

// formatPair writes got and want with four digits, or with as many as it
// takes to see that they differ.
func formatPair(got, want any) (g, w string) {
	for digits := 4; ; digits += 4 {
		g, w = format(got, digits), format(want, digits)
		if g != w || digits > 12 {
			return g, w
		}
	}
}

// format writes numbers with the given significant digits, and not more of
// them than one can read.
func format(v any, digits int) string {
	const most = 8
	switch v := v.(type) {
	case nil:
		return "nothing"
	case float64:
		return strconv.FormatFloat(v, 'g', digits, 64)
	case []float64:
		return formatList(len(v), most, " ", func(i int) string { return format(v[i], digits) })
	case [][]float64:
		return formatList(len(v), most, "\n ", func(i int) string { return format(v[i], digits) })
	case []any:
		return formatList(len(v), most, ",  ", func(i int) string { return format(v[i], digits) })
	}
	return fmt.Sprint(v)
}

func formatList(n, most int, separator string, item func(int) string) string {
	var items []string
	for i := 0; i < n && i < most; i++ {
		items = append(items, item(i))
	}
	if n > most {
		items = append(items, "…")
	}
	return "[" + strings.Join(items, separator) + "]"
}
