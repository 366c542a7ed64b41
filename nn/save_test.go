package nn

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gradus/nn/internal/pythontest"
	"gradus/nn/internal/safetensors"
)

// saveModel is a model with a model inside and a layer type of both kinds.
func saveModel() *Model {
	return Sequential(Linear(2, 3), Tanh(), Sequential(Linear(3, 4), LeakyReLU(0.25)), Linear(4, 1), Sigmoid())
}

func TestSaveAndLoad(t *testing.T) {
	path := filepath.Join(t.TempDir(), "model.safetensors")
	Seed(1)
	m := saveModel()
	if err := m.Save(path); err != nil {
		t.Fatal(err)
	}
	x := Randn(5, 2)
	want := m.Predict(x).Float32s()

	same := saveModel()
	if err := same.Load(path); err != nil {
		t.Fatal(err)
	}
	made, err := LoadModel(path)
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := m.Encode()
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := DecodeModel(encoded)
	if err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string]*Model{"Load": same, "LoadModel": made, "DecodeModel": decoded} {
		if !slices.Equal(got.Predict(x).Float32s(), want) {
			t.Errorf("after %s the model predicts something else", name)
		}
		if got.GoString() != m.GoString() {
			t.Errorf("%s made %s", name, got.GoString())
		}
	}
}

func TestSaveKeepsTheType(t *testing.T) {
	m := saveModel().To(Float64)
	data, err := m.Encode()
	if err != nil {
		t.Fatal(err)
	}
	got, err := DecodeModel(data)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range got.Params() {
		if !slices.Equal(p.Float64s(), m.Params()[i].Float64s()) {
			t.Errorf("parameter %d changed", i)
		}
	}
	narrow := saveModel()
	path := filepath.Join(t.TempDir(), "model.safetensors")
	if err := m.Save(path); err != nil {
		t.Fatal(err)
	}
	if err := narrow.Load(path); err != nil || narrow.Params()[0].DType() != Float32 {
		t.Errorf("a Float32 model became %v, %v", narrow.Params()[0].DType(), err)
	}
}

// counted is a layer type of one's own, with a buffer and a nameless parameter.
type counted struct{ scale, calls *Tensor }

func (c *counted) Forward(x *Tensor) *Tensor { return x.Mul(c.scale) }
func (c *counted) Params() []*Tensor         { return []*Tensor{c.scale} }
func (c *counted) Buffers() []*Tensor        { return []*Tensor{c.calls} }

// residual is a layer of other layers, one of which is there twice.
type residual struct{ inner []Layer }

func (r *residual) Forward(x *Tensor) *Tensor {
	y := x
	for _, l := range r.inner {
		y = l.Forward(y)
	}
	return x.Add(y)
}
func (r *residual) Params() []*Tensor {
	return Sequential(r.inner...).Params()
}
func (r *residual) Sublayers() []Layer { return r.inner }

func TestOwnLayersAreSaved(t *testing.T) {
	make := func() (*Model, *counted) {
		own := &counted{Vector(1, 2), Scalar(0).Named("calls")}
		shared := Linear(2, 2)
		return Sequential(own, &residual{[]Layer{shared, ReLU(), shared}}), own
	}
	m, own := make()
	own.calls.Set(7)
	own.scale.Set(5, 0)
	var names []string
	for _, s := range m.state() {
		names = append(names, s.name)
	}
	if want := []string{"0.0", "0.calls", "1.0.W", "1.0.b"}; !slices.Equal(names, want) {
		t.Errorf("names %v, want %v", names, want)
	}
	path := filepath.Join(t.TempDir(), "own.safetensors")
	if err := m.Save(path); err != nil {
		t.Fatal(err)
	}
	again, own := make()
	if err := again.Load(path); err != nil {
		t.Fatal(err)
	}
	if own.calls.Item() != 7 || own.scale.At(0) != 5 {
		t.Errorf("after Load: calls %v, scale %v", own.calls, own.scale)
	}
	if _, err := LoadModel(path); err == nil || !strings.Contains(err.Error(), "layer 0: counted is no layer of nn: make the model yourself, and use Load") &&
		!strings.Contains(err.Error(), "a layer is a call") {
		t.Errorf("error %v", err)
	}
}

