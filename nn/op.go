package nn

import (
	"slices"

	"gradus/nn/internal/vec"
)

// op is one operation and its derivative. forward computes every element of
// y.data from the inputs y.in; backward adds to the gradients of those inputs
// that require one what y.grad implies for them. Settings (axes, a layer) are in
// y.ctx, memory between the two comes from y.scratch.
type op struct {
	name     string
	forward  func(y *Tensor)
	backward func(y *Tensor)
}

// record is how a tensor was computed. A leaf has none.
type record struct {
	owns      bool // data is not shared with another tensor
	stretched bool // an input of elementwise arithmetic has another shape
	op        *op
	in        []*Tensor
	arena     *arena // where the tensor is used again after the step; nil for the heap
	pass      uint64 // the last walk of the graph that came by

	inputs [3]*Tensor // in, without another allocation
	dims   [4]int     // shape, likewise

	ctx   any         // settings of this call: a pointer to what op knows
	saved []vec.Array // what scratch gave out
}

// apply computes a tensor of the given shape with an op that has no settings.
// The operands are promoted to a common type first.
func apply(o *op, shape []int, in ...*Tensor) *Tensor {
	return begin(o, promote(in), shape, in...).finish()
}

// promote converts the operands to Float64 if they are of different types, and
// returns their type.
func promote(in []*Tensor) DType {
	dtype := in[0].DType()
	for _, x := range in[1:] {
		if x.DType() != dtype {
			for i, x := range in {
				in[i] = x.To(Float64)
			}
			return Float64
		}
	}
	return dtype
}

// begin makes the result of an op on the given inputs, not computed yet: set ctx,
// then call finish. The shape must have been checked; neither it nor in is kept.
func begin(o *op, dtype DType, shape []int, in ...*Tensor) *Tensor {
	if y := again(o, dtype, shape, in); y != nil {
		return y
	}
	y := result(o, shape, in)
	y.allocate(dtype, size(shape))
	return y
}

// again returns what the last step computed at this place of the arena, if that was
// the result of the same op on the same inputs, as it is most of the time: then all
// is set up already. If not, it returns nil.
func again(o *op, dtype DType, shape []int, in []*Tensor) *Tensor {
	a := in[0].arena
	if a == nil || a.used == len(a.tensors) {
		return nil
	}
	y := a.tensors[a.used]
	if y.op != o || len(y.in) != len(in) || y.data.Is64() != (dtype == Float64) || !y.owns || y.name != "" {
		return nil
	}
	var requires, noGrad, eval bool
	for i, x := range in {
		if x != y.in[i] {
			return nil
		}
		requires, noGrad, eval = requires || x.requires, noGrad || x.noGrad, eval || x.eval
	}
	if y.requires != (requires && !noGrad) || !slices.Equal(y.shape, shape) {
		return nil
	}
	a.used++
	y.noGrad, y.eval, y.arrived, y.stretched = noGrad, eval, false, false
	return y
}

// beginView is begin for an op whose result shares storage: elements lo to hi of x.
func beginView(o *op, shape []int, x *Tensor, lo, hi int) *Tensor {
	y := result(o, shape, []*Tensor{x})
	y.data, y.owns = x.data.Slice(lo, hi), false
	return y
}

func result(o *op, shape []int, in []*Tensor) *Tensor {
	var (
		a                      *arena
		requires, noGrad, eval bool
	)
	for _, x := range in {
		if x.arena != nil {
			a = x.arena
		}
		requires = requires || x.requires
		noGrad = noGrad || x.noGrad
		eval = eval || x.eval
	}
	y := a.tensor()
	if a != nil && (y.op != nil || requires) {
		a.changed = true
	}
	y.op, y.arena = o, a
	if len(in) > cap(y.in) {
		y.in = y.inputs[:0]
	}
	y.in = append(y.in[:0], in...)
	if a != nil && a.shadows != nil {
		a.replaceParameters(y.in)
	}
	y.shape = append(y.dims[:0], shape...)
	y.requires, y.noGrad, y.eval = requires && !noGrad, noGrad, eval
	return y
}

