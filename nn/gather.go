package nn

import "gradus/nn/internal/vec"

// gather: yᵢ = x[kᵢ]; dL/dx[k] = the sum of gᵢ over all i with kᵢ = k. The settings
// are a *[]int, the indices.
var gather = &op{
	name: "Gather",
	forward: func(y *Tensor) {
		vec.GatherRows(y.data, y.in[0].data, *y.ctx.(*[]int), size(y.in[0].shape[1:]))
	},
	backward: func(y *Tensor) {
		vec.ScatterAddRows(y.in[0].gradient(), y.grad, *y.ctx.(*[]int), size(y.in[0].shape[1:]))
	},
}

// Gather returns the parts of t with the given indices along the first axis, in
// that order: rows of a matrix, samples of a batch, [N, …] → [len(indices), …]. An
// index may come several times.
func (t *Tensor) Gather(indices []int) *Tensor {
	if len(t.shape) == 0 {
		shapePanic("Gather", "a scalar has no parts", t.shape)
	}
	for _, k := range indices {
		if k < 0 || k >= t.shape[0] {
			valuePanic("Gather", "index %d is outside: the first axis has size %d", k, t.shape[0])
		}
	}
	var sizes [4]int
	y := begin(gather, t.DType(), append(append(sizes[:0], len(indices)), t.shape[1:]...), t)
	k := settings[[]int](y)
	*k = append((*k)[:0], indices...)
	return y.finish()
}
