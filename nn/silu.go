package nn

import "gradus/nn/internal/vec"

// silu: dy/dx = σ(x)·(1 + x·(1-σ(x))).
var silu = fromX("SiLU", vec.SiLU, vec.SiLUGrad)

// SiLU returns x·σ(x), σ being the logistic function; it is also called swish. S.
// Elfwing, E. Uchibe, K. Doya, "Sigmoid-weighted linear units for neural network
// function approximation in reinforcement learning", Neural Networks 107, 2018.
func (t *Tensor) SiLU() *Tensor { return apply(silu, t.shape, t) }

// SiLU makes a layer of x·σ(x), also called swish.
func SiLU() *Activation { return &Activation{name: "SiLU()", apply: (*Tensor).SiLU} }
