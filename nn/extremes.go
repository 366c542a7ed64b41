package nn

import "gradus/nn/internal/vec"

// clip: y = x limited to [lo, hi]; dL/dx = g where x was not limited. The settings
// are the *[2]float64 limits.
var clip = &op{
	name: "Clip",
	forward: func(y *Tensor) {
		limits := y.ctx.(*[2]float64)
		vec.Map(y.data, y.in[0].data, func(x float64) float64 { return min(max(x, limits[0]), limits[1]) })
	},
	backward: func(y *Tensor) {
		inside := y.scratch(0, y.Len())
		vec.Map2(inside, y.in[0].data, y.data, func(x, y float64) float64 {
			if x == y {
				return 1
			}
			return 0
		})
		vec.MulAdd(y.in[0].gradient(), y.grad, inside)
	},
}

// Clip returns t with every element limited to lo ≤ x ≤ hi. No gradient flows
// through elements beyond the limits.
func (t *Tensor) Clip(lo, hi float64) *Tensor {
	if !(lo <= hi) {
		valuePanic("Clip", "the limits %v and %v are not in order", lo, hi)
	}
	y := begin(clip, t.DType(), t.shape, t)
	*settings[[2]float64](y) = [2]float64{lo, hi}
	return y.finish()
}

// Maximum returns the larger of t and u, element by element, with broadcasting. Of
// equals, t gets the gradient.
func (t *Tensor) Maximum(u *Tensor) *Tensor { return Where(t.GreaterEqual(u), t, u) }

// Minimum returns the smaller of t and u, element by element, with broadcasting. Of
// equals, t gets the gradient.
func (t *Tensor) Minimum(u *Tensor) *Tensor { return Where(t.LessEqual(u), t, u) }

// Min returns the smallest element along the given axes, or of all; axes are as in
// Sum. Where several elements are the smallest they share the gradient equally.
func (t *Tensor) Min(axis ...int) *Tensor { return t.Neg().Max(axis...).Neg() }

// Var returns the variance along the given axes, or of all elements: the mean of
// (x - mean)², divided by n. Axes are as in Sum.
func (t *Tensor) Var(axis ...int) *Tensor {
	mean := t.Mean(axis...)
	kept := t.Shape()
	for i := range kept {
		if len(axis) == 0 {
			kept[i] = 1
		}
	}
	for _, a := range axis {
		kept[t.axis("Var", a)] = 1
	}
	return t.Sub(mean.Reshape(kept...)).Square().Mean(axis...)
}

// Std returns the standard deviation, √Var.
func (t *Tensor) Std(axis ...int) *Tensor { return t.Var(axis...).Sqrt() }