// allocate gives t storage for n elements, with any contents: what it owned
// before, if that fits.
func (t *Tensor) allocate(dtype DType, n int) {
	switch {
	case t.owns && dtype == Float32 && cap(t.data.F32) >= n && t.data.F32 != nil:
		t.data.F32 = t.data.F32[:n]
	case t.owns && dtype == Float64 && cap(t.data.F64) >= n && t.data.F64 != nil:
		t.data.F64 = t.data.F64[:n]
	default:
		t.data, t.owns = dtype.make(n), true
	}
}

// finish computes the tensor and forgets how, unless a gradient is wanted.
func (t *Tensor) finish() *Tensor {
	t.op.forward(t)
	if !t.requires {
		t.op = nil
		if t.arena == nil {
			t.in, t.inputs, t.ctx, t.saved = nil, [3]*Tensor{}, nil, nil
		}
	}
	return t
}

// scratch returns the i-th piece of memory that belongs to this tensor, n
// elements of its type with any contents. It is kept until Backward, and for the
// next step of a training.
func (t *Tensor) scratch(i, n int) vec.Array { return t.scratchOf(i, n, t.DType()) }

func (t *Tensor) scratchOf(i, n int, dtype DType) vec.Array {
	for len(t.saved) <= i {
		t.saved = append(t.saved, vec.Array{})
	}
	a := &t.saved[i]
	if a.IsNil() || a.Is64() != (dtype == Float64) || a.Cap() < n {
		*a = dtype.make(n)
	}
	if a.Len() != n {
		*a = a.Resize(n)
	}
	return *a
}

// buffer is scratch of the size of the tensor.
func (t *Tensor) buffer(i int) *vec.Array {
	t.scratch(i, t.Len())
	return &t.saved[i]
}

// settings returns the op's settings in t.ctx, to be filled in between begin and
// finish. In an arena they are those of the last step, used again.
func settings[C any](t *Tensor) *C {
	c, ok := t.ctx.(*C)
	if !ok {
		c = new(C)
		t.ctx = c
	}
	return c
}

// gradient returns where backward adds to t's gradient: no array (IsNil) if none is
// wanted. The input of an op that has only one always wants it.
func (t *Tensor) gradient() vec.Array {
	if t.arrived {
		return t.grad
	}
	return t.zeroGradient()
}

func (t *Tensor) zeroGradient() vec.Array {
	g, _ := t.gradientToWrite()
	g.Zero()
	return g
}

// gradientToWrite is gradient for an op that can overwrite: unless accumulate is
// true, the array holds anything and stands for zero.
func (t *Tensor) gradientToWrite() (g vec.Array, accumulate bool) {
	if t.arrived {
		return t.grad, true
	}
	if !t.requires {
		return vec.Array{}, true
	}
	t.arrive()
	return t.grad, false
}

// arrive makes t.grad ready for a gradient: to be added if there is one already, else
// to overwrite what t.grad holds.
func (t *Tensor) arrive() (add bool) {
	if t.arrived {
		return true
	}
	t.arrived = true
	if len(t.grad.F32) != len(t.data.F32) || len(t.grad.F64) != len(t.data.F64) || t.grad.IsNil() {
		t.allocateGradient()
	}
	return false
}

// gradientSum is gradient for a tensor that requires one, as the input of an op that
// has only one does.
func (t *Tensor) gradientSum() *vec.Array {
	if !t.arrive() {
		t.grad.Zero()
	}
	return &t.grad
}

func (t *Tensor) allocateGradient() {
	if n := t.data.Len(); t.grad.IsNil() || t.grad.Is64() != t.data.Is64() || t.grad.Cap() < n {
		t.grad = t.DType().make(n)
	} else {
		t.grad = t.grad.Resize(n)
	}
}

// addTo adds g to a gradient.
func addTo(gradient, g vec.Array) { vec.Add(&gradient, &gradient, &g) }

// sameShape reports whether a and b have the same shape.
func sameShape(a, b *Tensor) bool { return slices.Equal(a.shape, b.shape) }
