package nn

import (
	"bytes"
	"fmt"
	"go/ast"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gradus/nn/internal/pythontest"
	"gradus/nn/internal/safetensors"
)

// layerSample is a layer and the shape of a sample that it takes.
type layerSample struct {
	name  string // of the constructor
	layer Layer
	input []int
}

// layerSamples has a line or more for every constructor of a layer: what is saved,
// exported and counted below.
func layerSamples() []layerSample {
	return []layerSample{
		{"Linear", Linear(3, 4), []int{3}},
		{"Linear", Linear(3, 4), []int{5, 3}},
		{"Flatten", Flatten(), []int{2, 3, 4}},
		{"Reshape", Reshape(2, -1, 3), []int{4, 6}},
		{"Sequential", Sequential(Linear(3, 2), Sequential(), Tanh()), []int{3}},
		{"ReLU", ReLU(), []int{6}},
		{"LeakyReLU", LeakyReLU(0.3), []int{6}},
		{"ELU", ELU(1.5), []int{6}},
		{"GELU", GELU(), []int{6}},
		{"GELU", GELU().Tanh(), []int{6}},
		{"SiLU", SiLU(), []int{6}},
		{"Softplus", Softplus(), []int{6}},
		{"Sigmoid", Sigmoid(), []int{6}},
		{"Tanh", Tanh(), []int{6}},
		{"Softmax", Softmax(), []int{6}},
		{"Softmax", Softmax(), []int{4, 6}},
		{"LogSoftmax", LogSoftmax(), []int{6}},
		{"Conv2D", Conv2D(2, 3, 3), []int{6, 7, 2}},
		{"Conv2D", Conv2D(2, 4, 4).Stride(2).Same().Groups(2).NoBias(), []int{6, 7, 2}},
		{"Conv2D", Conv2D(2, 4, 3).Kernel(2, 3).Dilation(2).Padding(1), []int{6, 7, 2}},
		{"Conv1D", Conv1D(2, 3, 3).Stride(2).Padding(1), []int{7, 2}},
		{"Conv1D", Conv1D(4, 6, 4).Same().Groups(2), []int{7, 4}},
		{"ConvTranspose2D", ConvTranspose2D(2, 3, 3), []int{4, 5, 2}},
		{"ConvTranspose2D", ConvTranspose2D(2, 3, 3).Kernel(2, 3).Stride(2).Padding(1).OutputPadding(1).NoBias(), []int{4, 5, 2}},
		{"MaxPool2D", MaxPool2D(2), []int{6, 7, 2}},
		{"MaxPool2D", MaxPool2D(3).Stride(2).Padding(1), []int{6, 7, 2}},
		{"AvgPool2D", AvgPool2D(3).Stride(2).Padding(1), []int{6, 7, 2}},
		{"MaxPool1D", MaxPool1D(3).Stride(1), []int{7, 2}},
		{"AvgPool1D", AvgPool1D(2), []int{7, 2}},
		{"GlobalAvgPool1D", GlobalAvgPool1D(), []int{7, 2}},
		{"GlobalAvgPool2D", GlobalAvgPool2D(), []int{6, 7, 2}},
		{"BatchNorm1D", BatchNorm1D(6), []int{6}},
		{"BatchNorm1D", BatchNorm1D(6).Epsilon(0.25), []int{5, 6}},
		{"BatchNorm2D", BatchNorm2D(3).Momentum(0.5), []int{4, 5, 3}},
		{"LayerNorm", LayerNorm(6), []int{6}},
		{"LayerNorm", LayerNorm(6).Epsilon(0.5), []int{4, 5, 6}},
		{"Dropout", Dropout(0.3), []int{6}},
		{"Embedding", Embedding(5, 4), []int{7}},
		{"Residual", Residual(Linear(3, 4), ReLU(), Linear(4, 3)), []int{3}},
		{"Residual", Residual(Linear(3, 4), BatchNorm1D(4)).Project(Linear(3, 4)), []int{5, 3}},
		{"RNN", RNN(3, 4), []int{5, 3}},
		{"RNN", RNN(3, 4).ReLU().Last(), []int{5, 3}},
		{"GRU", GRU(3, 4).Reverse(), []int{5, 3}},
		{"GRU", GRU(3, 4).Reverse().Last(), []int{5, 3}},
		{"LSTM", LSTM(3, 4), []int{5, 3}},
		{"LSTM", LSTM(3, 4).Last(), []int{5, 3}},
		{"MultiHeadAttention", MultiHeadAttention(6, 2), []int{5, 6}},
		{"MultiHeadAttention", MultiHeadAttention(6, 3).Causal(), []int{5, 6}},
		{"PositionalEncoding", PositionalEncoding(5), []int{4, 5}},
		{"LearnedPositions", LearnedPositions(9, 5), []int{4, 5}},
		{"TransformerBlock", TransformerBlock(6, 2, 8).Causal(), []int{5, 6}},
		{"TransformerBlock", TransformerBlock(6, 2, 8).PostNorm().ReLU().Dropout(0.2), []int{5, 6}},
		{"Graph", Graph(func(x *Tensor) *Tensor { return x }), []int{3}},
	}
}

