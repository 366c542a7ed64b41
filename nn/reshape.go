package nn

import (
	"fmt"
	"slices"
)

// reshape: the same elements in another shape; the gradient is the same too.
var reshape = &op{
	name:     "Reshape",
	forward:  func(y *Tensor) {},
	backward: func(y *Tensor) { addTo(y.in[0].gradient(), y.grad) },
}

// Reshape returns the same elements, row by row, in another shape. One size may
// be -1: it follows from the others. The result shares t's storage.
func (t *Tensor) Reshape(shape ...int) *Tensor {
	var sizes [4]int
	want := append(sizes[:0], shape...)
	known, free := 1, -1
	for i, d := range want {
		switch {
		case d >= 0:
			known *= d
		case d == -1 && free < 0:
			free = i
		default:
			shapePanic("Reshape", "at most one size may be -1, the others cannot be negative", t.shape, slices.Clone(shape))
		}
	}
	n := t.Len()
	if free >= 0 && known > 0 {
		want[free] = n / known
		known *= want[free]
	}
	if known != n || slices.Contains(want, -1) {
		shapePanic("Reshape", fmt.Sprintf("%d elements cannot be arranged so", n), t.shape, slices.Clone(shape))
	}
	return beginView(reshape, want, t, 0, n).finish()
}
