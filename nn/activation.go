package nn

import "gradus/nn/internal/vec"

// Activation functions on each element, with their derivatives.
var (
	relu    = fromY("ReLU", vec.ReLU, vec.ReLUGrad)          // dy/dx = 1 where y > 0, else 0
	sigmoid = fromY("Sigmoid", vec.Sigmoid, vec.SigmoidGrad) // dy/dx = y·(1-y)
	tanh    = fromY("Tanh", vec.Tanh, vec.TanhGrad)          // dy/dx = 1-y²
	leaky   = &op{                                           // dy/dx = 1 where x > 0, else the slope
		name:    "LeakyReLU",
		forward: func(y *Tensor) { vec.LeakyReLU(y.data, y.in[0].data, *y.ctx.(*float64)) },
		backward: func(y *Tensor) {
			vec.LeakyReLUGrad(y.in[0].gradient(), y.grad, y.in[0].data, *y.ctx.(*float64))
		},
	}
)

// ReLU returns max(x, 0). The derivative at 0 is taken to be 0.
func (t *Tensor) ReLU() *Tensor { return apply(relu, t.shape, t) }

// LeakyReLU returns x where x > 0, else slope·x.
func (t *Tensor) LeakyReLU(slope float64) *Tensor {
	y := begin(leaky, t.DType(), t.shape, t)
	*settings[float64](y) = slope
	return y.finish()
}

// Sigmoid returns the logistic function σ(x) = 1 / (1 + e⁻ˣ), which is finite for
// every x: σ(±1000) is 1 and 0.
func (t *Tensor) Sigmoid() *Tensor { return apply(sigmoid, t.shape, t) }

// Tanh returns the hyperbolic tangent.
func (t *Tensor) Tanh() *Tensor { return apply(tanh, t.shape, t) }
