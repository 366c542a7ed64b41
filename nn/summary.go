package nn

import (
	"strconv"
	"strings"
)

// String returns a table of the model: each layer with its output's shape, N
// being the batch, and its number of parameters. Sizes that follow from the data are
// "?" until the model has seen some, see [Model.InputShape].
func (m *Model) String() string {
	table := [][]string{{"#", "layer", "output", "params"}}
	var shape []int
	if m.inputShape != nil {
		shape = append([]int{unknownSize}, m.inputShape...)
	}
	total := 0
	for i, l := range m.Layers {
		shape = shapeAfter(l, shape)
		n := countParams(l)
		total += n
		table = append(table, []string{strconv.Itoa(i), layerName(l), batchShape(shape), thousands(n)})
	}
	table = append(table, []string{"", "total", "", thousands(total)})
	return "Sequential\n" + alignTable(table, "rllr")
}

func (m *Model) outputShape(in []int) []int {
	for _, l := range m.Layers {
		in = shapeAfter(l, in)
	}
	return in
}

// shapeAfter is the output's shape of a layer, nil if it is not known.
func shapeAfter(l Layer, in []int) []int {
	if s, ok := l.(shaper); ok {
		return s.outputShape(in)
	}
	return nil
}

// GoString returns the constructor call that makes such a model,
// "nn.Sequential(nn.Linear(2, 16), nn.ReLU())".
func (m *Model) GoString() string { return m.call("nn.") }

// call is the constructor call with prefix before the name of each constructor.
func (m *Model) call(prefix string) string {
	return prefix + "Sequential(" + callAll(m.Layers, prefix) + ")"
}

// callAll is the constructor calls of layers, as arguments.
func callAll(layers []Layer, prefix string) string {
	calls := make([]string, len(layers))
	for i, l := range layers {
		if inner, ok := l.(interface{ call(prefix string) string }); ok { // it has others in its call
			calls[i] = inner.call(prefix)
		} else {
			calls[i] = prefix + layerName(l)
		}
	}
	return strings.Join(calls, ", ")
}

func countParams(l Layer) int {
	n := 0
	for _, p := range l.Params() {
		n += p.Len()
	}
	return n
}

func batchShape(shape []int) string {
	if shape == nil {
		return "?"
	}
	sizes := make([]string, len(shape))
	for i, d := range shape {
		sizes[i] = strconv.Itoa(d)
		if d == unknownSize {
			sizes[i] = "?"
			if i == 0 {
				sizes[i] = "N"
			}
		}
	}
	return "[" + strings.Join(sizes, " ") + "]"
}

// thousands writes 9610 as "9,610".
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// alignTable pads the cells of each column to its widest; align has an l or r
// for each column.
func alignTable(rows [][]string, align string) string {
	widths := make([]int, len(align))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], len([]rune(cell)))
		}
	}
	var s strings.Builder
	for r, row := range rows {
		if r > 0 {
			s.WriteByte('\n')
		}
		line := ""
		for i, cell := range row {
			pad := strings.Repeat(" ", widths[i]-len([]rune(cell)))
			if align[i] == 'r' {
				cell = pad + cell
			} else {
				cell += pad
			}
			line += "  " + cell
		}
		s.WriteString(strings.TrimRight(line, " "))
	}
	return s.String()
}
