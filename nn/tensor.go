package nn

import (
	"fmt"
	"slices"

	"gradus/nn/internal/vec"
)

// Tensor is an n-dimensional array of numbers, stored row by row, that can
// remember how it was computed. The zero-dimensional tensor, shape [], is a
// scalar. The numbers are of one type, see [DType].
//
// Operations never change their operands. Reshape, Detach and a slice of the
// first axis share storage with the tensor that they are taken from, as numpy's
// views do; every other operation copies.
type Tensor struct {
	data  vec.Array
	grad  vec.Array // no array until a gradient arrives
	shape []int

	arrived  bool // grad holds a gradient; if not, it counts as zero whatever is in it
	requires bool // a gradient is wanted here, or further up the graph
	noGrad   bool // results computed from it are not recorded
	eval     bool // layers behave as in a prediction

	name   string
	record           // how it was computed
	mask   vec.Array // of a pruned parameter: 0 for what stays zero
}

// Shape returns the size along each axis; a scalar's shape is empty.
// The slice is a copy.
func (t *Tensor) Shape() []int { return slices.Clone(t.shape) }

// Len returns the number of elements, the product of the shape.
func (t *Tensor) Len() int { return t.data.Len() }

// Dim returns the size along axis i; negative axes count from the last.
func (t *Tensor) Dim(i int) int { return t.shape[t.axis("Dim", i)] }

// At returns the element at the given index, one number for each axis.
func (t *Tensor) At(idx ...int) float64 { return t.data.At(t.offset("At", idx)) }

// Set changes the element at the given index, unseen by a graph already recorded.
func (t *Tensor) Set(v float64, idx ...int) { t.data.Set(t.offset("Set", idx), v) }

// offset is where the element at an index is stored.
func (t *Tensor) offset(op string, idx []int) int {
	if len(idx) != len(t.shape) {
		shapePanic(op, fmt.Sprintf("index %v needs one number for each of the %d axes", slices.Clone(idx), len(t.shape)), t.shape)
	}
	offset := 0
	for axis, i := range idx {
		if i < 0 || i >= t.shape[axis] {
			shapePanic(op, fmt.Sprintf("index %v is outside: axis %d has size %d", slices.Clone(idx), axis, t.shape[axis]), t.shape)
		}
		offset = offset*t.shape[axis] + i
	}
	return offset
}

// Item returns the only element of a tensor that has one.
func (t *Tensor) Item() float64 {
	if t.Len() != 1 {
		shapePanic("Item", "Item reads a tensor of one element; use At, or reduce with Sum or Mean", t.shape)
	}
	return t.data.At(0)
}

// Data returns a copy of the elements, row by row.
func (t *Tensor) Data() []float64 { return t.data.Float64s() }

// Float32s returns the storage of a Float32 tensor: writing to it changes the
// tensor, unseen by a graph already recorded.
func (t *Tensor) Float32s() []float32 {
	if t.data.Is64() {
		valuePanic("Float32s", "the elements are Float64: use Float64s, or convert with .To(nn.Float32)")
	}
	return t.data.F32
}

// Float64s returns the storage of a Float64 tensor: writing to it changes the
// tensor, unseen by a graph already recorded.
func (t *Tensor) Float64s() []float64 {
	if !t.data.Is64() {
		valuePanic("Float64s", "the elements are Float32: use Float32s, Data for a copy, or convert with .To(nn.Float64)")
	}
	return t.data.F64
}

// CopyFrom overwrites t's elements with u's, converted if need be, unseen by a
// graph already recorded. The shapes must be equal. It returns t.
func (t *Tensor) CopyFrom(u *Tensor) *Tensor {
	if !slices.Equal(t.shape, u.shape) {
		shapePanic("CopyFrom", "both must have the same shape", t.shape, u.shape)
	}
	t.data.CopyFrom(u.data)
	return t
}

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
		rows[i] = t.data.Slice(i*width, (i+1)*width).Float64s()
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

// Detach returns a tensor that is cut off from the graph: no gradient flows
// through it. It shares t's storage, but for a tensor computed inside Fit, whose
// storage is used again in the next step: there it is a copy that can be kept.
func (t *Tensor) Detach() *Tensor {
	y := &Tensor{shape: slices.Clone(t.shape), data: t.data, name: t.name}
	if t.arena != nil {
		y.data = t.DType().make(t.Len())
		y.data.CopyFrom(t.data)
	}
	return y
}

// NoGrad returns a tensor that shares t's storage and from which nothing is
// recorded: operations on it, and on what is computed from it, cost no memory for
// Backward, even when parameters take part.
func (t *Tensor) NoGrad() *Tensor {
	y := beginView(reshape, t.shape, t, 0, t.Len())
	y.noGrad, y.requires = true, false
	return y.finish()
}

// Eval returns a tensor that shares t's storage, and with which layers behave as
// in a prediction: Dropout lets everything through, BatchNorm uses its running
// statistics. It spreads to what is computed from it. Gradients are recorded, as
// for a saliency map; see NoGrad.
func (t *Tensor) Eval() *Tensor {
	y := beginView(reshape, t.shape, t, 0, t.Len()).finish()
	y.eval = true
	return y
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