func TestLoadErrors(t *testing.T) {
	path := filepath.Join(t.TempDir(), "model.safetensors")
	m := Sequential(Linear(2, 16), ReLU(), Linear(16, 3))
	if err := m.Save(path); err != nil {
		t.Fatal(err)
	}
	for want, other := range map[string]*Model{
		"2.W has shape [16 3] in the file and [16 1] in layer 2 Linear(16, 1); 2.b has shape [3] in the file and [1] in layer 2 Linear(16, 1); the file is of nn.Sequential(nn.Linear(2, 16)": Sequential(Linear(2, 16), ReLU(), Linear(16, 1)),
		"1.W of layer 1 Linear(16, 3) is missing; 1.b of layer 1 Linear(16, 3) is missing; 2.W is no parameter":                                                                               Sequential(Linear(2, 16), Linear(16, 3)),
		"0.0.b of layer 0 layer 0 Linear(2, 16) is missing": Sequential(Sequential(Linear(2, 16)), ReLU(), Linear(16, 3)),
	} {
		before := other.Params()[0].Data()
		err := other.Load(path)
		if err == nil || !strings.HasPrefix(err.Error(), "nn: Load "+path+": ") || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v\nwant  %s", err, want)
		}
		if !slices.Equal(other.Params()[0].Data(), before) {
			t.Error("a failed Load changed the model")
		}
	}
	deep := Sequential(Linear(1, 1), Linear(1, 1), Linear(1, 1))
	if err := deep.Load(path); err == nil || !strings.Contains(err.Error(), "; and 2 more") {
		t.Errorf("error %v", err)
	}
	if err := m.Load("no such file"); err == nil || !strings.Contains(err.Error(), "no such file") {
		t.Errorf("error %v", err)
	}
	if err := m.Save(filepath.Join(path, "x")); err == nil || !strings.HasPrefix(err.Error(), "nn: Save: ") {
		t.Errorf("error %v", err)
	}
}

// fileOf is a file of those layers with no arrays.
func fileOf(metadata ...string) []byte {
	f := &safetensors.File{Metadata: map[string]string{}}
	for i := 0; i < len(metadata); i += 2 {
		f.Metadata[metadata[i]] = metadata[i+1]
	}
	data, err := f.Encode()
	if err != nil {
		panic(err)
	}
	return data
}

func TestDecodeModelRefuses(t *testing.T) {
	const model, relu = metaModel, "nn.Sequential(nn.ReLU())"
	for want, data := range map[string][]byte{
		"does not say which layers the model has":                                     fileOf(),
		"no Sequential(…)":                                                            fileOf(model, "nn.ReLU()"),
		"the description of the layers: 1:15":                                         fileOf(model, "nn.Sequential("),
		"layer 0: Attention is no layer of nn: make the model yourself, and use Load": fileOf(model, "nn.Sequential(nn.Attention(2))"),
		"layer 0: a layer is a call":                                                  fileOf(model, "nn.Sequential(2)"),
		"Linear takes 2 arguments, not 1":                                             fileOf(model, "nn.Sequential(nn.Linear(2))"),
		`Linear: argument 1: "2.5" is no whole number`:                                fileOf(model, "nn.Sequential(nn.Linear(2, 2.5))"),
		`Linear: argument 0: "x" is no whole number`:                                  fileOf(model, "nn.Sequential(nn.Linear(x, 2))"),
		`LeakyReLU: argument 0: "\"a\"" is no number`:                                 fileOf(model, `nn.Sequential(nn.LeakyReLU("a"))`),
		"a layer needs at least one input":                                            fileOf(model, "nn.Sequential(nn.Linear(-2, 2))"),
		"Linear(2, 2) has no setting Forward":                                         fileOf(model, "nn.Sequential(nn.Linear(2, 2).Forward(2))"),
		"Init: argument 0: a func(...int) *nn.Tensor":                                 fileOf(model, "nn.Sequential(nn.Linear(2, 2).Init(nn.He))"),
		"0.W of layer 0 Linear(2, 2) is missing":                                      fileOf(model, "nn.Sequential(nn.Linear(2, 2))"),
		"[100000 100000] has more parameters than":                                    fileOf(model, "nn.Sequential(nn.Linear(100000, 100000))"),
		"[-100000 -100000] has more parameters than":                                  fileOf(model, "nn.Sequential(nn.Linear(-100000, -100000))"),
		"Kernel[100000 100000] has more parameters than":                              fileOf(model, "nn.Sequential(nn.Conv2D(1, 1, 1).Kernel(100000, 100000))"),
		"layers nest deeper than 100":                                                 fileOf(model, strings.Repeat("nn.Sequential(", 101)+strings.Repeat(")", 101)),
		"bytes, more than 1048576":                                                    fileOf(model, strings.Repeat(" ", 1<<20)+relu),
		"metadata gradus.input is no shape":                                           fileOf(model, relu, metaInput, "[0]"),
		"metadata gradus.reference: no reference":                                     fileOf(model, relu, metaReference, "null"),
		"metadata gradus.reference: 0 features of":                                    fileOf(model, relu, metaReference, `{"Shape": [3]}`),
		`feature "" has bins [2 1] with [1 1 1] samples`:                              fileOf(model, relu, metaReference, `{"Shape": [1], "Features": [{"Edges": [2, 1], "Counts": [1, 1, 1]}]}`),
		"truncated": fileOf(model, relu)[:20],
	} {
		if m, err := DecodeModel(data); err == nil || !strings.HasPrefix(err.Error(), "nn: DecodeModel: ") || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, error %v\nwant %s", m, err, want)
		}
	}
}

