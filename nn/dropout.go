package nn

import (
	"fmt"
	"math/rand/v2"

	"gradus/nn/internal/vec"
)

// DropoutLayer sets each element to 0 with probability p while training, and
// multiplies the others by 1/(1-p), so that the mean stays; in a prediction it lets
// everything through. The shape stays.
//
//	y = x ⊙ m   dL/dx = G ⊙ m   with G = dL/dy and mᵢ = 1/(1-p) or 0, drawn anew each time
//
// N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever, R. Salakhutdinov, "Dropout: a
// simple way to prevent neural networks from overfitting", JMLR 15, 2014.
type DropoutLayer struct {
	p float64

	// state is the seed and how many elements were drawn so far: mᵢ is a function of
	// the two and of i. It is saved with the model, so that a training that is resumed
	// goes on with the numbers that would have come.
	state *Tensor
}

// Dropout makes a layer that drops elements with probability p, 0 ≤ p < 1. Its seed
// comes from the generator that Seed restarts.
func Dropout(p float64) *DropoutLayer {
	if !(p >= 0 && p < 1) {
		valuePanic("Dropout", "the probability %v to drop an element must be at least 0 and less than 1", p)
	}
	seed := draw("Dropout", nil, func(r *rand.Rand) float64 { return float64(r.Uint32()) })
	return &DropoutLayer{p: p, state: Vector(seed.Item(), 0).Named("state")}
}

// dropout: the settings are the layer; the mask m is scratch 0.
var dropout = &op{
	name: "Dropout",
	forward: func(y *Tensor) {
		mask := y.scratch(0, y.Len())
		y.ctx.(*DropoutLayer).draw(mask)
		vec.Mul(&y.data, &y.in[0].data, &mask)
	},
	backward: func(y *Tensor) { vec.MulAdd(y.in[0].gradient(), y.grad, y.scratch(0, y.Len())) },
}

func (l *DropoutLayer) draw(mask vec.Array) {
	seed, drawn := l.state.data.At(0), l.state.data.At(1)
	vec.DropoutMask(mask, uint64(seed), uint64(drawn), 1-l.p)
	l.state.data.Set(1, drawn+float64(mask.Len()))
}

// Forward drops elements of x, or returns x itself in a prediction.
func (l *DropoutLayer) Forward(x *Tensor) *Tensor {
	if x.eval || l.p == 0 {
		return x
	}
	y := begin(dropout, x.DType(), x.shape, x)
	y.ctx = l
	return y.finish()
}

// Params returns nil: there is nothing to train.
func (l *DropoutLayer) Params() []*Tensor { return nil }

// Buffers returns the state of the random numbers, [2].
func (l *DropoutLayer) Buffers() []*Tensor { return []*Tensor{l.state} }

// String returns "Dropout(p)".
func (l *DropoutLayer) String() string { return fmt.Sprintf("Dropout(%v)", l.p) }

func (l *DropoutLayer) outputShape(in []int) []int { return in }
