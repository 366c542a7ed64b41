package nn

import (
	"fmt"
	"slices"
	"strings"
)

// ShapeError is the panic value of an operation whose operands' shapes do not
// fit. It is raised before anything is computed.
type ShapeError struct {
	Op     string  // the operation: "MatMul"
	Layer  string  // the layer it happened in, if any: "layer 2 Linear(128, 10)"
	Shapes [][]int // the shapes that do not fit
	Hint   string  // what is wrong, and what may help
}

// Error says where, which shapes, and what may help:
//
//	nn: MatMul: shapes [2 3] and [2 3] do not fit: inner sizes 3 and 2 differ; transpose one with .T()?
func (e *ShapeError) Error() string {
	var s strings.Builder
	s.WriteString("nn: ")
	if e.Layer != "" {
		s.WriteString(e.Layer + ": ")
	}
	s.WriteString(e.Op + ": ")
	for i, shape := range e.Shapes {
		switch i {
		case 0:
			s.WriteString("shape")
			if len(e.Shapes) > 1 {
				s.WriteString("s")
			}
		case len(e.Shapes) - 1:
			s.WriteString(" and")
		default:
			s.WriteString(",")
		}
		fmt.Fprintf(&s, " %v", shape)
	}
	switch len(e.Shapes) {
	case 0:
	case 1:
		s.WriteString(" does not fit: ")
	default:
		s.WriteString(" do not fit: ")
	}
	s.WriteString(e.Hint)
	return s.String()
}

// ValueError is the panic value of an operation that was given a number it
// cannot use: a label that is no class, a step of zero, an axis that is not there.
type ValueError struct {
	Op   string // the operation: "CrossEntropy"
	Hint string // which value is wrong, and what is expected
}

// Error says which value of which operation is wrong.
func (e *ValueError) Error() string { return "nn: " + e.Op + ": " + e.Hint }

// GraphError is the panic value of a question about gradients that no recorded
// operation can answer.
type GraphError struct {
	Op   string // the method that was called: "Backward"
	Hint string // what to do first
}

// Error says what to do before asking for gradients.
func (e *GraphError) Error() string { return "nn: " + e.Op + ": " + e.Hint }

func shapePanic(op, hint string, shapes ...[]int) {
	panic(&ShapeError{Op: op, Shapes: shapes, Hint: hint})
}

// layerPanic is shapePanic of a layer.
func layerPanic(l fmt.Stringer, op, hint string, shapes ...[]int) {
	for i := range shapes {
		shapes[i] = slices.Clone(shapes[i])
	}
	panic(&ShapeError{Op: op, Layer: l.String(), Shapes: shapes, Hint: hint})
}

// atLeast returns a setting, which cannot be smaller than lowest.
func atLeast(op string, lowest, v int, what string) int {
	if v < lowest {
		valuePanic(op, "%s of %d must be at least %d", what, v, lowest)
	}
	return v
}

func valuePanic(op, format string, args ...any) {
	panic(&ValueError{Op: op, Hint: fmt.Sprintf(format, args...)})
}