// without lists the layers that a table has no rule for, with the reason.
var without = map[string]map[string]string{
	"constructors": {"Sequential": "is made by the architect itself", "Graph": "no file can hold a function"},
	"costRules":    {"Sequential": "the costs of its layers are listed", "Graph": "what its function does is not known"},
	"onnxRules":    {"Graph": "what its function does is not known"},
}

// Every exported constructor of a layer is in every table, or there is a reason.
func TestEveryLayerHasItsRules(t *testing.T) {
	samples := map[string]Layer{}
	for _, s := range layerSamples() {
		samples[s.name] = s.layer
	}
	tables := map[string]func(name string, of reflect.Type) bool{
		"constructors": func(name string, _ reflect.Type) bool { return constructors[name].make != nil },
		"costRules": func(_ string, of reflect.Type) bool {
			return slices.ContainsFunc(costRules, func(r costRule) bool { return r.layer == of })
		},
		"onnxRules": func(_ string, of reflect.Type) bool {
			return slices.ContainsFunc(onnxRules(), func(r onnxRule) bool { return r.layer == of })
		},
	}
	names := layerConstructors(t)
	for _, name := range names {
		l, ok := samples[name]
		if !ok {
			t.Errorf("%s has no line in layerSamples: add one", name)
			continue
		}
		for table, has := range tables {
			switch found, reason := has(name, reflect.TypeOf(l)), without[table][name]; {
			case !found && reason == "":
				t.Errorf("%s has no line in %s: add one, or the reason to `without`", name, table)
			case found && reason != "":
				t.Errorf("%s is in %s, but `without` says: %s", name, table, reason)
			}
		}
	}
	for name := range samples {
		if !slices.Contains(names, name) {
			t.Errorf("%s is in layerSamples and is no constructor of a layer", name)
		}
	}
}

