package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// row is what came of a workload.
type row struct {
	workload
	columns []column // nn first
}

// column is a contestant's rounds. Round i of a peer came right after round i of nn
// in nn's column.
type column struct {
	label, name, version string
	rounds               []result
	before               []result // nn's round before each
	resident             float64  // MB
}

func (c column) rate() float64 { return median(c.rounds, result.rate) }
func (c column) loss() float64 { return median(c.rounds, func(r result) float64 { return r.Loss }) }

// lead is how many times as fast nn was as this contestant: the median over pairs of
// rounds that came one after the other, so that a slow minute hits both.
func (c column) lead() float64 { return c.ratio(result.rate) }

func (c column) ratio(rate func(result) float64) float64 {
	ratios := make([]float64, len(c.rounds))
	for i := range ratios {
		ratios[i] = rate(c.before[i]) / rate(c.rounds[i])
	}
	return middle(ratios)
}

// closest is the peer, of those with the given name or of all if that is empty, over
// which nn's lead is the smallest; nil if none took part.
func (r row) closest(name string) *column {
	var best *column
	for i, c := range r.columns {
		if c.name != "nn" && (name == "" || c.name == name) && (best == nil || c.lead() < best.lead()) {
			best = &r.columns[i]
		}
	}
	return best
}

// leadPerCPU is how many times as much nn did with a second of a processor than the
// peer that needed the least.
func (r row) leadPerCPU() float64 {
	least := math.Inf(1)
	for _, c := range r.columns {
		if c.name != "nn" {
			least = min(least, c.ratio(result.perCPU))
		}
	}
	return least
}

// sameLoss reports whether nn learnt as much as the peers did: its loss is not
// above twice theirs.
func (r row) sameLoss() bool {
	worst := 0.0
	for _, c := range r.columns {
		if c.name != "nn" {
			worst = max(worst, c.loss())
		}
	}
	return r.columns[0].loss() <= 2*worst+0.01
}

func median(rounds []result, f func(result) float64) float64 {
	vs := make([]float64, len(rounds))
	for i, r := range rounds {
		vs[i] = f(r)
	}
	return middle(vs)
}

func middle(vs []float64) float64 {
	if len(vs) == 0 {
		return math.NaN()
	}
	vs = slices.Sorted(slices.Values(vs))
	n := len(vs)
	return (vs[(n-1)/2] + vs[n/2]) / 2
}

// show writes a rate in the unit of the workload.
func (u unit) show(rate float64) string {
	switch {
	case math.IsNaN(rate) || math.IsInf(rate, 0):
		return "–"
	case u == millisecondsPerStep:
		return fmt.Sprintf("%.2f ms", 1e3/rate)
	case u == nanosecondsPerOp:
		return fmt.Sprintf("%.0f ns", 1e9/rate)
	case rate >= 1e6:
		return fmt.Sprintf("%.2f M/s", rate/1e6)
	case rate >= 1e4:
		return fmt.Sprintf("%.0f k/s", rate/1e3)
	}
	return fmt.Sprintf("%.0f /s", rate)
}

// verdict compares with a goal.
func verdict(reached, goal float64) string {
	switch {
	case goal == 0:
		return ""
	case reached >= goal:
		return fmt.Sprintf("≥ %g: yes", goal)
	}
	return fmt.Sprintf("≥ %g: %.0f %% short", goal, 100*(1-reached/goal))
}

// writeTables writes Markdown: the comparison, and what every contestant reached.
func writeTables(w io.Writer, rows []row) {
	writeTable(w, []string{"workload", "nn", "best peer", "nn ÷ best", "goal", "nn ÷ PyTorch", "goal", "÷ least CPU", "loss: nn", "peers"}, rows, func(r row) []string {
		cells := []string{r.title, r.unit.show(r.columns[0].rate()), "–", "–", "", "–", "", "–", "", ""}
		if best := r.closest(""); best != nil {
			cells[2] = r.unit.show(best.rate()) + " " + best.label
			cells[3] = fmt.Sprintf("%.2f", best.lead())
			cells[4] = verdict(best.lead(), r.goal.best)
			if lead := r.leadPerCPU(); !math.IsInf(lead, 0) {
				cells[7] = fmt.Sprintf("%.2f", lead)
			}
		}
		if torch := r.closest("PyTorch"); torch != nil {
			cells[5] = fmt.Sprintf("%.2f", torch.lead())
			cells[6] = verdict(torch.lead(), r.goal.pytorch)
		}
		if r.goal.nanoseconds > 0 {
			ns := 1e9 / r.columns[0].rate()
			cells[4] = fmt.Sprintf("≤ %g ns: %s", r.goal.nanoseconds, map[bool]string{true: "yes", false: "no"}[ns <= r.goal.nanoseconds])
		}
		if r.unit != nanosecondsPerOp {
			cells[8], cells[9] = r.losses()
		}
		return cells
	})
	fmt.Fprintln(w)
	var each []row // a row for every contestant
	for _, r := range rows {
		for _, c := range r.columns {
			each = append(each, row{r.workload, []column{c}})
		}
	}
	writeTable(w, []string{"workload", "contestant", "median", "slowest – fastest", "with one CPU's time", "memory", "allocations a step"}, each, func(r row) []string {
		c := r.columns[0]
		slow := slices.MinFunc(c.rounds, func(a, b result) int { return int(math.Copysign(1, a.rate()-b.rate())) })
		fast := slices.MaxFunc(c.rounds, func(a, b result) int { return int(math.Copysign(1, a.rate()-b.rate())) })
		cells := []string{r.Name, c.label, r.unit.show(c.rate()), r.unit.show(slow.rate()) + " – " + r.unit.show(fast.rate()), r.unit.show(median(c.rounds, result.perCPU)), "", ""}
		if c.resident > 0 {
			cells[5] = fmt.Sprintf("%.0f MB", c.resident)
		}
		if c.name == "nn" {
			cells[6] = fmt.Sprintf("%.1f", median(c.rounds, func(r result) float64 { return r.Allocs }))
		}
		return cells
	})
}

// losses are nn's at the end of a training, and from the peers' smallest to their largest.
func (r row) losses() (own, peers string) {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, c := range r.columns {
		if c.name != "nn" {
			lo, hi = min(lo, c.loss()), max(hi, c.loss())
		}
	}
	own = fmt.Sprintf("%.2g", r.columns[0].loss())
	switch {
	case lo > hi:
		return own, "–"
	case !r.sameLoss():
		own += " (too high)"
	}
	return own, fmt.Sprintf("%.2g – %.2g", lo, hi)
}

// writeTable writes a Markdown table with aligned columns.
func writeTable(w io.Writer, head []string, rows []row, cells func(row) []string) {
	lines := [][]string{head, nil}
	for _, r := range rows {
		lines = append(lines, cells(r))
	}
	widths := make([]int, len(head))
	for _, line := range lines {
		for i, cell := range line {
			widths[i] = max(widths[i], len([]rune(cell)))
		}
	}
	for _, line := range lines {
		for i, width := range widths {
			if line == nil {
				fmt.Fprint(w, "|", strings.Repeat("-", width+2))
			} else {
				fmt.Fprintf(w, "| %-*s ", width, line[i])
			}
		}
		fmt.Fprintln(w, "|")
	}
}
