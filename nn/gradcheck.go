package nn

import (
	"fmt"
	"math"
	"slices"

	"gradus/nn/internal/vec"
)

// GradReport is the outcome of GradCheck.
type GradReport struct {
	// Analytic and Numeric are the gradients of each input, by Backward and by
	// central differences.
	Analytic, Numeric []*Tensor
	// Error is the largest |analytic - numeric| / max(1, |analytic|, |numeric|),
	// found in element Index of input Input.
	Error float64
	Input int
	Index int
}

// Steps and tolerance of GradCheck. The error of a central difference is about
// h²·f‴/6 + 1e-16·f/h, smallest near h = 1e-5.
const (
	gradStep      = 1e-5
	gradTolerance = 1e-6
)

// OK reports whether the gradients agree, to a relative error of 1e-6.
func (r *GradReport) OK() bool { return r.Error <= gradTolerance }

// Err returns nil if the gradients agree, else an error that says where they
// differ most.
func (r *GradReport) Err() error {
	if r.OK() {
		return nil
	}
	return fmt.Errorf("nn: GradCheck: %s", r.detail())
}

// String says whether the gradients agree and where they differ most.
func (r *GradReport) String() string {
	if r.OK() {
		return fmt.Sprintf("gradients agree: largest error %.1e", r.Error)
	}
	return "gradients differ: " + r.detail()
}

func (r *GradReport) detail() string {
	return fmt.Sprintf("input %d, element %d: Backward gives %v, central differences give %v",
		r.Input, r.Index, r.Analytic[r.Input].data.At(r.Index), r.Numeric[r.Input].data.At(r.Index))
}

// GradCheck compares the gradients that Backward computes for f with central
// differences,
//
//	∂f/∂xᵢ ≈ (f(x + h·eᵢ) - f(x - h·eᵢ)) / 2h      with h = 1e-5,
//
// for every element of every input. A result that is no scalar is reduced to one
// by a weighted sum with fixed weights. Inputs are changed in place while
// checking and put back, so the parameters of a layer can be inputs, too:
//
//	layer := nn.Linear(3, 2)
//	nn.GradCheck(func(in ...*nn.Tensor) *nn.Tensor { return layer.Forward(in[0]) }, x, layer.W, layer.B)
//
// The inputs are Float64 meanwhile, as in Float32 the differences would be noise; a
// layer with parameters that are no inputs must be Float64, see Model.To. f must be
// smooth near the inputs: no kink of ReLU, Abs or Max within 1e-5.
func GradCheck(f func(inputs ...*Tensor) *Tensor, inputs ...*Tensor) *GradReport {
	r := &GradReport{}
	restore := startGradCheck(inputs)
	defer restore()

	scalar(f(inputs...)).Backward()
	for _, x := range inputs {
		analytic := Zeros(x.shape...)
		if g := x.Grad(); g != nil { // else f does not depend on x
			analytic.CopyFrom(g)
		}
		r.Analytic = append(r.Analytic, analytic)
	}
	value := func() float64 { return scalar(f(inputs...)).Item() }
	for n, x := range inputs {
		numeric := Zeros(x.shape...)
		for i, v := range x.Data() {
			x.data.Set(i, v+gradStep)
			above := value()
			x.data.Set(i, v-gradStep)
			below := value()
			x.data.Set(i, v)
			numeric.data.F64[i] = (above - below) / (2 * gradStep)
			r.compare(n, i, r.Analytic[n].data.At(i), numeric.data.At(i))
		}
		r.Numeric = append(r.Numeric, numeric)
	}
	return r
}

func (r *GradReport) compare(input, index int, analytic, numeric float64) {
	err := math.Abs(analytic-numeric) / max(1, math.Abs(analytic), math.Abs(numeric))
	if math.IsNaN(err) {
		err = math.Inf(1)
	}
	if err > r.Error {
		r.Error, r.Input, r.Index = err, input, index
	}
}

// startGradCheck makes the inputs Float64 and require gradients, with none yet, and
// returns what puts them back.
func startGradCheck(inputs []*Tensor) (restore func()) {
	before := make([]Tensor, len(inputs))
	for i, x := range inputs {
		before[i] = *x
		x.requires, x.grad, x.arrived, x.op = true, vec.Array{}, false, nil
		x.convert(Float64)
	}
	return func() {
		for i, x := range slices.Backward(inputs) { // backward: a tensor may be given twice
			*x = before[i]
		}
	}
}

// scalar is a weighted sum of y's elements with weights that differ, so that no
// symmetry (such as the rows of a softmax summing to 1) can hide an error.
func scalar(y *Tensor) *Tensor {
	if y.Len() == 1 {
		return y
	}
	weights := Zeros(y.shape...)
	for i := range weights.data.F64 {
		weights.data.F64[i] = math.Cos(float64(i) + 0.5)
	}
	return y.Mul(weights).Sum()
}
