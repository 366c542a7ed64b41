package nn

import (
	"fmt"
	"slices"

	"gradus/nn/internal/vec"
)

// concat: y = the inputs one after the other along an axis; each input's gradient is
// its piece of g. The settings are the *int axis.
var concat = &op{
	name: "Concat",
	forward: func(y *Tensor) {
		eachPart(y, func(x *Tensor, s *span) {
			s.eachPiece(x, func(full, part vec.Array) { full.CopyFrom(part) }, y.data, x.data)
		})
	},
	backward: func(y *Tensor) {
		eachPart(y, func(x *Tensor, s *span) {
			if dx := x.gradient(); !dx.IsNil() {
				s.eachPiece(x, func(full, part vec.Array) { addTo(part, full) }, y.grad, dx)
			}
		})
	},
}

// eachPart visits the inputs of a Concat with their places in y.
func eachPart(y *Tensor, visit func(x *Tensor, s *span)) {
	axis := *y.ctx.(*int)
	inner := size(y.shape[axis+1:])
	at := 0
	for _, x := range y.in {
		width := x.shape[axis] * inner
		visit(x, &span{at: at, width: width, stride: y.shape[axis] * inner})
		at += width
	}
}

// Concat joins tensors one after the other along an axis; their other sizes must be
// equal: along axis 0, [2, 3] and [4, 3] → [6, 3].
func Concat(axis int, parts ...*Tensor) *Tensor {
	if len(parts) == 0 {
		valuePanic("Concat", "there is nothing to join")
	}
	parts = slices.Clone(parts)
	axis = parts[0].axis("Concat", axis)
	shape := parts[0].Shape()
	for _, p := range parts[1:] {
		same := len(p.shape) == len(shape)
		for i := 0; same && i < len(shape); i++ {
			same = i == axis || p.shape[i] == shape[i]
		}
		if !same {
			shapePanic("Concat", fmt.Sprintf("all sizes but that of axis %d must be equal", axis), parts[0].shape, p.shape)
		}
		shape[axis] += p.shape[axis]
	}
	y := begin(concat, promote(parts), shape, parts...)
	*settings[int](y) = axis
	return y.finish()
}

// Stack joins tensors of one shape along a new axis: along axis 0, three of [2, 4]
// → [3, 2, 4].
func Stack(axis int, parts ...*Tensor) *Tensor {
	if len(parts) == 0 {
		valuePanic("Stack", "there is nothing to join")
	}
	if n := len(parts[0].shape); axis < -n-1 || axis > n {
		valuePanic("Stack", "axis %d: the result has %d axes", axis, n+1)
	} else if axis < 0 {
		axis += n + 1
	}
	rows := make([]*Tensor, len(parts))
	for i, p := range parts {
		if !sameShape(p, parts[0]) {
			shapePanic("Stack", "all parts must have the same shape", parts[0].shape, p.shape)
		}
		rows[i] = p.Reshape(slices.Insert(p.Shape(), axis, 1)...)
	}
	return Concat(axis, rows...)
}
