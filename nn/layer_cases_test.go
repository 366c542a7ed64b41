package nn

// families are the layers that PyTorch's values in testdata/*.json are for.
var families = []family{
	{"activation.json", "ReLU", []string{"x"}, func(dumpCase, map[string]*Tensor) Layer { return ReLU() }},
	{"activation.json", "LeakyReLU", []string{"x"}, func(c dumpCase, _ map[string]*Tensor) Layer { return LeakyReLU(c.number("slope", nan)) }},
	{"activation.json", "ELU", []string{"x"}, func(c dumpCase, _ map[string]*Tensor) Layer { return ELU(c.number("alpha", nan)) }},
	{"activation.json", "GELU", []string{"x"}, geluOf},
	{"activation.json", "SiLU", []string{"x"}, func(dumpCase, map[string]*Tensor) Layer { return SiLU() }},
	{"activation.json", "Sigmoid", []string{"x"}, func(dumpCase, map[string]*Tensor) Layer { return Sigmoid() }},
	{"activation.json", "Tanh", []string{"x"}, func(dumpCase, map[string]*Tensor) Layer { return Tanh() }},
	{"activation.json", "Softplus", []string{"x"}, func(dumpCase, map[string]*Tensor) Layer { return Softplus() }},
	{"activation.json", "Softmax", []string{"x"}, func(dumpCase, map[string]*Tensor) Layer { return Softmax() }},
	{"activation.json", "LogSoftmax", []string{"x"}, func(dumpCase, map[string]*Tensor) Layer { return LogSoftmax() }},
	{"recurrent.json", "RNN", []string{"x", "W", "U", "B", "W2", "U2", "B2", "h0"}, rnnOf},
	{"recurrent.json", "GRU", []string{"x", "W", "U", "B", "BU", "h0"}, gruOf},
	{"recurrent.json", "LSTM", []string{"x", "W", "U", "B", "W2", "U2", "B2", "h0", "c0"}, lstmOf},
	{"attention.json", "MultiHeadAttention", append([]string{"x", "context"}, attentionNames...), multiHeadOf},
	{"attention.json", "TransformerBlock", append([]string{"x", "W1", "B1", "W2", "B2", "gamma1", "beta1", "gamma2", "beta2"}, attentionNames...), transformerOf},
	{"norm.json", "BatchNorm1D", []string{"x", "gamma", "beta"}, func(c dumpCase, in map[string]*Tensor) Layer { return batchNormOf(BatchNorm1D, c, in) }},
	{"norm.json", "BatchNorm2D", []string{"x", "gamma", "beta"}, func(c dumpCase, in map[string]*Tensor) Layer { return batchNormOf(BatchNorm2D, c, in) }},
	{"norm.json", "LayerNorm", []string{"x", "gamma", "beta"}, layerNormOf},
	{"conv.json", "Conv1D", []string{"x", "W", "B"}, func(c dumpCase, in map[string]*Tensor) Layer { return convOf(Conv1D, c, in) }},
	{"conv.json", "Conv2D", []string{"x", "W", "B"}, func(c dumpCase, in map[string]*Tensor) Layer { return convOf(Conv2D, c, in) }},
	{"conv.json", "ConvTranspose2D", []string{"x", "W", "B"}, convTransposeOf},
	{"pool.json", "MaxPool1D", []string{"x"}, func(c dumpCase, _ map[string]*Tensor) Layer { return poolOf(MaxPool1D, c) }},
	{"pool.json", "MaxPool2D", []string{"x"}, func(c dumpCase, _ map[string]*Tensor) Layer { return poolOf(MaxPool2D, c) }},
	{"pool.json", "AvgPool1D", []string{"x"}, func(c dumpCase, _ map[string]*Tensor) Layer { return poolOf(AvgPool1D, c) }},
	{"pool.json", "AvgPool2D", []string{"x"}, func(c dumpCase, _ map[string]*Tensor) Layer { return poolOf(AvgPool2D, c) }},
	{"pool.json", "GlobalAvgPool1D", []string{"x"}, func(dumpCase, map[string]*Tensor) Layer { return GlobalAvgPool1D() }},
	{"pool.json", "GlobalAvgPool2D", []string{"x"}, func(dumpCase, map[string]*Tensor) Layer { return GlobalAvgPool2D() }},
	{"attention.json", "Embedding", []string{"W"}, func(_ dumpCase, in map[string]*Tensor) Layer { return &EmbeddingLayer{W: in["W"]} }},
}

