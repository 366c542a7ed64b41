package nn

import "gradus/nn/internal/onnx"

// lstm: ONNX's gates are i, o, f, g; nn's i, f, g, o.
func (e *onnxExporter) lstm(l *LSTMLayer, x *onnxValue) (*onnxValue, error) {
	return e.recurrent("LSTM", l.recurrent, l, x, []int{0, 3, 1, 2}, l.W, l.U, l.B, nil), nil
}

// gru: ONNX's gates are z, r, n; nn's r, z, n.
func (e *onnxExporter) gru(l *GRULayer, x *onnxValue) (*onnxValue, error) {
	beforeReset := onnx.Int("linear_before_reset", 1) // n is tanh(x·W + B + r·(h·U + BU))
	return e.recurrent("GRU", l.recurrent, l, x, []int{1, 0, 2}, l.W, l.U, l.B, l.BU, beforeReset), nil
}

func (e *onnxExporter) rnn(l *RNNLayer, x *onnxValue) (*onnxValue, error) {
	activation := "Tanh"
	if l.cell == rnnReLUCell {
		activation = "Relu"
	}
	return e.recurrent("RNN", l.recurrent, l, x, []int{0}, l.W, l.U, l.B, nil, onnx.Strings("activations", activation)), nil
}

// recurrent adds a recurrent operation. ONNX's run through x [T, N, in] and give
// y [T, 1, N, hidden] and the last state [1, N, hidden], the 1 being directions;
// their weights are [1, gates·hidden, in] with the gates in the given order.
func (e *onnxExporter) recurrent(op string, r recurrent, l shaper, x *onnxValue, order []int, w, u, b, bu *Tensor, settings ...onnx.Attribute) *onnxValue {
	if bu == nil {
		bu = Zeros(b.shape...)
	}
	biases := Concat(1, reordered(b, order), reordered(bu, order))
	inputs := []string{
		e.g.Node("Transpose", []string{e.channelsLast(x)}, onnx.Ints("perm", 1, 0, 2)),
		e.constant("W", reordered(w, order)),
		e.constant("U", reordered(u, order)),
		e.constant("b", biases.Reshape(1, biases.Len())),
	}
	direction := "forward"
	if r.reverse {
		direction = "reverse"
	}
	settings = append(settings, onnx.Int("hidden_size", u.shape[0]), onnx.String("direction", direction))
	y := e.g.NodeOutputs(op, inputs, 2, settings...)
	if r.last {
		return e.result(e.g.Node("Squeeze", []string{y[1], e.integers("axis", 0)}), l, x)
	}
	steps := e.g.Node("Squeeze", []string{y[0], e.integers("axis", 1)})
	return e.result(e.g.Node("Transpose", []string{steps}, onnx.Ints("perm", 1, 0, 2)), l, x)
}

// reordered brings a weight [in, gates·hidden], or a bias, into ONNX's form
// [1, gates·hidden, in] with the gates in the given order.
func reordered(w *Tensor, order []int) *Tensor {
	gates := len(order)
	columns := last(w.shape)
	rows := w.Len() / columns
	byGate := w.Detach().NoGrad().Reshape(rows, columns).T().Reshape(gates, columns/gates*rows).Gather(order)
	if len(w.shape) == 1 {
		return byGate.Reshape(1, columns)
	}
	return byGate.Reshape(1, columns, rows)
}

func last(shape []int) int { return shape[len(shape)-1] }
