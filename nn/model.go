package nn

import (
	"fmt"
	"strings"
	"sync"
)

// Model is a chain of layers: the output of each is the input of the next. A
// model is a Layer itself.
type Model struct {
	Layers []Layer

	inputShape []int      // of the samples that it was trained with; nil if unknown
	reference  *Reference // how those were spread; nil if unknown

	predictions sync.Pool // *arena, each the memory of one at a time
}

// Sequential makes a model of the given layers.
func Sequential(layers ...Layer) *Model { return &Model{Layers: layers} }

// Add appends a layer and returns the model. On the yaegi engine a layer type declared
// in a cell goes in this way, from a variable of type Layer: that interpreter cannot
// pass it to Sequential, whose number of arguments is open.
func (m *Model) Add(l Layer) *Model {
	m.Layers = append(m.Layers, l)
	return m
}

// Forward sends x through the layers, recording what Backward needs. A
// *ShapeError on the way names the layer.
func (m *Model) Forward(x *Tensor) *Tensor {
	at, n := 0, 0
	defer m.nameLayer(&at)
	for ; at < len(m.Layers); at += n {
		x, n = m.forwardFused(at, x)
	}
	return x
}

// forwardEach runs one layer after the other and reports each output to seen.
func (m *Model) forwardEach(x *Tensor, seen func(i int, y *Tensor)) *Tensor {
	at := 0
	defer m.nameLayer(&at)
	for at = range m.Layers {
		x = m.Layers[at].Forward(x)
		seen(at, x)
	}
	return x
}

// nameLayer, deferred, writes the layer at which a *ShapeError happened into it.
func (m *Model) nameLayer(at *int) {
	if err := recover(); err != nil {
		if shape, ok := err.(*ShapeError); ok {
			shape.Layer = m.layerPath(*at, shape.Layer)
		}
		panic(err)
	}
}

// layerPath says where an error in layer i happened: "layer 2 Linear(128, 10)", or
// in a model within the model "layer 1, layer 0 Linear(8, 4)".
func (m *Model) layerPath(i int, inner string) string {
	if strings.HasPrefix(inner, "layer ") { // of a model within
		return fmt.Sprintf("layer %d, %s", i, inner)
	}
	return fmt.Sprintf("layer %d %s", i, layerName(m.Layers[i]))
}

// Params lists the parameters of all layers in order.
func (m *Model) Params() []*Tensor {
	var params []*Tensor
	for _, l := range m.Layers {
		params = append(params, l.Params()...)
	}
	return params
}

// Sublayers returns the layers.
func (m *Model) Sublayers() []Layer { return m.Layers }

// Buffers lists the state of all layers that is saved but not trained, such as the
// running means of BatchNorm, in order.
func (m *Model) Buffers() []*Tensor { return buffersOf(m) }

// buffersOf lists the state of the layers of a container.
func buffersOf(c container) []*Tensor {
	var buffers []*Tensor
	for _, l := range c.Sublayers() {
		if s, ok := l.(stateful); ok {
			buffers = append(buffers, s.Buffers()...)
		}
	}
	return buffers
}

// To converts all parameters to the given type, in place, and returns the model.
// What an optimiser remembers of them is lost: convert before training.
func (m *Model) To(dtype DType) *Model {
	for _, p := range m.Params() {
		p.convert(dtype)
	}
	return m
}

// ParamGrads returns the gradient of every parameter that has one, under names
// such as "0.W": the number of the layer and the parameter's name.
func (m *Model) ParamGrads() (names []string, values [][]float64) {
	for i, l := range m.Layers {
		for j, p := range l.Params() {
			g := p.Grad()
			if g == nil {
				continue
			}
			name := p.name
			if name == "" {
				name = fmt.Sprint(j)
			}
			names = append(names, fmt.Sprintf("%d.%s", i, name))
			values = append(values, g.Data())
		}
	}
	return names, values
}

// Proba returns the class probabilities of each row: one number p(class 1) for a
// model with a single output, else one number a class. Outputs are taken as
// scores (logits) and sent through the logistic function or softmax, unless the
// last layer is Sigmoid or Softmax already.
func (m *Model) Proba(rows [][]float64) [][]float64 {
	y := m.Predict(Matrix(rows))
	if len(y.shape) != 2 {
		shapePanic("Proba", "the model must give one row of outputs for each row", y.shape)
	}
	return m.Probabilities(y).Rows()
}

// Probabilities turns outputs y [N, K] of the model into probabilities: with one
// output that of class 1, by the logistic function, else those of the classes, by
// softmax. It returns y itself if the last layer is Sigmoid or Softmax already.
func (m *Model) Probabilities(y *Tensor) *Tensor {
	switch {
	case m.endsInProbabilities():
		return y
	case y.Dim(-1) == 1:
		return y.Sigmoid()
	default:
		return y.Softmax()
	}
}

func (m *Model) endsInProbabilities() bool {
	if len(m.Layers) == 0 {
		return false
	}
	last, ok := m.Layers[len(m.Layers)-1].(*Activation)
	return ok && last.probability
}
