package nn

import "gradus/nn/internal/vec"

// slice: y = the elements lo ≤ i < hi of x along an axis; dL/dx = g there, 0
// elsewhere. The settings are a *span.
var slice = &op{
	name: "Slice",
	forward: func(y *Tensor) {
		s := y.ctx.(*span)
		s.eachPiece(y, func(full, part vec.Array) { part.CopyFrom(full) }, y.in[0].data, y.data)
	},
	backward: func(y *Tensor) {
		s := y.ctx.(*span)
		s.eachPiece(y, addTo, y.in[0].gradient(), y.grad)
	},
}

// sliceView is slice along the first axis: the elements are next to each other, so
// that nothing is copied.
var sliceView = &op{
	name:    "Slice",
	forward: func(y *Tensor) {},
	backward: func(y *Tensor) {
		at := y.ctx.(*span).at
		addTo(y.in[0].gradient().Slice(at, at+y.Len()), y.grad)
	},
}

// span is a piece of an axis: width numbers at offset at in each of the full
// tensor's runs of stride numbers.
type span struct {
	at, width, stride int
}

// eachPiece visits the pieces of the full tensor with those of the part.
func (s *span) eachPiece(y *Tensor, visit func(full, part vec.Array), full, part vec.Array) {
	if s.width == 0 {
		return
	}
	for i := range y.Len() / s.width {
		visit(full.Slice(i*s.stride+s.at, i*s.stride+s.at+s.width), slot(part, i, s.width))
	}
}

// Slice returns the elements with index lo ≤ i < hi along an axis; negative axes
// and indices count from the end. Along axis 0 it shares t's storage, along others
// it copies.
func (t *Tensor) Slice(axis, lo, hi int) *Tensor {
	axis = t.axis("Slice", axis)
	n := t.shape[axis]
	from, to := lo, hi
	if from < 0 {
		from += n
	}
	if to < 0 {
		to += n
	}
	if from < 0 || to > n || from > to {
		valuePanic("Slice", "there are no elements %d to %d: axis %d of shape %v has size %d", lo, hi, axis, t.Shape(), n)
	}
	var sizes [4]int
	shape := append(sizes[:0], t.shape...)
	shape[axis] = to - from
	inner := size(t.shape[axis+1:])
	s := span{at: from * inner, width: (to - from) * inner, stride: n * inner}
	if axis == 0 {
		y := beginView(sliceView, shape, t, s.at, s.at+s.width)
		*settings[span](y) = s
		return y.finish()
	}
	y := begin(slice, t.DType(), shape, t)
	*settings[span](y) = s
	return y.finish()
}

// Index returns part i along the first axis, without that axis: row i of a matrix,
// sample i of a batch. It shares t's storage. A negative i counts from the end.
func (t *Tensor) Index(i int) *Tensor {
	if len(t.shape) == 0 {
		shapePanic("Index", "a scalar has no parts", t.shape)
	}
	if i < 0 {
		i += t.shape[0]
	}
	if i < 0 || i >= t.shape[0] {
		valuePanic("Index", "part %d is outside: the first axis of shape %v has size %d", i, t.Shape(), t.shape[0])
	}
	inner := size(t.shape[1:])
	y := beginView(sliceView, t.shape[1:], t, i*inner, (i+1)*inner)
	*settings[span](y) = span{at: i * inner, width: inner, stride: inner}
	return y.finish()
}
