package nn

import "fmt"

// Activation is a layer without parameters that applies one function to its
// input; the shape stays.
type Activation struct {
	name        string
	apply       func(*Tensor) *Tensor
	probability bool // the outputs can be read as probabilities
	relu        bool // it is ReLU, which other layers can take on
}

// ReLU makes a layer of max(x, 0).
func ReLU() *Activation { return &Activation{name: "ReLU()", apply: (*Tensor).ReLU, relu: true} }

// LeakyReLU makes a layer of x where x > 0, else slope·x.
func LeakyReLU(slope float64) *Activation {
	return &Activation{
		name:  fmt.Sprintf("LeakyReLU(%v)", slope),
		apply: func(x *Tensor) *Tensor { return x.LeakyReLU(slope) },
	}
}

// Tanh makes a layer of the hyperbolic tangent.
func Tanh() *Activation { return &Activation{name: "Tanh()", apply: (*Tensor).Tanh} }

// Sigmoid makes a layer of the logistic function 1 / (1 + e⁻ˣ).
func Sigmoid() *Activation {
	return &Activation{name: "Sigmoid()", apply: (*Tensor).Sigmoid, probability: true}
}

// Softmax makes a layer of eˣ / Σeˣ along the last axis. CrossEntropy wants the
// scores before it: a model trained with CrossEntropy ends without Softmax.
func Softmax() *Activation {
	return &Activation{name: "Softmax()", apply: (*Tensor).Softmax, probability: true}
}

// LogSoftmax makes a layer of ln(eˣ / Σeˣ) along the last axis.
func LogSoftmax() *Activation {
	return &Activation{name: "LogSoftmax()", apply: (*Tensor).LogSoftmax}
}

// Forward applies the function.
func (a *Activation) Forward(x *Tensor) *Tensor { return a.apply(x) }

// Params returns nil: there is nothing to train.
func (a *Activation) Params() []*Tensor { return nil }

// String returns the call that makes the layer, "ReLU()".
func (a *Activation) String() string { return a.name }

func (a *Activation) outputShape(in []int) []int { return in }
