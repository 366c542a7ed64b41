package nn

import (
	"encoding/json"
	"os"
	"slices"
	"testing"
)

// dumpCase is a case of one of the JSON files that testdata/dump writes, which
// says what stands in it (testdata/dump/__main__.py).
type dumpCase struct {
	Name                   string
	Inputs, Outputs, Grads map[string]torchTensor
	Settings               map[string]any
}

// readDump reads testdata/group.json.
func readDump(t *testing.T, group string) []dumpCase {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + group + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Cases []dumpCase }
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	return file.Cases
}

// tensors returns the inputs as Float64 tensors; those that have a gradient in
// the file require one.
func (c dumpCase) tensors() map[string]*Tensor {
	in := map[string]*Tensor{}
	for name, x := range c.Inputs {
		in[name] = x.tensor()
		if _, ok := c.Grads[name]; ok {
			in[name].RequiresGrad()
		}
	}
	return in
}

// number returns a setting, or otherwise if the case does not have it.
func (c dumpCase) number(setting string, otherwise float64) float64 {
	if v, ok := c.Settings[setting].(float64); ok {
		return v
	}
	return otherwise
}

// check compares what f makes of the inputs, and the gradients it gives them,
// with the file's; f may compare further outputs itself.
func (c dumpCase) check(t *testing.T, f func(in map[string]*Tensor) *Tensor) {
	t.Helper()
	in := c.tensors()
	y := f(in)
	sameTensor(t, c.Name+": y", y, c.Outputs["y"].tensor())
	scalar(y).Backward()
	for name, want := range c.Grads {
		sameTensor(t, c.Name+": gradient of "+name, in[name].Grad(), want.tensor())
	}
}

func TestDumpsAreWhole(t *testing.T) {
	for _, group := range []string{
		"conv", "pool", "norm", "recurrent", "attention",
		"activation", "loss", "optimizer", "schedule", "metrics",
	} {
		seen := map[string]bool{}
		for _, c := range readDump(t, group) {
			if seen[c.Name] {
				t.Errorf("%s.json has two cases %q", group, c.Name)
			}
			seen[c.Name] = true
			if len(c.Outputs) == 0 {
				t.Errorf("%s.json: %s has no outputs", group, c.Name)
			}
			for _, tensors := range []map[string]torchTensor{c.Inputs, c.Outputs, c.Grads} {
				for name, x := range tensors {
					if len(x.Data) != size(x.Shape) {
						t.Errorf("%s.json: %s: %s has shape %v and %d elements", group, c.Name, name, x.Shape, len(x.Data))
					}
				}
			}
			for name, g := range c.Grads {
				if !slices.Equal(g.Shape, c.Inputs[name].Shape) {
					t.Errorf("%s.json: %s: the gradient of %s has shape %v", group, c.Name, name, g.Shape)
				}
			}
		}
		if len(seen) == 0 {
			t.Errorf("%s.json has no cases", group)
		}
	}
}

func TestLossesAgainstPyTorch(t *testing.T) {
	losses := map[string]LossFunc{
		"MSE":                  MSE,
		"CrossEntropy labels":  CrossEntropy,
		"CrossEntropy one-hot": CrossEntropy,
		"CrossEntropy soft":    CrossEntropy,
		"CrossEntropy far":     CrossEntropy,
		"BinaryCrossEntropy":   BinaryCrossEntropy,
	}
	for _, c := range readDump(t, "loss") {
		if loss := losses[c.Name]; loss != nil {
			c.check(t, func(in map[string]*Tensor) *Tensor { return loss(in["pred"], in["target"]) })
		}
	}
}

func TestActivationsAgainstPyTorch(t *testing.T) {
	activations := map[string]func(c dumpCase) Layer{
		"ReLU":           func(c dumpCase) Layer { return ReLU() },
		"LeakyReLU 0.01": func(c dumpCase) Layer { return LeakyReLU(c.number("slope", 0.01)) },
		"LeakyReLU 0.2":  func(c dumpCase) Layer { return LeakyReLU(c.number("slope", 0.01)) },
		"Sigmoid":        func(c dumpCase) Layer { return Sigmoid() },
		"Tanh":           func(c dumpCase) Layer { return Tanh() },
		"Softmax":        func(c dumpCase) Layer { return Softmax() },
		"Softmax far":    func(c dumpCase) Layer { return Softmax() },
	}
	for _, c := range readDump(t, "activation") {
		if make := activations[c.Name]; make != nil {
			c.check(t, func(in map[string]*Tensor) *Tensor { return make(c).Forward(in["x"]) })
		}
	}
}