// layerConstructors reads the package's source: exported functions that return a
// pointer to a type with a method Forward(x *Tensor) *Tensor.
func layerConstructors(t *testing.T) []string {
	t.Helper()
	pointer := func(list *ast.FieldList) string {
		if list == nil || len(list.List) != 1 || len(list.List[0].Names) > 1 {
			return ""
		}
		star, ok := list.List[0].Type.(*ast.StarExpr)
		if !ok {
			return ""
		}
		name, ok := star.X.(*ast.Ident)
		if !ok {
			return ""
		}
		return name.Name
	}
	layers, returns := map[string]bool{}, map[string]string{}
	for _, file := range parsePackage(t) {
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			switch {
			case !ok:
			case f.Recv == nil && f.Name.IsExported():
				returns[f.Name.Name] = pointer(f.Type.Results)
			case f.Recv != nil && f.Name.Name == "Forward" && pointer(f.Type.Params) == "Tensor" && pointer(f.Type.Results) == "Tensor":
				layers[pointer(f.Recv)] = true
			}
		}
	}
	var names []string
	for name, result := range returns {
		if layers[result] {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// randomize gives every parameter and buffer of numbers other values than those of
// a new layer, positive where they are variances.
func randomize(m *Model) {
	for _, s := range m.state() {
		if s.Name() == "state" {
			continue
		}
		values := Randn(s.shape...).Mul(Scalar(0.3))
		if strings.Contains(s.Name(), "Var") || s.Name() == "gamma" {
			values = values.Abs().Add(Scalar(0.5))
		}
		s.CopyFrom(values)
	}
}

// sampleInput is a batch for a sample: indices for an embedding, else numbers.
func sampleInput(s layerSample) *Tensor {
	x := Randn(append([]int{3}, s.input...)...)
	if s.name == "Embedding" {
		x = Rand(append([]int{3}, s.input...)...).Mul(Scalar(4.99))
		for i, v := range x.Float64s() {
			x.Float64s()[i] = float64(int(v))
		}
	}
	return x.To(Float32)
}

// What is saved is made again from the file alone, and predicts the same.
func TestEveryLayerIsSaved(t *testing.T) {
	Seed(8)
	for _, s := range layerSamples() {
		if s.name == "Graph" {
			continue
		}
		m := Sequential(s.layer)
		randomize(m)
		data, err := m.Encode()
		if err != nil {
			t.Fatal(err)
		}
		got, err := DecodeModel(data)
		if err != nil {
			t.Errorf("%s: %v", m.GoString(), err)
			continue
		}
		if got.GoString() != m.GoString() {
			t.Errorf("%s became %s", m.GoString(), got.GoString())
		}
		x := sampleInput(s)
		if y, want := got.Predict(x), m.Predict(x); !slices.Equal(y.Float32s(), want.Float32s()) {
			t.Errorf("%s predicts %v, want %v", m.GoString(), y, want)
		}
	}
}

// A file cannot make LoadModel allocate much more than the layers' true size.
func TestElementsAreTheLayersSize(t *testing.T) {
	for _, s := range layerSamples() {
		if s.name == "Graph" {
			continue
		}
		m := Sequential(s.layer)
		if call := m.GoString(); strings.Contains(call, "Groups") || strings.Contains(call, "Kernel") || strings.Contains(call, "NoBias") || strings.Contains(call, ".Dropout") {
			continue // these settings change what the constructor made
		}
		n := 0
		for _, p := range m.state() {
			n += p.Len()
		}
		if _, err := newArchitecture(m.GoString(), float64(n)); err != nil {
			t.Errorf("%s with its %d numbers: %v", m.GoString(), n, err)
		}
		if n == 0 {
			continue
		}
		if _, err := newArchitecture(m.GoString(), float64(n)-1); err == nil {
			t.Errorf("%s has %d numbers, and is made of fewer", m.GoString(), n)
		}
	}
}

func TestEveryLayerHasACost(t *testing.T) {
	for _, s := range layerSamples() {
		if s.name == "Graph" {
			continue
		}
		c := Sequential(s.layer).Card(s.input...)
		switch s.name {
		case "Flatten", "Reshape", "Dropout", "Embedding":
			if c.FLOPs != 0 || c.Partial {
				t.Errorf("%v costs %v FLOPs", s.layer, c.FLOPs)
			}
		default:
			if c.FLOPs <= 0 || c.Partial {
				t.Errorf("%v costs %v FLOPs", s.layer, c.FLOPs)
			}
		}
	}
}

// Every layer's graph passes onnx's checker, and onnxruntime computes what the
// model predicts, to 1e-5.
func TestEveryLayerInONNXRuntime(t *testing.T) {
	dir := t.TempDir()
	Seed(9)
	for i, s := range layerSamples() {
		if without["onnxRules"][s.name] != "" {
			continue
		}
		exportCase(t, dir, fmt.Sprintf("%02d", i), Sequential(s.layer), s.input, sampleInput(s))
	}
	runONNX(t, dir)
}

// exportCase writes a model, inputs and outputs for runONNX.
func exportCase(t *testing.T, dir, name string, m *Model, input []int, x *Tensor) {
	t.Helper()
	randomize(m)
	base := filepath.Join(dir, name)
	if err := m.ExportONNX(base+".onnx", input...); err != nil {
		t.Errorf("%s: %v", m.GoString(), err)
		return
	}
	y := m.Predict(x).To(Float32)
	f := &safetensors.File{
		Metadata: map[string]string{"model": m.GoString()},
		Arrays: []safetensors.Array{
			safetensors.FromFloat32("x", x.Float32s(), x.Shape()...),
			safetensors.FromFloat32("y", y.Float32s(), y.Shape()...),
		},
	}
	if err := f.WriteFile(base + ".safetensors"); err != nil {
		t.Fatal(err)
	}
}

// runONNX runs all graphs in dir.
func runONNX(t *testing.T, dir string) {
	t.Helper()
	program, err := os.ReadFile("testdata/run_onnx.py")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.onnx"))
	if err != nil {
		t.Fatal(err)
	}
	got := pythontest.Run(t, []string{"onnx", "onnxruntime", "safetensors.numpy"}, string(program), dir)
	if want := fmt.Sprintf("%d graphs\n", len(files)); !strings.HasSuffix(got, want) || len(files) == 0 {
		t.Errorf("onnxruntime says\n%s want %s", got, want)
	}
}

// A network for images is transposed where the image enters and where it is
// flattened, and nowhere between.
func TestONNXOfANetworkForImages(t *testing.T) {
	Seed(10)
	m := Sequential(
		Conv2D(1, 4, 3).Same(), BatchNorm2D(4), ReLU(), MaxPool2D(2),
		Residual(Conv2D(4, 4, 3).Same(), SiLU()), Conv2D(4, 6, 3), LeakyReLU(0.1), Dropout(0.5), AvgPool2D(2),
		Flatten(), Linear(5*5*6, 10), Softmax(),
	)
	g, err := m.onnxGraph([]int{24, 24, 1})
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := g.Write(&file); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(file.String(), "Transpose_1") || strings.Contains(file.String(), "Transpose_2") {
		t.Error("there are not two transpositions")
	}
	dir := t.TempDir()
	exportCase(t, dir, "images", m, []int{24, 24, 1}, Rand(3, 24, 24, 1).To(Float32))
	text := Sequential(Embedding(5, 3), Conv1D(3, 4, 3).Same(), ReLU(), GRU(4, 4), LayerNorm(4), GlobalAvgPool1D(), Linear(4, 2)).To(Float64)
	exportCase(t, dir, "text", text, []int{8}, sampleInput(layerSample{"Embedding", nil, []int{8}}))
	runONNX(t, dir)
}

func TestExportONNXErrors(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.onnx")
	for want, err := range map[string]error{
		"nn: ExportONNX: the shape of a sample, [], is not known":   Sequential(Flatten()).ExportONNX(path),
		"nn: ExportONNX: nn: layer 0 Linear(2, 1)":                  Sequential(Linear(2, 1)).ExportONNX(path, 3),
		"nn: ExportONNX: layer 1: counted has no form in ONNX":      Sequential(Linear(2, 1), &counted{Scalar(1), Scalar(1)}).ExportONNX(path),
		"nn: ExportONNX: open":                                      Sequential(Linear(2, 1)).ExportONNX(filepath.Join(path, "y")),
		"nn: ExportONNX: the shape of a sample, [-1], is not known": Sequential(Linear(2, 1)).ExportONNX(path, -1),
	} {
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("error %v, want %s", err, want)
		}
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a failed export left a file")
	}
}
