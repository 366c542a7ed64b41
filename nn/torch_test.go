package nn

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"strconv"
	"testing"
)

// torchFile is testdata/torch.json, written by testdata/dump_torch.py.
type torchFile struct {
	Torch, Numpy string
	Ops          []struct {
		Name            string
		Inputs, Grads   []torchTensor
		Weights, Output torchTensor
	}
	Optimizers []struct {
		Name string
		Path [][]float64
	}
	Training struct {
		X          torchTensor
		Labels     []float64
		Start, End []torchTensor
		Losses     []float64
	}
	Prints []struct {
		Shape []int
		Data  []string
		Text  string
	}
}

type torchTensor struct {
	Shape []int
	Data  []float64
}

func (t torchTensor) tensor() *Tensor { return New(t.Data, t.Shape...) }

func readTorch(t *testing.T) torchFile {
	t.Helper()
	raw, err := os.ReadFile("testdata/torch.json")
	if err != nil {
		t.Fatal(err)
	}
	var f torchFile
	if err := json.Unmarshal(raw, &f); err != nil {
		t.Fatal(err)
	}
	return f
}

func TestOpsAgainstPyTorch(t *testing.T) {
	cases := map[string]gradCase{}
	for _, c := range slices.Concat(gradCases(), tensorCases()) {
		cases[c.name] = c
	}
	for _, want := range readTorch(t).Ops {
		c, ok := cases[want.Name]
		if !ok {
			t.Errorf("%s is in torch.json, but not in gradCases", want.Name)
			continue
		}
		delete(cases, want.Name)
		t.Run(want.Name, func(t *testing.T) {
			var in []*Tensor
			for _, x := range want.Inputs {
				in = append(in, x.tensor().RequiresGrad())
			}
			y := c.f(in...)
			sameTensor(t, "output", y, want.Output.tensor())
			y.Mul(want.Weights.tensor()).Sum().Backward()
			for i, x := range in {
				sameTensor(t, "gradient "+strconv.Itoa(i), x.Grad(), want.Grads[i].tensor())
			}
		})
	}
	for name := range cases {
		t.Errorf("%s is in gradCases, but not in torch.json: add it to testdata/dump_torch.py and run that", name)
	}
}

func TestOptimizersAgainstPyTorch(t *testing.T) {
	optimizers := map[string]Optimizer{
		"SGD":          SGD(0.02),
		"SGD momentum": SGD(0.02).Momentum(0.9),
		"SGD Nesterov": SGD(0.02).Momentum(0.9).Nesterov(),
		"Adam":         Adam(0.1),
		"Adam betas":   Adam(0.1).Betas(0.8, 0.99).Epsilon(1e-3),
	}
	first, second := Vector(1, 0), Vector(0, 1)
	for _, want := range readTorch(t).Optimizers {
		opt, ok := optimizers[want.Name]
		if !ok {
			t.Errorf("%s is in torch.json, but not here", want.Name)
			continue
		}
		delete(optimizers, want.Name)
		p := Vector(want.Path[0]...).RequiresGrad()
		for step, point := range want.Path[1:] {
			p.ZeroGrad()
			x, y := p.MatMul(first), p.MatMul(second)
			Scalar(1).Sub(x).Square().Add(Scalar(5).Mul(y.Sub(x.Square()).Square())).Backward()
			opt.Step([]*Tensor{p})
			sameTensor(t, want.Name+" step "+strconv.Itoa(step+1), p, Vector(point...))
		}
	}
	for name := range optimizers {
		t.Errorf("%s is not in torch.json", name)
	}
}

func TestTrainingAgainstPyTorch(t *testing.T) {
	want := readTorch(t).Training
	hidden, out := Linear(3, 5), Linear(5, 4)
	model := Sequential(hidden, ReLU(), out).To(Float64)
	for i, p := range model.Params() {
		p.CopyFrom(want.Start[i].tensor())
	}
	x, y, opt := want.X.tensor(), Vector(want.Labels...), Adam(0.05)
	for step, loss := range want.Losses {
		l := CrossEntropy(model.Forward(x), y)
		sameTensor(t, "loss "+strconv.Itoa(step), l, Scalar(loss))
		ZeroGrad(model.Params())
		l.Backward()
		opt.Step(model.Params())
	}
	for i, p := range model.Params() {
		sameTensor(t, "parameter "+strconv.Itoa(i), p, want.End[i].tensor())
	}
}

func TestPrintingAgainstNumpy(t *testing.T) {
	for _, want := range readTorch(t).Prints {
		data := make([]float64, len(want.Data))
		for i, s := range want.Data {
			v, err := strconv.ParseFloat(s, 64)
			if err != nil {
				t.Fatal(err)
			}
			data[i] = v
		}
		if got := New(data, want.Shape...).String(); got != want.Text {
			t.Errorf("shape %v prints\n%s\nnumpy prints\n%s", want.Shape, got, want.Text)
		}
	}
}

// sameTensor compares shapes exactly and elements, relative above 1: to 1e-10, or
// 2e-6 if they are Float32.
func sameTensor(t *testing.T, what string, got, want *Tensor) {
	t.Helper()
	if got == nil {
		t.Errorf("%s is missing", what)
		return
	}
	if !slices.Equal(got.shape, want.shape) {
		t.Errorf("%s has shape %v, want %v", what, got.shape, want.shape)
		return
	}
	tolerance := 1e-10
	if got.DType() == Float32 {
		tolerance = 2e-6
	}
	for i, w := range want.Data() {
		if g := got.data.At(i); !(math.Abs(g-w) <= tolerance*max(1, math.Abs(w))) {
			t.Errorf("%s, element %d: %v, want %v", what, i, g, w)
		}
	}
}
