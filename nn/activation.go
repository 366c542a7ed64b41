package nn

import "math"

var (
	relu = pointwise("ReLU",
		func(x float64) float64 {
			if x < 0 {
				return 0
			}
			return x // NaN stays
		},
		func(x, y float64) float64 {
			if x > 0 {
				return 1
			}
			return 0
		})
	sigmoid = pointwise("Sigmoid", logistic,
		func(x, y float64) float64 { return y * (1 - y) })
	tanh = pointwise("Tanh", math.Tanh,
		func(x, y float64) float64 { return 1 - y*y })
)

// ReLU returns max(x, 0). The derivative at 0 is taken to be 0.
func (t *Tensor) ReLU() *Tensor { return apply(relu, t.shape, t) }

// LeakyReLU returns x where x > 0, else slope·x.
func (t *Tensor) LeakyReLU(slope float64) *Tensor {
	leaky := pointwise("LeakyReLU",
		func(x float64) float64 {
			if x > 0 {
				return x
			}
			return slope * x
		},
		func(x, y float64) float64 {
			if x > 0 {
				return 1
			}
			return slope
		})
	return apply(leaky, t.shape, t)
}

// Sigmoid returns the logistic function σ(x) = 1 / (1 + e⁻ˣ).
func (t *Tensor) Sigmoid() *Tensor { return apply(sigmoid, t.shape, t) }

// Tanh returns the hyperbolic tangent.
func (t *Tensor) Tanh() *Tensor { return apply(tanh, t.shape, t) }

// logistic never computes the exponential of a large positive number, so it does
// not overflow: σ(±1000) is 1 and 0.
func logistic(x float64) float64 {
	if x >= 0 {
		return 1 / (1 + math.Exp(-x))
	}
	e := math.Exp(x)
	return e / (1 + e)
}
