package nn

import (
	"math"

	"gradus/nn/internal/vec"
)

// Operations y = f(x) on each element, with their derivatives.
var (
	neg    = fromX("Neg", vec.Neg, func(dx, g, x *vec.Array) { vec.Sub(dx, dx, g) }) // dy/dx = -1
	clone  = fromX("Clone", vec.Copy, func(dx, g, x *vec.Array) { vec.Add(dx, dx, g) })
	square = fromX("Square", vec.Square, vec.SquareGrad) // dy/dx = 2x
	abs    = fromX("Abs", vec.Abs, vec.AbsGrad)          // dy/dx = ±1, 0 at 0
	log    = fromX("Log", vec.Log, vec.LogGrad)          // dy/dx = 1/x
	sqrt   = fromY("Sqrt", vec.Sqrt, vec.SqrtGrad)       // dy/dx = 1/(2y)
	exp    = fromY("Exp", vec.Exp, vec.ExpGrad)          // dy/dx = y
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
	return apply(pointwise("Pow",
		func(x float64) float64 { return math.Pow(x, p) },
		func(x, y float64) float64 {
			if p == 0 {
				return 0
			}
			return p * math.Pow(x, p-1)
		}), t.shape, t)
}

// fromX makes the op y = f(x) whose derivative is written in x: grad adds
// g·f′(x) to dx, where g is dL/dy.
func fromX(name string, f func(y, x *vec.Array), grad func(dx, g, x *vec.Array)) *op {
	return &op{
		name:     name,
		forward:  func(y *Tensor) { f(&y.data, &y.in[0].data) },
		backward: func(y *Tensor) { grad(y.in[0].gradientSum(), &y.grad, &y.in[0].data) },
	}
}

// fromY is fromX for a derivative that is cheaper to write in the result y.
func fromY(name string, f func(y, x *vec.Array), grad func(dx, g, y *vec.Array)) *op {
	return &op{
		name:     name,
		forward:  func(y *Tensor) { f(&y.data, &y.in[0].data) },
		backward: func(y *Tensor) { grad(y.in[0].gradientSum(), &y.grad, &y.data) },
	}
}

// pointwise makes the op y = f(x) from the formulas for one element, in float64:
// slower, for functions that have no loop of their own in vec.
func pointwise(name string, f func(x float64) float64, df func(x, y float64) float64) *op {
	return &op{
		name:    name,
		forward: func(y *Tensor) { vec.Map(y.data, y.in[0].data, f) },
		backward: func(y *Tensor) {
			slope := y.scratch(0, y.Len())
			vec.Map2(slope, y.in[0].data, y.data, df)
			vec.MulAdd(y.in[0].gradient(), y.grad, slope)
		},
	}
}