// batchNormOf infers where the case brings running statistics, and trains elsewhere.
func batchNormOf(construct func(features int) *BatchNormLayer, c dumpCase, in map[string]*Tensor) Layer {
	l := construct(in["gamma"].Len()).Epsilon(c.number("eps", nan)).Momentum(c.number("momentum", 0))
	l.Gamma, l.Beta = in["gamma"], in["beta"]
	if mean, ok := in["runningMean"]; ok {
		l.RunningMean, l.RunningVar = mean, in["runningVar"]
		return Graph(func(x *Tensor) *Tensor { return l.Forward(x.Eval()) }, l)
	}
	return l
}

func convOf(construct func(in, out, k int) *ConvLayer, c dumpCase, in map[string]*Tensor) Layer {
	w := in["W"].shape
	n, groups := len(w), c.whole("groups", 1)
	l := construct(w[n-2]*groups, w[n-1], w[n-3]).Groups(groups)
	if n == 4 {
		l.Kernel(w[0], w[1])
	}
	l.Stride(c.whole("stride", 1)).Padding(c.whole("padding", 0)).Dilation(c.whole("dilation", 1))
	l.W, l.B = in["W"], in["B"]
	return l
}

func convTransposeOf(c dumpCase, in map[string]*Tensor) Layer {
	w := in["W"].shape
	l := ConvTranspose2D(w[2], w[3], w[0]).Kernel(w[0], w[1])
	l.Stride(c.whole("stride", 1)).Padding(c.whole("padding", 0)).OutputPadding(c.whole("output_padding", 0))
	l.W, l.B = in["W"], in["B"]
	return l
}

func poolOf(construct func(k int) *PoolLayer, c dumpCase) Layer {
	l := construct(c.whole("size", 0)).Padding(c.whole("padding", 0))
	if s := c.whole("stride", 0); s > 0 {
		l.Stride(s)
	}
	return l
}

func layerNormOf(c dumpCase, in map[string]*Tensor) Layer {
	l := LayerNorm(in["gamma"].Len()).Epsilon(c.number("eps", nan))
	l.Gamma, l.Beta = in["gamma"], in["beta"]
	return l
}

func geluOf(c dumpCase, _ map[string]*Tensor) Layer {
	if c.Name == "GELU tanh" {
		return GELU().Tanh()
	}
	return GELU()
}

// layerCases are gradient checks beyond those of the families.
func layerCases() []gradCase {
	type ts = []*Tensor
	return []gradCase{
		{"Tensor.ELU", "ELU tensor", func(in ...*Tensor) *Tensor { return in[0].ELU(0.7) }, ts{Randn(2, 3)}},
		{"Tensor.GELU", "GELU tensor", func(in ...*Tensor) *Tensor { return in[0].GELU() }, ts{Randn(2, 3)}},
		{"Tensor.GELUTanh", "GELUTanh tensor", func(in ...*Tensor) *Tensor { return in[0].GELUTanh() }, ts{Randn(2, 3)}},
		{"Tensor.SiLU", "SiLU tensor", func(in ...*Tensor) *Tensor { return in[0].SiLU() }, ts{Randn(2, 3)}},
		{"Tensor.Softplus", "Softplus tensor", func(in ...*Tensor) *Tensor { return in[0].Softplus() }, ts{Randn(2, 3)}},
		{"Dropout", "Dropout", func(in ...*Tensor) *Tensor { Seed(4); return Dropout(0.4).Forward(in[0]) }, ts{Randn(4, 5)}},
		{"Residual", "Residual", residualOf(false), ts{Randn(4, 3), Randn(3, 3), Randn(3)}},
		{"Residual", "Residual project", residualOf(true), ts{Randn(4, 3), Randn(3, 2), Randn(2), Randn(3, 2), Randn(2)}},
		{"Graph", "Graph", graphOf, ts{Randn(4, 3), Randn(3, 3), Randn(3)}},
		{"Reshape", "layer Reshape", layerOf(Reshape(2, -1, 1)), ts{Randn(3, 6)}},
	}
}

func residualOf(project bool) func(in ...*Tensor) *Tensor {
	return func(in ...*Tensor) *Tensor {
		l := Residual(&LinearLayer{W: in[1], B: in[2]}, Tanh())
		if project {
			l.Project(&LinearLayer{W: in[3], B: in[4]})
		}
		return l.Forward(in[0])
	}
}

// graphOf uses one layer twice.
func graphOf(in ...*Tensor) *Tensor {
	l := &LinearLayer{W: in[1], B: in[2]}
	return Graph(func(x *Tensor) *Tensor { return l.Forward(l.Forward(x).Tanh()) }, l).Forward(in[0])
}
