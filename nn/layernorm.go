package nn

import (
	"fmt"
	"strconv"

	"gradus/nn/internal/vec"
)

// LayerNormLayer brings each row, the numbers of one sample along the last axis, to
// mean 0 and variance 1, then stretches and shifts every feature:
//
//	x [..., features] → y [..., features]
//	y = γ ⊙ x̂ + β   x̂ = (x - μ)/√(σ² + ε)      μ, σ²: mean and variance of the row
//	dL/dx = (H - mean(H) - x̂·mean(H ⊙ x̂))/√(σ² + ε)      with H = γ ⊙ dL/dy
//
// Training and prediction are the same. J. Ba, J. Kiros, G. Hinton, "Layer
// normalization", 2016.
type LayerNormLayer struct {
	Gamma *Tensor // [features], starts with ones
	Beta  *Tensor // [features], starts with zeros

	epsilon float64
}

// LayerNorm makes a layer that normalises rows of the given width.
func LayerNorm(features int) *LayerNormLayer {
	checkFeatures("LayerNorm", features)
	return &LayerNormLayer{
		Gamma:   parameter(Ones(features), "gamma"),
		Beta:    parameter(Zeros(features), "beta"),
		epsilon: normEpsilon,
	}
}

// normEpsilon keeps normalisation from dividing by 0; it is PyTorch's.
const normEpsilon = 1e-5

func checkFeatures(op string, features int) {
	if features < 1 {
		shapePanic(op, "there must be at least one feature to normalise", []int{features})
	}
}

// Epsilon sets ε, which is 1e-5 at first, and returns the layer.
func (l *LayerNormLayer) Epsilon(e float64) *LayerNormLayer {
	l.epsilon = e
	return l
}

// layerNorm: the settings are the layer; μ and 1/√(σ² + ε) of each row are scratch
// 0 and 1.
var layerNorm = &op{
	name: "LayerNorm",
	forward: func(y *Tensor) {
		x, gamma, beta := y.in[0].data, y.in[1].data, y.in[2].data
		rows, width := lastAxis(y.shape)
		vec.LayerNorm(y.data, y.scratch(0, rows), y.scratch(1, rows), x, gamma, beta, width, y.ctx.(*LayerNormLayer).epsilon)
	},
	backward: func(y *Tensor) {
		x, gamma, beta := y.in[0], y.in[1], y.in[2]
		rows, width := lastAxis(y.shape)
		vec.LayerNormGrad(x.gradient(), gamma.gradient(), beta.gradient(), y.grad, x.data, gamma.data, y.scratch(0, rows), y.scratch(1, rows), width)
	},
}

// Forward normalises the rows of x.
func (l *LayerNormLayer) Forward(x *Tensor) *Tensor {
	features := l.Gamma.shape[0]
	if len(x.shape) == 0 || x.shape[len(x.shape)-1] != features {
		layerPanic(l, "LayerNorm", fmt.Sprintf("the layer expects %d numbers on the last axis of x, shape [N %d]", features, features), x.shape)
	}
	y := begin(layerNorm, l.Gamma.DType(), x.shape, x.To(l.Gamma.DType()), l.Gamma, l.Beta)
	y.ctx = l
	return y.finish()
}

// Params returns Gamma and Beta.
func (l *LayerNormLayer) Params() []*Tensor { return []*Tensor{l.Gamma, l.Beta} }

// String returns "LayerNorm(features)".
func (l *LayerNormLayer) String() string {
	s := fmt.Sprintf("LayerNorm(%d)", l.Gamma.shape[0])
	return s + setting("Epsilon", l.epsilon, normEpsilon)
}

func (l *LayerNormLayer) outputShape(in []int) []int {
	if in == nil {
		return []int{unknownSize, l.Gamma.shape[0]}
	}
	return in
}

// setting is how a layer's String shows a setting that differs from the usual one.
func setting(name string, value, usual float64) string {
	if value == usual {
		return ""
	}
	return "." + name + "(" + strconv.FormatFloat(value, 'g', -1, 64) + ")"
}
