package nn

import "testing"

// sequenceCases are gradient checks of the layers for sequences beyond those of the
// families: states, settings, batches that are cut into lanes.
func sequenceCases() []gradCase {
	type ts = []*Tensor
	weights := func(gates, in, hidden int) ts {
		return ts{Randn(in, gates*hidden), Randn(hidden, gates*hidden), Randn(gates * hidden)}
	}
	inputs := func(x *Tensor, weights ts, more ...*Tensor) ts { return append(append(ts{x}, weights...), more...) }
	rnn := func(in ...*Tensor) *RNNLayer { return &RNNLayer{W: in[1], U: in[2], B: in[3], cell: rnnCell} }
	gru := func(in ...*Tensor) *GRULayer { return &GRULayer{W: in[1], U: in[2], B: in[3], BU: in[4]} }
	lstm := func(in ...*Tensor) *LSTMLayer { return &LSTMLayer{W: in[1], U: in[2], B: in[3]} }
	return []gradCase{
		{"RNN", "RNN last", func(in ...*Tensor) *Tensor { return rnn(in...).Last().Forward(in[0]) }, inputs(Randn(2, 3, 2), weights(1, 2, 3))},
		{"RNN", "RNN reverse", func(in ...*Tensor) *Tensor { return rnn(in...).Reverse().Forward(in[0]) }, inputs(Randn(2, 3, 2), weights(1, 2, 3))},
		{"RNNLayer.ForwardFrom", "RNN last state", func(in ...*Tensor) *Tensor {
			y, h := rnn(in...).Reverse().ForwardFrom(in[0], in[4])
			return y.Sum(1).Mul(h)
		}, inputs(Randn(2, 3, 2), weights(1, 2, 3), Randn(2, 3))},
		{"RNNLayer.Step", "RNN step", func(in ...*Tensor) *Tensor { return rnn(in...).Step(in[0], in[4]) }, inputs(Randn(2, 2), weights(1, 2, 3), Randn(2, 3))},

		{"GRU", "GRU last", func(in ...*Tensor) *Tensor { return gru(in...).Last().Forward(in[0]) }, inputs(Randn(2, 3, 2), weights(3, 2, 2), Randn(6))},
		{"GRU", "GRU two lanes", func(in ...*Tensor) *Tensor { return gru(in...).Forward(in[0]) }, inputs(Randn(17, 2, 1), weights(3, 1, 2), Randn(6))},
		{"GRULayer.ForwardFrom", "GRU last state", func(in ...*Tensor) *Tensor {
			y, h := gru(in...).Reverse().ForwardFrom(in[0], in[5])
			return y.Sum(1).Mul(h)
		}, inputs(Randn(2, 3, 2), weights(3, 2, 2), Randn(6), Randn(2, 2))},
		{"GRULayer.Step", "GRU step", func(in ...*Tensor) *Tensor { return gru(in...).Step(in[0], in[5]) }, inputs(Randn(2, 2), weights(3, 2, 2), Randn(6), Randn(2, 2))},

		{"LSTM", "LSTM last", func(in ...*Tensor) *Tensor { return lstm(in...).Last().Forward(in[0]) }, inputs(Randn(2, 3, 2), weights(4, 2, 2))},
		{"LSTM", "LSTM two lanes", func(in ...*Tensor) *Tensor { return lstm(in...).Forward(in[0]) }, inputs(Randn(17, 2, 1), weights(4, 1, 2))},
		{"LSTMLayer.ForwardFrom", "LSTM last state", func(in ...*Tensor) *Tensor {
			y, h, c := lstm(in...).Reverse().ForwardFrom(in[0], in[4], in[5])
			return y.Sum(1).Mul(h).Add(c.Square())
		}, inputs(Randn(2, 3, 2), weights(4, 2, 2), Randn(2, 2), Randn(2, 2))},
		{"LSTMLayer.Step", "LSTM two steps", func(in ...*Tensor) *Tensor {
			l := lstm(in...)
			h, c := l.Step(in[0], in[4], nil)
			h, c = l.Step(in[0].Square(), h, c)
			return h.Mul(c)
		}, inputs(Randn(2, 2), weights(4, 2, 2), Randn(2, 2))},
	}
}

// layerFunc is a layer that is a function.
type layerFunc func(x *Tensor) *Tensor

func (f layerFunc) Forward(x *Tensor) *Tensor { return f(x) }
func (f layerFunc) Params() []*Tensor         { return nil }

func rnnOf(c dumpCase, in map[string]*Tensor) Layer {
	l := &RNNLayer{W: in["W"], U: in["U"], B: in["B"], cell: rnnCell}
	if c.Settings["activation"] == "relu" {
		l.ReLU()
	}
	if in["W2"] != nil {
		return Sequential(l, &RNNLayer{W: in["W2"], U: in["U2"], B: in["B2"], cell: rnnCell})
	}
	return layerFunc(func(x *Tensor) *Tensor {
		y, _ := l.ForwardFrom(x, in["h0"])
		return y
	})
}

func gruOf(c dumpCase, in map[string]*Tensor) Layer {
	l := &GRULayer{W: in["W"], U: in["U"], B: in["B"], BU: in["BU"]}
	return layerFunc(func(x *Tensor) *Tensor {
		y, _ := l.ForwardFrom(x, in["h0"])
		return y
	})
}

func lstmOf(c dumpCase, in map[string]*Tensor) Layer {
	l := &LSTMLayer{W: in["W"], U: in["U"], B: in["B"]}
	if in["W2"] != nil {
		return Sequential(l, &LSTMLayer{W: in["W2"], U: in["U2"], B: in["B2"]})
	}
	return layerFunc(func(x *Tensor) *Tensor {
		y, _, _ := l.ForwardFrom(x, in["h0"], in["c0"])
		return y
	})
}

// What the families do not compare: last states and gates.
func TestStatesAndGatesAgainstPyTorch(t *testing.T) {
	for _, c := range readDump("recurrent.json") {
		in := map[string]*Tensor{}
		for name, x := range c.Inputs {
			in[name] = x.tensor()
		}
		if in["W2"] != nil {
			continue
		}
		got := map[string]*Tensor{}
		switch {
		case in["BU"] != nil:
			l := &GRULayer{W: in["W"], U: in["U"], B: in["B"], BU: in["BU"]}
			_, got["h"] = l.ForwardFrom(in["x"], in["h0"])
		case in["W"].shape[1] == in["U"].shape[0]:
			l := &RNNLayer{W: in["W"], U: in["U"], B: in["B"], cell: rnnCell}
			if c.Settings["activation"] == "relu" {
				l.ReLU()
			}
			_, got["h"] = l.ForwardFrom(in["x"], in["h0"])
		default:
			l := &LSTMLayer{W: in["W"], U: in["U"], B: in["B"]}
			_, got["h"], got["c"] = l.ForwardFrom(in["x"], in["h0"], in["c0"])
			if in["h0"] == nil {
				g := l.Gates(in["x"])
				got["i"], got["f"], got["g"], got["o"], got["cells"] = g.Input, g.Forget, g.Candidate, g.Output, g.Cell
			}
		}
		for name, y := range got {
			sameTensor(t, c.Name+": "+name, y, c.Outputs[name].tensor())
		}
	}
}
