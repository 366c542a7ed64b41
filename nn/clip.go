package nn

import (
	"math"

	"gradus/nn/internal/vec"
)

// ClipNorm shortens the gradient of all params together, g, to a length of at most
// limit, and returns the length that it had. Call it between Backward and Step; it
// keeps a single steep batch from throwing the weights far off, as happens with
// recurrent layers.
//
//	‖g‖ = √Σ gᵢ²      g ← g · min(1, limit / (‖g‖ + 1e-6))
//
// The formula is that of PyTorch's clip_grad_norm_. R. Pascanu, T. Mikolov, Y.
// Bengio, "On the difficulty of training recurrent neural networks", ICML 2013.
func ClipNorm(params []*Tensor, limit float64) float64 {
	checkLimit("ClipNorm", limit)
	sum := 0.0
	for _, p := range params {
		if g, ok := gradientOf(p); ok {
			sum += vec.SumSquares(g)
		}
	}
	norm := math.Sqrt(sum)
	if scale := limit / (norm + 1e-6); scale < 1 {
		for _, p := range params {
			if g, ok := gradientOf(p); ok {
				vec.Scale(g, scale, g)
			}
		}
	}
	return norm
}

// ClipValue cuts every element of the gradients of params off at ±limit. Unlike
// ClipNorm it changes the gradient's direction.
func ClipValue(params []*Tensor, limit float64) {
	checkLimit("ClipValue", limit)
	for _, p := range params {
		if g, ok := gradientOf(p); ok {
			clipEach(g.F32, float32(limit))
			clipEach(g.F64, limit)
		}
	}
}

func clipEach[T float32 | float64](g []T, limit T) {
	for i, v := range g {
		g[i] = min(max(v, -limit), limit)
	}
}

func checkLimit(op string, limit float64) {
	if !(limit > 0) {
		valuePanic(op, "the limit of a gradient is a positive number, not %v", limit)
	}
}
