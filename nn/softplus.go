package nn

import "gradus/nn/internal/vec"

// softplus: dy/dx = σ(x).
var softplus = fromX("Softplus", vec.Softplus, vec.SoftplusGrad)

// Softplus returns ln(1 + eˣ), a smooth ReLU that is positive everywhere: for outputs
// such as a standard deviation. It does not overflow. C. Dugas, Y. Bengio et al.,
// "Incorporating second-order functional knowledge for better option pricing", NIPS
// 2000.
func (t *Tensor) Softplus() *Tensor { return apply(softplus, t.shape, t) }

// Softplus makes a layer of ln(1 + eˣ).
func Softplus() *Activation { return &Activation{name: "Softplus()", apply: (*Tensor).Softplus} }
