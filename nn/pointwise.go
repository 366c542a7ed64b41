package nn

import "math"

// Each line is an operation y = f(x) and its derivative dy/dx, written in x or y,
// whichever is cheaper.
var (
	neg = pointwise("Neg",
		func(x float64) float64 { return -x },
		func(x, y float64) float64 { return -1 })
	square = pointwise("Square",
		func(x float64) float64 { return x * x },
		func(x, y float64) float64 { return 2 * x })
	sqrt = pointwise("Sqrt", math.Sqrt,
		func(x, y float64) float64 { return 1 / (2 * y) })
	exp = pointwise("Exp", math.Exp,
		func(x, y float64) float64 { return y })
	log = pointwise("Log", math.Log,
		func(x, y float64) float64 { return 1 / x })
	abs = pointwise("Abs", math.Abs,
		func(x, y float64) float64 { return sign(x) })
	clone = pointwise("Clone",
		func(x float64) float64 { return x },
		func(x, y float64) float64 { return 1 })
)

// Neg returns -x.
func (t *Tensor) Neg() *Tensor { return apply(neg, t.shape, t) }

// Square returns x².
func (t *Tensor) Square() *Tensor { return apply(square, t.shape, t) }

// Sqrt returns √x, NaN where x < 0.
func (t *Tensor) Sqrt() *Tensor { return apply(sqrt, t.shape, t) }

// Exp returns eˣ.
func (t *Tensor) Exp() *Tensor { return apply(exp, t.shape, t) }

// Log returns the natural logarithm ln x, -Inf at 0 and NaN where x < 0.
func (t *Tensor) Log() *Tensor { return apply(log, t.shape, t) }

// Abs returns |x|. The derivative at 0 is taken to be 0, as in PyTorch.
func (t *Tensor) Abs() *Tensor { return apply(abs, t.shape, t) }

// Clone returns a copy with storage of its own. Gradients flow through it; for a
// copy outside the graph use t.Detach().Clone().
func (t *Tensor) Clone() *Tensor { return apply(clone, t.shape, t) }

// Pow returns xᵖ; the derivative is p·xᵖ⁻¹.
func (t *Tensor) Pow(p float64) *Tensor {
	pow := pointwise("Pow",
		func(x float64) float64 { return math.Pow(x, p) },
		func(x, y float64) float64 {
			if p == 0 {
				return 0
			}
			return p * math.Pow(x, p-1)
		})
	return apply(pow, t.shape, t)
}

// pointwise makes the op that computes f for each element: dL/dx = dL/dy · df(x, y).
func pointwise(name string, f func(x float64) float64, df func(x, y float64) float64) *op {
	return &op{
		name: name,
		forward: func(y *Tensor, in []*Tensor) {
			for i, x := range in[0].data {
				y.data[i] = f(x)
			}
		},
		backward: func(y *Tensor, in []*Tensor) {
			gx := in[0].gradBuffer()
			for i, x := range in[0].data {
				gx[i] += y.grad[i] * df(x, y.data[i])
			}
		},
	}
}

func sign(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return x // 0 and NaN
}
