package nn

import (
	"fmt"
	"slices"
)

// reshape: the same elements in another shape; the gradient is the same too.
var reshape = &op{
	name: "Reshape",
	forward: func(y *Tensor, in []*Tensor) {
		y.data = in[0].data
	},
	backward: func(y *Tensor, in []*Tensor) {
		gx := in[0].gradBuffer()
		for i, g := range y.grad {
			gx[i] += g
		}
	},
}

// Reshape returns the same elements, row by row, in another shape. One size may
// be -1: it follows from the others. The result shares t's storage.
func (t *Tensor) Reshape(shape ...int) *Tensor {
	want := slices.Clone(shape)
	known, free := 1, -1
	for i, d := range want {
		switch {
		case d >= 0:
			known *= d
		case d == -1 && free < 0:
			free = i
		default:
			shapePanic("Reshape", "at most one size may be -1, the others cannot be negative", t.shape, shape)
		}
	}
	if free >= 0 && known > 0 {
		want[free] = len(t.data) / known
		known *= want[free]
	}
	if known != len(t.data) || slices.Contains(want, -1) {
		shapePanic("Reshape", fmt.Sprintf("%d elements cannot be arranged so", len(t.data)), t.shape, shape)
	}
	y := &Tensor{shape: want}
	reshape.forward(y, []*Tensor{t})
	return record(y, reshape, []*Tensor{t})
}
