package nn

import (
	"math"
	"strconv"
	"strings"
)

// How tensors are printed: numpy's defaults, but for four digits instead of eight.
const (
	printDigits = 4    // after the decimal point, at most
	printWidth  = 75   // columns in a line
	printAll    = 1000 // elements up to which nothing is left out
	printEdge   = 3    // elements kept at both ends of a long axis
)

// String prints the elements as numpy prints an array with
// set_printoptions(precision=4): nested brackets, aligned columns, the same form
// (decimal or scientific) for all elements, and "..." in the middle of each axis
// of a tensor of more than 1000 elements. At and Data give all digits.
func (t *Tensor) String() string {
	if t.Len() == 0 {
		return "[]"
	}
	p := printer{t: t, elide: t.Len() > printAll}
	var shown []float64
	p.shownElements(0, 0, &shown)
	p.format = chooseFormat(shown)
	var s strings.Builder
	p.print(&s, 0, 0, "")
	return s.String()
}

type printer struct {
	t      *Tensor
	elide  bool
	format format
}

// shownElements collects the elements that are not left out.
func (p *printer) shownElements(axis, offset int, shown *[]float64) {
	if axis == len(p.t.shape) {
		*shown = append(*shown, p.t.data.At(offset))
		return
	}
	p.eachShown(axis, offset, func(_, at int) { p.shownElements(axis+1, at, shown) })
}

// eachShown visits the indices along an axis that are not left out, with the
// offset of what is there.
func (p *printer) eachShown(axis, offset int, visit func(i, at int)) {
	n, step := p.t.shape[axis], size(p.t.shape[axis+1:])
	for i := 0; i < n; i++ {
		if p.gap(axis, i) {
			i = n - printEdge
		}
		visit(i, offset+i*step)
	}
}

// gap reports whether the elements from i to the last few are left out.
func (p *printer) gap(axis, i int) bool {
	return p.elide && i == printEdge && p.t.shape[axis] > 2*printEdge
}

// print writes the elements below an offset; indent is what stands before a
// continued line.
func (p *printer) print(s *strings.Builder, axis, offset int, indent string) {
	switch rest := len(p.t.shape) - axis; rest {
	case 0:
		s.WriteString(p.format.number(p.t.data.At(offset)))
	case 1:
		p.printRow(s, axis, offset, indent+" ")
	default:
		s.WriteByte('[')
		separator := strings.Repeat("\n", rest-1) + indent + " "
		p.eachShown(axis, offset, func(i, at int) {
			if i > 0 {
				s.WriteString(separator)
			}
			if p.elided(axis, i) {
				s.WriteString("..." + separator)
			}
			p.print(s, axis+1, at, indent+" ")
		})
		s.WriteByte(']')
	}
}

// printRow writes the last axis, broken into lines that fit the width.
func (p *printer) printRow(s *strings.Builder, axis, offset int, indent string) {
	line := indent
	var lines []string
	word := func(w string, reserve int) {
		if len(line)+len(w)+reserve > printWidth && len(line) > len(indent) {
			lines = append(lines, strings.TrimRight(line, " "))
			line = indent
		}
		line += w + " "
	}
	last := p.t.shape[axis] - 1
	p.eachShown(axis, offset, func(i, at int) {
		if p.elided(axis, i) {
			word("...", 0)
		}
		reserve := 0
		if i == last {
			reserve = axis + 1 // the closing brackets
		}
		word(p.format.number(p.t.data.At(at)), reserve)
	})
	lines = append(lines, strings.TrimSuffix(line, " "))
	s.WriteString("[" + strings.TrimPrefix(strings.Join(lines, "\n"), indent) + "]")
}

// elided reports whether i is the first index after a gap.
func (p *printer) elided(axis, i int) bool {
	n := p.t.shape[axis]
	return p.elide && n > 2*printEdge && i == n-printEdge
}

// format is how all elements of a tensor are written.
type format struct {
	scientific  bool
	left, right int // columns before and after the decimal point
}

// chooseFormat finds the narrowest form for all values: scientific when the
// largest is at least 1e8, the smallest below 1e-4, or the largest more than
// 1000 times the smallest.
func chooseFormat(values []float64) format {
	smallest, largest := math.Inf(1), 0.0
	for _, v := range values {
		if a := math.Abs(v); a > 0 && !math.IsInf(a, 0) {
			smallest, largest = min(smallest, a), max(largest, a)
		}
	}
	f := format{scientific: largest > 0 && (largest >= 1e8 || smallest < 1e-4 || largest/smallest > 1000)}
	special := 0 // width of the longest nan or inf
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			special = max(special, len(specialNumber(v)))
			continue
		}
		left, right, _ := strings.Cut(f.digits(v), ".")
		f.left, f.right = max(f.left, len(left)), max(f.right, len(right))
	}
	f.left = max(f.left, special-f.right-1)
	return f
}

// digits writes v without padding: at most four digits after the point, no
// trailing zeros. In scientific form, the exponent follows.
func (f format) digits(v float64) string {
	verb := byte('f')
	if f.scientific {
		verb = 'e'
	}
	s := strconv.FormatFloat(v, verb, printDigits, 64)
	mantissa, exponent, _ := strings.Cut(s, "e")
	mantissa = strings.TrimRight(mantissa, "0")
	if exponent != "" {
		exponent = "e" + exponent
	}
	return mantissa + exponent
}

// number writes v padded to the common width.
func (f format) number(v float64) string {
	width := f.left + 1 + f.right
	if math.IsNaN(v) || math.IsInf(v, 0) {
		s := specialNumber(v)
		return strings.Repeat(" ", max(width-len(s), 0)) + s
	}
	left, right, _ := strings.Cut(f.digits(v), ".")
	if mantissa, exponent, ok := strings.Cut(right, "e"); ok {
		right = mantissa + strings.Repeat("0", f.right-len(right)) + "e" + exponent
	}
	return strings.Repeat(" ", f.left-len(left)) + left + "." + right + strings.Repeat(" ", f.right-len(right))
}

func specialNumber(v float64) string {
	switch {
	case math.IsNaN(v):
		return "nan"
	case v > 0:
		return "inf"
	}
	return "-inf"
}
