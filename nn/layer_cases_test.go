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
		{"Reshape", "layer Reshape", layerOf(Reshape(2, -1, 1)), ts{Randn(3, 6)}},
	}
}
