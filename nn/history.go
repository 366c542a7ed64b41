package nn

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// History is what Fit measured: one map of metrics for each finished epoch, with
// "loss" and, where they apply, "accuracy", "val loss" and "val accuracy".
type History struct {
	Metrics []map[string]float64
}

// Values returns one metric of all epochs, NaN where an epoch does not have it:
// the curve to plot.
func (h *History) Values(name string) []float64 {
	values := make([]float64, len(h.Metrics))
	for i, m := range h.Metrics {
		v, ok := m[name]
		if !ok {
			v = math.NaN()
		}
		values[i] = v
	}
	return values
}

// Last returns the metrics of the last epoch, nil if none was finished.
func (h *History) Last() map[string]float64 {
	if len(h.Metrics) == 0 {
		return nil
	}
	return h.Metrics[len(h.Metrics)-1]
}

// historyRows is how many epochs String shows at most.
const historyRows = 20

// String returns a table with a row for each epoch; of a long history it shows
// the first and the last epochs.
func (h *History) String() string {
	if len(h.Metrics) == 0 {
		return "no epoch was finished"
	}
	names := h.names()
	table := [][]string{append([]string{"epoch"}, names...)}
	align := "r"
	for range names {
		align += "r"
	}
	for i, m := range h.Metrics {
		if n := len(h.Metrics); n > historyRows && i >= historyRows/2 && i < n-historyRows/2 {
			if i == historyRows/2 {
				table = append(table, []string{"…"})
			}
			continue
		}
		row := []string{strconv.Itoa(i + 1)}
		for _, name := range names {
			cell := ""
			if v, ok := m[name]; ok {
				cell = fmt.Sprintf("%.4f", v)
			}
			row = append(row, cell)
		}
		table = append(table, row)
	}
	return alignTable(table, align)
}

// metricNames lists the metrics of one epoch, those of training before those of
// validation.
func metricNames(metrics map[string]float64) []string {
	return (&History{Metrics: []map[string]float64{metrics}}).names()
}

// names lists the metrics that occur, those of training before those of validation.
func (h *History) names() []string {
	var names []string
	for _, m := range h.Metrics {
		for name := range m {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	order := []string{"loss", "accuracy", "val loss", "val accuracy"}
	place := func(name string) int {
		if i := slices.Index(order, name); i >= 0 {
			return i
		}
		return len(order) // others follow, by name
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(place(a)-place(b), strings.Compare(a, b))
	})
	return names
}
