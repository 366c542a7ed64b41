package nn

import (
	"fmt"
	"slices"
)

// Tensor is an n-dimensional array of float64, stored row by row, that can
// remember how it was computed. The zero-dimensional tensor, shape [], is a scalar.
//
// Operations never change their operands. They may share storage
// ([Tensor.Reshape], [Tensor.Detach]), as numpy's views do.
type Tensor struct {
	shape []int
	data  []float64
	name  string

	grad      []float64 // nil until a gradient arrives
	requires  bool      // a gradient is wanted here, or further up the graph
	inference bool      // computed by Predict: results are never recorded
	node      *node     // how it was computed; nil for a leaf
}

// Shape returns the size along each axis; a scalar's shape is empty.
// The slice is a copy.
func (t *Tensor) Shape() []int { return slices.Clone(t.shape) }

// Len returns the number of elements, the product of the shape.
func (t *Tensor) Len() int { return len(t.data) }

// Dim returns the size along axis i; negative axes count from the last.
func (t *Tensor) Dim(i int) int { return t.shape[t.axis("Dim", i)] }

// At returns the element at the given index, one number for each axis.
func (t *Tensor) At(idx ...int) float64 {
	if len(idx) != len(t.shape) {
		shapePanic("At", fmt.Sprintf("index %v needs one number for each of the %d axes", idx, len(t.shape)), t.shape)
	}
	offset := 0
	for axis, i := range idx {
		if i < 0 || i >= t.shape[axis] {
			shapePanic("At", fmt.Sprintf("index %v is outside: axis %d has size %d", idx, axis, t.shape[axis]), t.shape)
		}
		offset = offset*t.shape[axis] + i
	}
	return t.data[offset]
}

// Item returns the only element of a tensor that has one.
func (t *Tensor) Item() float64 {
	if len(t.data) != 1 {
		shapePanic("Item", "Item reads a tensor of one element; use At, or reduce with Sum or Mean", t.shape)
	}
	return t.data[0]
}

// Data returns the elements row by row. The slice is the tensor's own storage:
// writing to it changes the tensor, unseen by a graph already recorded.
func (t *Tensor) Data() []float64 { return t.data }

// Rows returns a copy of a matrix as a slice of rows; a vector is one row.
func (t *Tensor) Rows() [][]float64 {
	if len(t.shape) != 1 && len(t.shape) != 2 {
		shapePanic("Rows", "only a vector or a matrix has rows", t.shape)
	}
	n, width := 1, t.shape[len(t.shape)-1]
	if len(t.shape) == 2 {
		n = t.shape[0]
	}
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = slices.Clone(t.data[i*width : (i+1)*width])
	}
	return rows
}

// Named gives the tensor a name, for graphs and messages, and returns it.
func (t *Tensor) Named(name string) *Tensor {
	t.name = name
	return t
}

// Name returns the name given with Named, or "".
func (t *Tensor) Name() string { return t.name }

// Detach returns a tensor that shares t's storage and is cut off from the
// graph: no gradient flows through it.
func (t *Tensor) Detach() *Tensor {
	return &Tensor{shape: t.shape, data: t.data, name: t.name}
}

// axis turns an axis that may count from the end into an index of shape.
func (t *Tensor) axis(op string, i int) int {
	axis := i
	if axis < 0 {
		axis += len(t.shape)
	}
	if axis < 0 || axis >= len(t.shape) {
		valuePanic(op, "axis %d of a tensor of shape %v: it has %d axes", i, t.shape, len(t.shape))
	}
	return axis
}

// size is the number of elements of a tensor of the given shape.
func size(shape []int) int {
	n := 1
	for _, d := range shape {
		n *= d
	}
	return n
}

// lastAxis splits a shape into the number of rows and their width; a scalar is
// one row of width one.
func lastAxis(shape []int) (rows, width int) {
	if len(shape) == 0 {
		return 1, 1
	}
	last := len(shape) - 1
	return size(shape[:last]), shape[last]
}
