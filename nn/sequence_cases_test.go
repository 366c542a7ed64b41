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

		{"MultiHeadAttentionLayer.ForwardMasked", "attention masked", func(in ...*Tensor) *Tensor {
			mask := Matrix([][]float64{{0, 1, 1}, {0, 0, 0}, {1, 0, 1}})
			return attentionOf(2, in[1:]).ForwardMasked(in[0], mask)
		}, attentionInputs(Randn(2, 3, 4))},
		{"MultiHeadAttentionLayer.ForwardMasked", "attention masked and causal", func(in ...*Tensor) *Tensor {
			mask := New([]float64{0, 1, 1, 1, 0, 1}, 2, 1, 3)
			return attentionOf(2, in[1:]).Causal().ForwardMasked(in[0], mask)
		}, attentionInputs(Randn(2, 3, 4))},
		{"MultiHeadAttentionLayer.Attend", "attention across", func(in ...*Tensor) *Tensor {
			return attentionOf(4, in[1:]).Attend(in[0], in[0].Slice(1, 0, 2).Square(), New([]float64{1, 0, 1, 1}, 2, 1, 2))
		}, attentionInputs(Randn(2, 3, 4))},
		{"TransformerBlockLayer.ForwardMasked", "block masked", func(in ...*Tensor) *Tensor {
			block := TransformerBlock(4, 2, 3)
			block.Attention = attentionOf(2, in[1:])
			block.Norm1, block.Norm2 = normLike(in[9], in[10]), normLike(in[10], in[9])
			block.Up, block.Down = &LinearLayer{W: in[11], B: in[12]}, &LinearLayer{W: in[13], B: in[14]}
			return block.ForwardMasked(in[0], Eye(3))
		}, append(attentionInputs(Randn(2, 3, 4)), Randn(4), Randn(4), Randn(4, 3), Randn(3), Randn(3, 4), Randn(4))},

		{"PositionalEncoding", "PositionalEncoding", layerOf(PositionalEncoding(3)), ts{Randn(2, 4, 3)}},
		{"LearnedPositions", "LearnedPositions", func(in ...*Tensor) *Tensor {
			return (&LearnedPositionsLayer{P: in[1]}).Forward(in[0])
		}, ts{Randn(2, 3, 2), Randn(4, 2)}},
	}
}

// attentionInputs is x with weights of an attention layer.
func attentionInputs(x *Tensor) []*Tensor {
	in, width := []*Tensor{x}, x.shape[2]
	for range 4 {
		in = append(in, Randn(width, width), Randn(width))
	}
	return in
}

func attentionOf(heads int, w []*Tensor) *MultiHeadAttentionLayer {
	linear := func(i int) *LinearLayer { return &LinearLayer{W: w[i], B: w[i+1]} }
	return &MultiHeadAttentionLayer{Query: linear(0), Key: linear(2), Value: linear(4), Out: linear(6), heads: heads}
}

var attentionNames = []string{"Wq", "Bq", "Wk", "Bk", "Wv", "Bv", "Wo", "Bo"}

func attentionLike(c dumpCase, in map[string]*Tensor) *MultiHeadAttentionLayer {
	var w []*Tensor
	for _, name := range attentionNames {
		w = append(w, in[name])
	}
	return attentionOf(c.whole("heads", 0), w)
}

// maskOf is the mask of a case, or nil: for all samples or for the keys of each.
func maskOf(in map[string]*Tensor) []*Tensor {
	switch {
	case in["mask"] != nil:
		return []*Tensor{in["mask"]}
	case in["keys"] != nil:
		return []*Tensor{in["keys"].Reshape(in["keys"].shape[0], 1, -1)}
	}
	return nil
}

func multiHeadOf(c dumpCase, in map[string]*Tensor) Layer {
	return layerFunc(func(x *Tensor) *Tensor {
		context := x
		if in["context"] != nil {
			context = in["context"]
		}
		return attentionLike(c, in).Attend(x, context, maskOf(in)...)
	})
}

func normLike(gamma, beta *Tensor) *LayerNormLayer {
	return &LayerNormLayer{Gamma: gamma, Beta: beta, epsilon: normEpsilon}
}

func transformerOf(c dumpCase, in map[string]*Tensor) Layer {
	l := TransformerBlock(in["W1"].shape[0], c.whole("heads", 0), in["W1"].shape[1])
	l.Attention = attentionLike(c, in)
	l.Norm1, l.Norm2 = normLike(in["gamma1"], in["beta1"]), normLike(in["gamma2"], in["beta2"])
	l.Up, l.Down = &LinearLayer{W: in["W1"], B: in["B1"]}, &LinearLayer{W: in["W2"], B: in["B2"]}
	if c.Settings["activation"] == "relu" {
		l.ReLU()
	}
	if c.Settings["norm_first"] == false {
		l.PostNorm()
	}
	if in["mask"] != nil { // always a causal one
		l.Causal()
	}
	return l
}

func TestPositionalEncodingAgainstPyTorch(t *testing.T) {
	for _, c := range readDump("attention.json") {
		if c.Name != "PositionalEncoding sinusoidal" {
			continue
		}
		steps, width := c.whole("length", 0), c.whole("features", 0)
		layer := PositionalEncoding(width)
		layer.Forward(Zeros(1, 2, width)) // a shorter sequence first
		sameTensor(t, c.Name, layer.Forward(Zeros(1, steps, width)).Reshape(steps, width), c.Outputs["y"].tensor())
		return
	}
	t.Fatal("the case is gone")
}

func TestAttentionWeightsAgainstPyTorch(t *testing.T) {
	for _, c := range readDump("attention.json") {
		want, ok := c.Outputs["weights"]
		if !ok {
			continue
		}
		in := c.tensors()
		context := in["x"]
		if in["context"] != nil {
			context = in["context"]
		}
		l := attentionLike(c, in)
		sameTensor(t, c.Name, l.AttendWeights(in["x"], context, maskOf(in)...), want.tensor())
		if c.Name == "MultiHeadAttention causal" {
			sameTensor(t, c.Name, l.Causal().Weights(in["x"]), want.tensor())
			sameTensor(t, c.Name, l.Forward(in["x"]), c.Outputs["y"].tensor())
		}
	}
}

// tensors are a case's inputs.
func (c dumpCase) tensors() map[string]*Tensor {
	in := map[string]*Tensor{}
	for name, x := range c.Inputs {
		in[name] = x.tensor()
	}
	return in
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
		in := c.tensors()
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
