package display

import (
	"fmt"
	"strconv"
	"strings"
)

// matrix is what gonum's matrices and vectors are.
type matrix interface {
	Dims() (rows, columns int)
	At(row, column int) float64
}

// edge is how many rows and columns of a large matrix are shown at each side.
const edge = 5

// matrixText prints a matrix in aligned columns, the middle of a large one left
// out.
func matrixText(m matrix) string {
	rows, columns := m.Dims()
	var b strings.Builder
	fmt.Fprintf(&b, "%T %d×%d", m, rows, columns)
	shown := func(n int) []int {
		var out []int
		for i := range n {
			switch {
			case n <= 2*edge || i < edge || i >= n-edge:
				out = append(out, i)
			case i == edge:
				out = append(out, -1)
			}
		}
		return out
	}
	cells := make([][]string, 0, len(shown(rows)))
	width := make([]int, len(shown(columns)))
	for _, i := range shown(rows) {
		var line []string
		for k, j := range shown(columns) {
			text := "…"
			if i >= 0 && j >= 0 {
				text = strconv.FormatFloat(m.At(i, j), 'g', 5, 64)
			}
			width[k] = max(width[k], len([]rune(text)))
			line = append(line, text)
		}
		cells = append(cells, line)
	}
	for _, line := range cells {
		b.WriteString("\n[")
		for k, text := range line {
			if k > 0 {
				b.WriteString("  ")
			}
			b.WriteString(strings.Repeat(" ", width[k]-len([]rune(text))) + text)
		}
		b.WriteString("]")
	}
	return b.String()
}
