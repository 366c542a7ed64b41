package nn

import "gradus/nn/internal/vec"

// GRULayer reads a sequence with gated recurrent units: an LSTM without a cell of its
// own. In each step, with gates r, z, n of hidden numbers each, side by side in W, U,
// B and BU (PyTorch's order; Keras's is z, r, n):
//
//	r = σ(xₜ·Wʳ + Bʳ + hₜ₋₁·Uʳ + BUʳ)            reset: what of the past matters for n
//	z = σ(xₜ·Wᶻ + Bᶻ + hₜ₋₁·Uᶻ + BUᶻ)            update: how much of the past stays
//	n = tanh(xₜ·Wⁿ + Bⁿ + r·(hₜ₋₁·Uⁿ + BUⁿ))     the new state
//	hₜ = (1-z)·n + z·hₜ₋₁
//
//	x [N, T, in] → h of every step [N, T, hidden], or with Last [N, hidden]
//
// Stack layers with Sequential, Last on the topmost. K. Cho et al., "Learning phrase
// representations using RNN encoder-decoder for statistical machine translation",
// EMNLP 2014, in PyTorch's form.
type GRULayer struct {
	W  *Tensor // [in, 3·hidden]
	U  *Tensor // [hidden, 3·hidden]
	B  *Tensor // [3·hidden]
	BU *Tensor // [3·hidden], a bias beside U, which r multiplies too
	recurrent
}

// GRU makes a layer that reads in numbers a step and has a state of hidden numbers.
// As in Keras, W starts with Glorot's uniform numbers, U orthogonal, B and BU with
// zeros.
func GRU(in, hidden int) *GRULayer {
	checkSizes("GRU", in, hidden)
	return &GRULayer{
		W:  parameter(Glorot(in, 3*hidden), "W"),
		U:  parameter(Orthogonal(hidden, 3*hidden), "U"),
		B:  parameter(Zeros(3*hidden), "b"),
		BU: parameter(Zeros(3*hidden), "bU"),
	}
}

var gruCell = &cell{
	op:    &op{name: "GRU", forward: recurrentForward, backward: recurrentBackward},
	gates: 3,
	split: true,
	forward: func(q *sequence, l *lane, t int) {
		vec.GRU(q.stateAt(q.h, l, t+1), q.gatesAt(q.z, l, t), q.gatesAt(q.u, l, t), q.y.in[3].data, q.y.in[4].data, q.stateAt(q.h, l, t), q.hidden)
	},
	// With dh = dL/dhₜ, in z and u before the activations:
	//
	//	dn = dh·(1-z)·(1-n²)    dz = dh·(hₜ₋₁-n)·z(1-z)    dr = dn·uⁿ·r(1-r)
	//	du = [dr dz r·dn]       dhₜ₋₁ = z·dh + du·Uᵀ
	backward: func(q *sequence, l *lane, t int) {
		z, u := q.gatesAt(q.z, l, t), q.gatesAt(q.u, l, t)
		vec.GRUGrad(z, u, l.dh, l.dh, z, u, q.stateAt(q.h, l, t), q.hidden)
	},
}

// Last makes the layer return h of the last step only, [N, hidden], and returns it.
func (l *GRULayer) Last() *GRULayer {
	l.last = true
	return l
}

// Reverse makes the layer read from the last step to the first, and returns it. Its
// output stays in the order of x; Last then is the first. To read in both directions,
// join two layers with Concat, in a Graph.
func (l *GRULayer) Reverse() *GRULayer {
	l.reverse = true
	return l
}

// Forward sends x [N, T, in] through time from a state of zeros.
func (l *GRULayer) Forward(x *Tensor) *Tensor {
	y, _ := l.run(l, gruCell, x, nil, nil, l.W, l.U, l.B, l.BU)
	return y
}

// ForwardFrom sends x through time from the state h0 [N, hidden], nil for zeros. It
// returns what Forward does, and the state after the last step.
func (l *GRULayer) ForwardFrom(x, h0 *Tensor) (y, h *Tensor) {
	y, q := l.run(l, gruCell, x, h0, nil, l.W, l.U, l.B, l.BU)
	return y, q.state(lastHidden, y)
}

// Step is a single step, as for text that is generated: from x [N, in] and the state
// h [N, hidden], nil for zeros, to the next state.
func (l *GRULayer) Step(x, h *Tensor) *Tensor {
	y, _ := recurrent{last: true}.run(l, gruCell, oneStep(l, gruCell, x, l.W), h, nil, l.W, l.U, l.B, l.BU)
	return y
}

// GRUGates is what the gates of a GRU did in every step, [N, T, hidden] each.
type GRUGates struct {
	Reset, Update, New *Tensor // r, z, n
}

// Gates sends x through time as Forward does, and returns what the gates did. No
// gradient is recorded.
func (l *GRULayer) Gates(x *Tensor) GRUGates {
	_, q := l.run(l, gruCell, x.NoGrad(), nil, nil, l.W, l.U, l.B, l.BU)
	return GRUGates{Reset: q.trace("reset", 0), Update: q.trace("update", 1), New: q.trace("new", 2)}
}

// Params returns W, U, B and BU.
func (l *GRULayer) Params() []*Tensor { return []*Tensor{l.W, l.U, l.B, l.BU} }

// String returns the call that makes the layer, "GRU(28, 128).Last()".
func (l *GRULayer) String() string { return l.call("GRU", l.W, 3, "") }

func (l *GRULayer) outputShape(in []int) []int { return l.shapeAfter(in, l.U.shape[0]) }
