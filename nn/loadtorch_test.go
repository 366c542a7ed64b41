package nn

import (
	"encoding/json"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gradus/nn/internal/safetensors"
)

// torchModels are the models of testdata/dump_torch_models.py, in nn's words, and
// the names of their modules if those are not numbers.
func torchModels() map[string]struct {
	model   *Model
	modules []string
} {
	type m = struct {
		model   *Model
		modules []string
	}
	return map[string]m{
		"mlp": {Sequential(Linear(4, 6), ReLU(), BatchNorm1D(6), Sequential(Dropout(0.5), Linear(6, 3))), nil},
		"cnn": {Sequential(
			Conv2D(2, 4, 3).Stride(2).Padding(1).Groups(2).NoBias(), BatchNorm2D(4), ReLU(),
			ConvTranspose2D(4, 3, 3).Kernel(2, 3).Stride(2), MaxPool2D(2), Flatten(), Dropout(0.2), Linear(3*3*4, 5)), nil},
		"text":  {Sequential(Conv1D(3, 4, 3).Dilation(2), ReLU(), AvgPool1D(2), Flatten(), Linear(8, 2)), nil},
		"flat":  {Sequential(BatchNorm2D(3), Flatten(), BatchNorm1D(12), Tanh(), Linear(12, 2)), nil},
		"words": {Sequential(Embedding(5, 3), Flatten(), Linear(12, 2)), nil},
		"transformer": {Sequential(
			Embedding(7, 6), LearnedPositions(9, 6), MultiHeadAttention(6, 3),
			TransformerBlock(6, 2, 8).Causal(), TransformerBlock(6, 3, 5).PostNorm().ReLU()), []string{"words", "places", "attention", "before", "after"}},
		"reader": {Sequential(Embedding(7, 3), LSTM(3, 4), LSTM(4, 4), GRU(4, 5), RNN(5, 3).ReLU().Last(), LayerNorm(3).Epsilon(1e-3), Linear(3, 2)), []string{"words", "lstm", "lstm", "gru", "rnn", "norm", "head"}},
	}
}

// readTorchModel reads a file of dump_torch_models.py.
func readTorchModel(t *testing.T, name string) (f *safetensors.File, input, output *Tensor) {
	t.Helper()
	f, err := safetensors.ReadFile(torchPath(name))
	if err != nil {
		t.Fatal(err)
	}
	read := func(key string) *Tensor {
		var x torchTensor
		if err := json.Unmarshal([]byte(f.Metadata[key]), &x); err != nil {
			t.Fatal(err)
		}
		return x.tensor()
	}
	return f, read("input"), read("output")
}

func torchPath(name string) string { return filepath.Join("testdata", "torch_"+name+".safetensors") }

// PyTorch's images are channels first, nn's channels last.
func channelsLast(x *Tensor) *Tensor {
	switch len(x.shape) {
	case 3:
		return x.Permute(0, 2, 1)
	case 4:
		return x.Permute(0, 2, 3, 1)
	}
	return x
}

// A model that PyTorch trained predicts here what it predicts there.
func TestLoadTorch(t *testing.T) {
	for name, m := range torchModels() {
		_, x, want := readTorchModel(t, name)
		if err := m.model.LoadTorch(torchPath(name), m.modules...); err != nil {
			t.Error(err)
			continue
		}
		if name != "transformer" { // whose sequences are [N, T, C] in PyTorch, too
			want = channelsLast(want)
		}
		y := m.model.Predict(channelsLast(x))
		if !slices.Equal(y.shape, want.shape) {
			t.Errorf("%s: shape %v, want %v", name, y.shape, want.shape)
			continue
		}
		for i, v := range y.Data() {
			if w := want.Data()[i]; !(math.Abs(v-w) <= 2e-6*max(1, math.Abs(w))) {
				t.Errorf("%s: output %d is %v, want %v", name, i, v, w)
			}
		}
	}
}

func TestLoadTorchErrors(t *testing.T) {
	mlp := func() *Model { return torchModels()["mlp"].model }
	for _, c := range []struct {
		model   *Model
		modules []string
		change  func(f *safetensors.File)
		want    string
	}{
		{Sequential(Linear(4, 7), ReLU(), BatchNorm1D(6), Sequential(Dropout(0.5), Linear(6, 3))), nil, nil,
			"0.weight has shape [6 4], and layer 0 Linear(4, 7) needs [7 4]; 0.bias has shape [6], and layer 0 Linear(4, 7) needs [7]"},
		{Sequential(Linear(4, 6), Linear(6, 3)), nil, nil, "1.weight of layer 1 Linear(6, 3) is missing; 1.bias of layer 1 Linear(6, 3) is missing; 2.bias belongs to no layer"},
		{mlp(), []string{"0", "2"}, nil, "layer 3 layer 1 Linear(6, 3) has no module: more layers have parameters than names were given"},
		{mlp(), []string{"0", "2", "3.1", "more"}, nil, "there is no layer for module more"},
		{Sequential(&counted{Vector(1), Scalar(1)}), nil, nil, "layer 0 counted has no counterpart in PyTorch that is known here"},
		{mlp(), nil, func(f *safetensors.File) { f.Metadata = map[string]string{metaModel: "x"} }, "this file was written by Save: use Load or LoadModel"},
		{mlp(), nil, func(f *safetensors.File) {
			for i := range f.Arrays {
				if a := &f.Arrays[i]; a.Name == "0.bias" {
					*a = safetensors.Array{Name: a.Name, DType: safetensors.Float8E4, Shape: a.Shape, Data: make([]byte, 6)}
				}
			}
		}, `"0.bias" has elements of type F8_E4M3`},
	} {
		f, _, _ := readTorchModel(t, "mlp")
		if c.change != nil {
			c.change(f)
		}
		before := fmt.Sprint(c.model.Params()[0])
		if err := c.model.loadTorch(f, c.modules); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v\nwant  %s", err, c.want)
		}
		if fmt.Sprint(c.model.Params()[0]) != before {
			t.Error("a failed LoadTorch changed the model")
		}
	}
	if err := mlp().LoadTorch("no such file"); err == nil || !strings.HasPrefix(err.Error(), "nn: LoadTorch no such file: ") {
		t.Errorf("error %v", err)
	}
}

// Every layer with parameters can be filled from PyTorch, or there is a reason.
func TestEveryLayerWithParametersIsLoadedFromTorch(t *testing.T) {
	tested := map[string]bool{}
	for _, m := range torchModels() {
		eachLayer(m.model, func(l Layer) { tested[layerName(l)[:strings.Index(layerName(l), "(")]] = true })
	}
	for _, s := range layerSamples() {
		reason := without["torchRules"][s.name]
		if s.name == "Sequential" || s.name == "Residual" || len(s.layer.Params()) == 0 {
			continue
		}
		if found := tested[s.name]; found == (reason != "") {
			t.Errorf("%s is in a model of dump_torch_models.py: %v, `without` says %q", s.name, found, reason)
		}
	}
}
