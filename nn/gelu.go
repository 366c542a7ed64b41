package nn

import "gradus/nn/internal/vec"

// gelu: dy/dx = Φ(x) + x·φ(x), φ being the normal density. geluTanh: likewise, with
// Φ(x) ≈ (1 + tanh u)/2.
var (
	gelu     = fromX("GELU", vec.GELU, vec.GELUGrad)
	geluTanh = fromX("GELUTanh", vec.GELUTanh, vec.GELUTanhGrad)
)

// GELU returns x·Φ(x), where Φ is the cumulative function of the normal distribution,
// Φ(x) = (1 + erf(x/√2))/2. D. Hendrycks, K. Gimpel, "Gaussian error linear units",
// 2016.
func (t *Tensor) GELU() *Tensor { return apply(gelu, t.shape, t) }

// GELUTanh returns an approximation of GELU that is cheaper to compute and at most
// 0.0005 off: x·(1 + tanh(√(2/π)·(x + 0.044715x³)))/2. GPT-2 was trained with it.
func (t *Tensor) GELUTanh() *Tensor { return apply(geluTanh, t.shape, t) }

// GELULayer applies x·Φ(x) to each element, Φ being the cumulative function of the
// normal distribution; the shape stays.
type GELULayer struct {
	tanh bool
}

// GELU makes a layer of x·Φ(x).
func GELU() *GELULayer { return &GELULayer{} }

// Tanh makes the layer compute the approximation Tensor.GELUTanh, PyTorch's
// approximate="tanh", and returns it.
func (l *GELULayer) Tanh() *GELULayer {
	l.tanh = true
	return l
}

// Forward applies the function.
func (l *GELULayer) Forward(x *Tensor) *Tensor {
	if l.tanh {
		return x.GELUTanh()
	}
	return x.GELU()
}

// Params returns nil: there is nothing to train.
func (l *GELULayer) Params() []*Tensor { return nil }

// String returns "GELU()" or "GELU().Tanh()".
func (l *GELULayer) String() string {
	if l.tanh {
		return "GELU().Tanh()"
	}
	return "GELU()"
}

func (l *GELULayer) outputShape(in []int) []int { return in }
