package main

import (
	"fmt"
	"math"
	"strings"
	"text/tabwriter"
)

// table shows times and ratios: of every contestant but the first to CPython,
// the first, and of every one but the last to compiled Go, the last.
func table(all []contestant, rows []row) string {
	type ratio struct{ of, to int }
	last := len(all) - 1
	var ratios []ratio
	for i := 1; i < last; i++ {
		ratios = append(ratios, ratio{i, 0}, ratio{i, last})
	}
	ratios = append(ratios, ratio{0, last})

	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(w, "\t")
	for _, c := range all {
		fmt.Fprintf(w, "%s ms\t", c.name)
	}
	for _, r := range ratios {
		fmt.Fprintf(w, "%s/%s\t", all[r.of].name, all[r.to].name)
	}
	fmt.Fprintln(w)
	values := make([][]float64, len(ratios))
	for _, row := range rows {
		fmt.Fprintf(w, "%s\t", row.program)
		for i := range all {
			fmt.Fprintf(w, "%s\t", milliseconds(row.seconds[i]))
		}
		for i, r := range ratios {
			if row.seconds[r.of] == 0 || row.seconds[r.to] == 0 {
				fmt.Fprint(w, "–\t")
				continue
			}
			v := row.seconds[r.of] / row.seconds[r.to]
			values[i] = append(values[i], v)
			fmt.Fprintf(w, "%s\t", times(v))
		}
		fmt.Fprintln(w)
	}
	fmt.Fprint(w, "geometric mean\t", strings.Repeat("\t", len(all)))
	for _, v := range values {
		if len(v) == 0 {
			fmt.Fprint(w, "–\t")
			continue
		}
		fmt.Fprintf(w, "%s\t", times(geometricMean(v)))
	}
	fmt.Fprintln(w)
	w.Flush()
	for _, row := range rows {
		for i, why := range row.failed {
			if why != "" {
				fmt.Fprintf(&b, "%s: %s: %s\n", row.program, all[i].name, why)
			}
		}
	}
	return b.String()
}

func milliseconds(s float64) string {
	if s == 0 {
		return "fails"
	}
	return fmt.Sprintf("%.1f", s*1e3)
}

func times(ratio float64) string {
	if ratio >= 10 {
		return fmt.Sprintf("%.0f", ratio)
	}
	return fmt.Sprintf("%.2g", ratio)
}

func geometricMean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += math.Log(v)
	}
	return math.Exp(sum / float64(len(values)))
}
