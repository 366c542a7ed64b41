package nn

import "fmt"

// Trace is one forward pass of which the output of every layer is kept, to look
// at activations and, after Backward, at the gradients that reach them.
type Trace struct {
	names   []string
	outputs []*Tensor
	input   *Tensor
}

// Trace runs the model on x and keeps every layer's output.
func (m *Model) Trace(x *Tensor) *Trace {
	t := &Trace{input: x}
	m.forwardEach(x, func(i int, y *Tensor) {
		t.names = append(t.names, fmt.Sprintf("%d %s", i, layerName(m.Layers[i])))
		t.outputs = append(t.outputs, y)
	})
	return t
}

// Output returns the model's output, to compute a loss from.
func (t *Trace) Output() *Tensor {
	if len(t.outputs) == 0 {
		return t.input
	}
	return t.outputs[len(t.outputs)-1]
}

// Outputs returns the output of every layer, in order.
func (t *Trace) Outputs() []*Tensor { return t.outputs }

// Activations returns every layer's name, such as "0 Linear(2, 16)", and the
// elements of its output.
func (t *Trace) Activations() (names []string, values [][]float64) {
	for i, y := range t.outputs {
		names = append(names, t.names[i])
		values = append(values, y.Data())
	}
	return names, values
}

// Gradients returns, after Backward of a loss of Output, every layer's name and
// the gradient of the loss with respect to its output. A layer before the first
// parameter, which no gradient reaches, is left out.
func (t *Trace) Gradients() (names []string, values [][]float64) {
	for i, y := range t.outputs {
		if g := y.Grad(); g != nil {
			names = append(names, t.names[i])
			values = append(values, g.Data())
		}
	}
	if len(names) == 0 {
		panic(&GraphError{Op: "Gradients", Hint: "no gradient has arrived; compute a loss from trace.Output() and call its Backward first"})
	}
	return names, values
}
