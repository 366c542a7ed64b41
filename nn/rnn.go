package nn

import "gradus/nn/internal/vec"

// RNNLayer reads a sequence step by step: what it has read is in its state h.
//
//	hₜ = tanh(xₜ·W + hₜ₋₁·U + B)     or, with ReLU, max(…, 0)
//
//	x [N, T, in] → h of every step [N, T, hidden], or with Last [N, hidden]
//
// The gradient goes back through every step, multiplied by Uᵀ and tanh′ each time: in
// a long sequence it vanishes, or explodes. LSTM and GRU are the remedy. Stack layers
// with Sequential, Last on the topmost. J. Elman, "Finding structure in time",
// Cognitive Science 1990.
type RNNLayer struct {
	W *Tensor // [in, hidden]
	U *Tensor // [hidden, hidden]
	B *Tensor // [hidden]
	recurrent
	cell *cell
}

// RNN makes a layer that reads in numbers a step and has a state of hidden numbers.
// As in Keras (SimpleRNN), W starts with Glorot's uniform numbers, U orthogonal, B
// with zeros.
func RNN(in, hidden int) *RNNLayer {
	checkSizes("RNN", in, hidden)
	return &RNNLayer{
		W:    parameter(Glorot(in, hidden), "W"),
		U:    parameter(Orthogonal(hidden, hidden), "U"),
		B:    parameter(Zeros(hidden), "b"),
		cell: rnnCell,
	}
}

var (
	rnnCell = &cell{
		op:    &op{name: "RNN", forward: recurrentForward, backward: recurrentBackward},
		gates: 1,
		forward: func(q *sequence, l *lane, t int) {
			h, z := q.stateAt(q.h, l, t+1), q.gatesAt(q.z, l, t)
			vec.AddRows(z, z, q.y.in[3].data, q.hidden)
			vec.Tanh(&h, &z)
		},
		backward: func(q *sequence, l *lane, t int) { // dz = dh·(1-h²)
			h, z := q.stateAt(q.h, l, t+1), q.gatesAt(q.z, l, t)
			z.Zero()
			vec.TanhGrad(&z, &l.dh, &h)
		},
	}
	rnnReLUCell = &cell{
		op:    &op{name: "RNNReLU", forward: recurrentForward, backward: recurrentBackward},
		gates: 1,
		forward: func(q *sequence, l *lane, t int) {
			h, z := q.stateAt(q.h, l, t+1), q.gatesAt(q.z, l, t)
			vec.AddRows(z, z, q.y.in[3].data, q.hidden)
			vec.ReLU(&h, &z)
		},
		backward: func(q *sequence, l *lane, t int) { // dz = dh where h > 0
			h, z := q.stateAt(q.h, l, t+1), q.gatesAt(q.z, l, t)
			vec.ReLUMask(&z, &l.dh, &h)
		},
	}
)

// ReLU makes the layer's activation max(z, 0) instead of tanh, and returns it.
func (l *RNNLayer) ReLU() *RNNLayer {
	l.cell = rnnReLUCell
	return l
}

// Last makes the layer return h of the last step only, [N, hidden], and returns it.
func (l *RNNLayer) Last() *RNNLayer {
	l.last = true
	return l
}

// Reverse makes the layer read from the last step to the first, and returns it. Its
// output stays in the order of x; Last then is the first. To read in both directions,
// join two layers with Concat, in a Graph.
func (l *RNNLayer) Reverse() *RNNLayer {
	l.reverse = true
	return l
}

// Forward sends x [N, T, in] through time from a state of zeros.
func (l *RNNLayer) Forward(x *Tensor) *Tensor {
	y, _ := l.run(l, l.cell, x, nil, nil, l.W, l.U, l.B)
	return y
}

// ForwardFrom sends x through time from the state h0 [N, hidden], nil for zeros. It
// returns what Forward does, and the state after the last step.
func (l *RNNLayer) ForwardFrom(x, h0 *Tensor) (y, h *Tensor) {
	y, q := l.run(l, l.cell, x, h0, nil, l.W, l.U, l.B)
	return y, q.state(lastHidden, y)
}

// Step is a single step, as for text that is generated: from x [N, in] and the state
// h [N, hidden], nil for zeros, to the next state.
func (l *RNNLayer) Step(x, h *Tensor) *Tensor {
	y, _ := recurrent{last: true}.run(l, l.cell, oneStep(l, l.cell, x, l.W), h, nil, l.W, l.U, l.B)
	return y
}

// Params returns W, U and B.
func (l *RNNLayer) Params() []*Tensor { return []*Tensor{l.W, l.U, l.B} }

// String returns the call that makes the layer, "RNN(3, 8).ReLU()".
func (l *RNNLayer) String() string {
	activation := ""
	if l.cell == rnnReLUCell {
		activation = ".ReLU()"
	}
	return l.call("RNN", l.W, 1, activation)
}

func (l *RNNLayer) outputShape(in []int) []int { return l.shapeAfter(in, l.U.shape[0]) }
