package nn

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
)

// dumpCase is a case of the files that testdata/dump writes: PyTorch's values for a
// layer.
type dumpCase struct {
	Name                   string
	Inputs, Outputs, Grads map[string]torchTensor
	Settings               map[string]any // numbers and text
}

// number is the setting of the given name, a number.
func (c dumpCase) number(name string, without float64) float64 {
	if v, ok := c.Settings[name].(float64); ok {
		return v
	}
	return without
}

func (c dumpCase) whole(name string, without int) int { return int(c.number(name, float64(without))) }

func readDump(file string) []dumpCase {
	raw, err := os.ReadFile("testdata/" + file)
	if err != nil {
		panic(err)
	}
	var f struct{ Cases []dumpCase }
	if err := json.Unmarshal(raw, &f); err != nil {
		panic(err)
	}
	return f.Cases
}

// family is a kind of layer, with the cases of a dump file that begin with its name.
// Softmax is along the last axis only, so cases with another are left out.
type family struct {
	file, name string
	inputs     []string // the tensors that are differentiated, those that the case has
	// build makes the layer of a case around its parameters.
	build func(c dumpCase, in map[string]*Tensor) Layer
}

func (f family) cases() []dumpCase {
	return slices.DeleteFunc(readDump(f.file), func(c dumpCase) bool {
		return c.whole("axis", -1) != -1 || c.Name != f.name && !strings.HasPrefix(c.Name, f.name+" ")
	})
}

// function is the layer of a case as a function of x and its parameters.
func (f family) function(c dumpCase) (inputs []string, function func(in ...*Tensor) *Tensor) {
	for _, name := range f.inputs {
		if _, ok := c.Grads[name]; ok {
			inputs = append(inputs, name)
		}
	}
	return inputs, func(in ...*Tensor) *Tensor {
		named := map[string]*Tensor{}
		for name, x := range c.Inputs {
			named[name] = x.tensor()
		}
		for i, name := range inputs {
			named[name] = in[i]
		}
		return f.build(c, named).Forward(named["x"])
	}
}

// familyCases checks the gradients of the layers of all dump files, with inputs of
// PyTorch's shapes but other numbers: PyTorch's include the kinks.
func familyCases() []gradCase {
	var cases []gradCase
	for _, f := range families {
		for _, c := range f.cases() {
			inputs, function := f.function(c)
			g := gradCase{covers: f.name, name: f.file + " " + c.Name, f: function}
			for _, name := range inputs {
				g.in = append(g.in, Randn(c.Inputs[name].Shape...))
			}
			cases = append(cases, g)
		}
	}
	return cases
}

func TestLayersAgainstPyTorch(t *testing.T) {
	for _, f := range families {
		cases := f.cases()
		if len(cases) == 0 {
			t.Errorf("%s has no case %s", f.file, f.name)
		}
		for _, c := range cases {
			for _, dtype := range []DType{Float64, Float32} {
				t.Run(c.Name+" "+dtype.String(), func(t *testing.T) {
					inputs, function := f.function(c)
					if len(inputs) != len(c.Grads) {
						t.Fatalf("only %v of %d inputs are differentiated", inputs, len(c.Grads))
					}
					var in []*Tensor
					for _, name := range inputs {
						in = append(in, c.Inputs[name].tensor().To(dtype).RequiresGrad())
					}
					y := function(in...)
					sameUpTo(t, "output", y, c.Outputs["y"].tensor(), c.size())
					scalar(y).Backward()
					for i, name := range inputs {
						sameUpTo(t, "gradient of "+name, in[i].Grad(), c.Grads[name].tensor(), c.size())
					}
				})
			}
		}
	}
}

// size is the largest of the case's numbers, at least 1: what rounding is relative to.
func (c dumpCase) size() float64 {
	largest := 1.0
	for _, numbers := range []map[string]torchTensor{c.Inputs, c.Outputs, c.Grads} {
		for _, x := range numbers {
			for _, v := range x.Data {
				largest = max(largest, math.Abs(v))
			}
		}
	}
	return largest
}

// sameUpTo is sameTensor of tensors divided by scale.
func sameUpTo(t *testing.T, what string, got, want *Tensor, scale float64) {
	t.Helper()
	if got != nil {
		got = got.Mul(Full(1 / scale).To(got.DType()))
	}
	sameTensor(t, what, got, want.Mul(Scalar(1/scale)))
}

// Every case of a file whose layers are families must belong to one.
func TestEveryDumpedCaseIsUsed(t *testing.T) {
	for _, file := range []string{
		"activation.json",
		"conv.json",
		"norm.json",
		"pool.json",
		"recurrent.json",
	} {
		for _, c := range readDump(file) {
			used := slices.ContainsFunc(families, func(f family) bool {
				return f.file == file && slices.ContainsFunc(f.cases(), func(u dumpCase) bool { return u.Name == c.Name })
			})
			if !used && c.whole("axis", -1) == -1 {
				t.Errorf("%s: %s is used by no family", file, c.Name)
			}
		}
	}
}
