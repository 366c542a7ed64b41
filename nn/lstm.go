package nn

import "gradus/nn/internal/vec"

// LSTMLayer reads a sequence with a long short-term memory: gates decide what its
// cell c forgets, takes in and shows. In each step, with gates i, f, g, o of hidden
// numbers each, side by side in W, U and B (PyTorch's order, and Keras's):
//
//	[i f g o] = xₜ·W + hₜ₋₁·U + B     i, f, o through σ, the candidate g through tanh
//	cₜ = f·cₜ₋₁ + i·g                 what was, forgotten in part, and what is new
//	hₜ = o·tanh(cₜ)
//
//	x [N, T, in] → h of every step [N, T, hidden], or with Last [N, hidden]
//
// The gradient of c goes back from step to step multiplied by f only: while the
// layer does not forget, it does not vanish. Stack layers with Sequential, Last on
// the topmost. S. Hochreiter, J. Schmidhuber, "Long short-term memory", Neural
// Computation 1997; with f by F. Gers, J. Schmidhuber, F. Cummins, 2000.
type LSTMLayer struct {
	W *Tensor // [in, 4·hidden]
	U *Tensor // [hidden, 4·hidden]
	B *Tensor // [4·hidden]
	recurrent
}

// LSTM makes a layer that reads in numbers a step and has hidden cells. As in Keras,
// W starts with Glorot's uniform numbers, U orthogonal, B with zeros but for the
// forget gate's ones: at first the layer remembers.
func LSTM(in, hidden int) *LSTMLayer {
	checkSizes("LSTM", in, hidden)
	l := &LSTMLayer{
		W: parameter(Glorot(in, 4*hidden), "W"),
		U: parameter(Orthogonal(hidden, 4*hidden), "U"),
		B: parameter(Zeros(4*hidden), "b"),
	}
	slot(l.B.data, 1, hidden).Fill(1)
	return l
}

var lstmCell = &cell{
	op:     &op{name: "LSTM", forward: recurrentForward, backward: recurrentBackward},
	gates:  4,
	memory: true,
	forward: func(q *sequence, l *lane, t int) {
		tanhC := q.at(q.tanhC, l, t, q.steps, q.hidden)
		vec.LSTM(q.stateAt(q.h, l, t+1), q.stateAt(q.c, l, t+1), tanhC, q.gatesAt(q.z, l, t), q.y.in[3].data, q.stateAt(q.c, l, t), q.hidden)
	},
	// With dh = dL/dhₜ, and dc that comes from the step after:
	//
	//	dc += dh·o·(1 - tanh²c)    do = dh·tanh(c)·o(1-o)    di = dc·g·i(1-i)
	//	df = dc·cₜ₋₁·f(1-f)        dg = dc·i·(1-g²)          dcₜ₋₁ = dc·f
	backward: func(q *sequence, l *lane, t int) {
		tanhC := q.at(q.tanhC, l, t, q.steps, q.hidden)
		z := q.gatesAt(q.z, l, t)
		vec.LSTMGrad(z, l.dc, l.dh, l.dc, z, tanhC, q.stateAt(q.c, l, t), q.hidden)
	},
}

// Last makes the layer return h of the last step only, [N, hidden], and returns it.
func (l *LSTMLayer) Last() *LSTMLayer {
	l.last = true
	return l
}

// Reverse makes the layer read from the last step to the first, and returns it. Its
// output stays in the order of x; Last then is the first. To read in both directions,
// join two layers with Concat, in a Graph.
func (l *LSTMLayer) Reverse() *LSTMLayer {
	l.reverse = true
	return l
}

// Forward sends x [N, T, in] through time from a state of zeros.
func (l *LSTMLayer) Forward(x *Tensor) *Tensor {
	y, _ := l.run(l, lstmCell, x, nil, nil, l.W, l.U, l.B)
	return y
}

// ForwardFrom sends x through time from the state h0 and c0, [N, hidden] each, nil
// for zeros. It returns what Forward does, and the state after the last step.
func (l *LSTMLayer) ForwardFrom(x, h0, c0 *Tensor) (y, h, c *Tensor) {
	y, q := l.run(l, lstmCell, x, h0, c0, l.W, l.U, l.B)
	return y, q.state(lastHidden, y), q.state(lastCell, y)
}

// Step is a single step, as for text that is generated: from x [N, in] and the state
// h and c, [N, hidden] each, nil for zeros, to the next state.
func (l *LSTMLayer) Step(x, h, c *Tensor) (nextH, nextC *Tensor) {
	y, q := recurrent{last: true}.run(l, lstmCell, oneStep(l, lstmCell, x, l.W), h, c, l.W, l.U, l.B)
	return y, q.state(lastCell, y)
}

// LSTMGates is what the gates of an LSTM did in every step, [N, T, hidden] each.
type LSTMGates struct {
	Input, Forget, Candidate, Output *Tensor // i, f, g, o
	Cell                             *Tensor // c
}

// Gates sends x through time as Forward does, and returns what the gates did. No
// gradient is recorded.
func (l *LSTMLayer) Gates(x *Tensor) LSTMGates {
	_, q := l.run(l, lstmCell, x.NoGrad(), nil, nil, l.W, l.U, l.B)
	return LSTMGates{
		Input:     q.trace("input", 0),
		Forget:    q.trace("forget", 1),
		Candidate: q.trace("candidate", 2),
		Output:    q.trace("output", 3),
		Cell:      q.traceCells("cell"),
	}
}

// Params returns W, U and B.
func (l *LSTMLayer) Params() []*Tensor { return []*Tensor{l.W, l.U, l.B} }

// String returns the call that makes the layer, "LSTM(28, 128).Last()".
func (l *LSTMLayer) String() string { return l.call("LSTM", l.W, 4, "") }

func (l *LSTMLayer) outputShape(in []int) []int { return l.shapeAfter(in, l.U.shape[0]) }