// Whatever a file says, LoadModel returns an error or a model that can be saved.
func FuzzDecodeModel(f *testing.F) {
	data, err := saveModel().SetReference(sixSamples{}).Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(fileOf(metaModel, "nn.Sequential(nn.LeakyReLU(-0.5e1), nn.Flatten())"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := DecodeModel(data)
		if err != nil {
			return
		}
		if _, err := m.Encode(); err != nil {
			t.Fatal(err)
		}
		m.InputShape()
		_ = m.String()
	})
}

// The description of the layers in a file, fuzzed without the file around it.
func FuzzArchitecture(f *testing.F) {
	f.Add(saveModel().GoString())
	f.Add("Sequential(nn.Linear(1, -2).Init(x), Sequential())")
	f.Fuzz(func(t *testing.T, text string) {
		m, err := newArchitecture(text, 1000)
		if err != nil {
			return
		}
		again, err := newArchitecture(m.GoString(), 1000)
		if err != nil || again.GoString() != m.GoString() {
			t.Fatalf("%s becomes %s, %v", m.GoString(), again.GoString(), err)
		}
	})
}

type sixSamples struct{}

func (sixSamples) Len() int { return 6 }
func (sixSamples) Batch(indices []int) (x, y *Tensor) {
	x = Zeros(len(indices), 2)
	for row, i := range indices {
		x.Set(float64(i), row, 0)
	}
	return x, Zeros(len(indices))
}

func TestInputShapeAndReferenceAreSaved(t *testing.T) {
	m := Sequential(Flatten(), Linear(2, 1)).SetReference(sixSamples{})
	data, err := m.Encode()
	if err != nil {
		t.Fatal(err)
	}
	got, err := DecodeModel(data)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got.InputShape(), []int{2}) || fmt.Sprint(got.Reference()) != fmt.Sprint(m.Reference()) {
		t.Errorf("%v, %v, want %v", got.InputShape(), got.Reference(), m.Reference())
	}
	if shape := Sequential(Flatten()).InputShape(); shape != nil {
		t.Errorf("Flatten takes %v", shape)
	}
	if shape := Sequential(Sequential(Linear(3, 1))).InputShape(); !slices.Equal(shape, []int{3}) {
		t.Errorf("Linear(3, 1) takes %v", shape)
	}
	trained := Sequential(Flatten(), Linear(2, 1))
	if _, err := trained.Fit(sixSamples{}, FitConfig{Loss: BinaryCrossEntropy, Epochs: 1}); err != nil || !slices.Equal(trained.InputShape(), []int{2}) {
		t.Errorf("after Fit: %v, %v", trained.InputShape(), err)
	}
}

func TestPythonReadsAModel(t *testing.T) {
	path := filepath.Join(t.TempDir(), "model.safetensors")
	m := Sequential(Linear(2, 3), ReLU(), Linear(3, 1))
	if err := m.Save(path); err != nil {
		t.Fatal(err)
	}
	got := pythontest.Run(t, []string{"safetensors.numpy"}, `
import sys
from safetensors.numpy import load_file
w = load_file(sys.argv[1])
print(sorted(w), (w["0.W"].T @ [1, 2] + w["0.b"]).tolist(), w["0.W"].dtype)
`, path)
	h := m.Layers[0].Forward(Matrix([][]float64{{1, 2}}))
	if want := fmt.Sprintf("['0.W', '0.b', '2.W', '2.b'] [%.6f", h.At(0, 0)); !strings.HasPrefix(got, want) || !strings.HasSuffix(got, "float32\n") {
		t.Errorf("Python reads %s, want %s", got, want)
	}
}
