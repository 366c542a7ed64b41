package nn

import "gradus/nn/internal/vec"

// Comparisons return a mask: a tensor of 1 where the comparison holds and 0 where it
// does not, with broadcasting. A mask has no gradient. Its sum counts; Where and
// MaskedFill choose by it.

// Greater returns the mask of t > u.
func (t *Tensor) Greater(u *Tensor) *Tensor {
	return compare("Greater", t, u, func(a, b float64) bool { return a > b })
}

// GreaterEqual returns the mask of t ≥ u.
func (t *Tensor) GreaterEqual(u *Tensor) *Tensor {
	return compare("GreaterEqual", t, u, func(a, b float64) bool { return a >= b })
}

// Less returns the mask of t < u.
func (t *Tensor) Less(u *Tensor) *Tensor {
	return compare("Less", t, u, func(a, b float64) bool { return a < b })
}

// LessEqual returns the mask of t ≤ u.
func (t *Tensor) LessEqual(u *Tensor) *Tensor {
	return compare("LessEqual", t, u, func(a, b float64) bool { return a <= b })
}

// Equal returns the mask of t = u.
func (t *Tensor) Equal(u *Tensor) *Tensor {
	return compare("Equal", t, u, func(a, b float64) bool { return a == b })
}

// NotEqual returns the mask of t ≠ u.
func (t *Tensor) NotEqual(u *Tensor) *Tensor {
	return compare("NotEqual", t, u, func(a, b float64) bool { return a != b })
}

func compare(name string, t, u *Tensor, holds func(a, b float64) bool) *Tensor {
	truth := func(a, b float64) float64 {
		if holds(a, b) {
			return 1
		}
		return 0
	}
	o := &op{name: name, forward: func(y *Tensor) { vec.Map2(y.data, *y.operand(0), *y.operand(1), truth) }}
	return elementwise(o, t.Detach(), u.Detach())
}

// where: y = a where the mask is not 0, else b; each gets g where it was chosen.
// The inputs are a, b and the mask, all of y's shape.
var where = &op{
	name: "Where",
	forward: func(y *Tensor) {
		a, b, mask := y.in[0].data, y.in[1].data, y.in[2].data
		for i := range y.Len() {
			if mask.At(i) != 0 {
				y.data.Set(i, a.At(i))
			} else {
				y.data.Set(i, b.At(i))
			}
		}
	},
	backward: func(y *Tensor) {
		mask := y.in[2].data
		for k := range 2 {
			dx := y.in[k].gradient()
			for i := 0; !dx.IsNil() && i < y.Len(); i++ {
				if (mask.At(i) != 0) == (k == 0) {
					dx.Set(i, dx.At(i)+y.grad.At(i))
				}
			}
		}
	},
}

// Where returns a where the mask is not 0, and b elsewhere, with broadcasting.
func Where(mask, a, b *Tensor) *Tensor {
	shape := broadcastShape("Where", broadcastShape("Where", mask.shape, a.shape), b.shape)
	choices := []*Tensor{a.broadcast(shape), b.broadcast(shape)}
	mask = mask.Detach().To(promote(choices)).broadcast(shape)
	return apply(where, shape, choices[0], choices[1], mask)
}

// MaskedFill returns t with v in the places where the mask, which is broadcast, is
// not 0.
func (t *Tensor) MaskedFill(mask *Tensor, v float64) *Tensor {
	return Where(mask, Full(v).To(t.DType()), t)
}

// broadcast stretches t to a shape that it is known to fit.
func (t *Tensor) broadcast(shape []int) *Tensor {
	if len(shape) == len(t.shape) && size(shape) == t.Len() {
		return t
	}
	return t.Add(&Tensor{shape: shape, data: t.DType().make(size(shape))})
}
