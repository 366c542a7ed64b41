package nn

import (
	"fmt"
	"io"
	"reflect"

	"gradus/nn/internal/atomicfile"
	"gradus/nn/internal/onnx"
)

// onnxRule says how a layer is written in ONNX: it adds nodes that compute the
// layer's output from x, as in a prediction.
type onnxRule struct {
	layer  reflect.Type
	export func(e *onnxExporter, l Layer, x *onnxValue) (*onnxValue, error)
}

// onnxRules is the table of the layers that ExportONNX knows.
func onnxRules() []onnxRule {
	return []onnxRule{
		inONNX((*onnxExporter).activation),
		inONNX((*onnxExporter).attention),
		inONNX((*onnxExporter).batchNorm),
		inONNX((*onnxExporter).conv),
		inONNX((*onnxExporter).convTranspose),
		inONNX((*onnxExporter).dropout),
		inONNX((*onnxExporter).embedding),
		inONNX((*onnxExporter).flatten),
		inONNX((*onnxExporter).gelu),
		inONNX((*onnxExporter).gru),
		inONNX((*onnxExporter).layerNorm),
		inONNX((*onnxExporter).learnedPositions),
		inONNX((*onnxExporter).linear),
		inONNX((*onnxExporter).lstm),
		inONNX((*onnxExporter).pool),
		inONNX((*onnxExporter).positions),
		inONNX((*onnxExporter).reshape),
		inONNX((*onnxExporter).residual),
		inONNX((*onnxExporter).rnn),
		inONNX((*onnxExporter).sequential),
		inONNX((*onnxExporter).transformer),
	}
}

func inONNX[L Layer](f func(e *onnxExporter, l L, x *onnxValue) (*onnxValue, error)) onnxRule {
	return onnxRule{reflect.TypeFor[L](), func(e *onnxExporter, l Layer, x *onnxValue) (*onnxValue, error) { return f(e, l.(L), x) }}
}

// ExportONNX writes the model in the ONNX format, which onnxruntime and many other
// programs run, for samples of the given shape; without one, for those of
// [Model.InputShape]. The graph has an input "input" and an output "output" of
// 32-bit numbers, with the batch before a sample's axes and images channels last,
// as here; batches may have any size.
func (m *Model) ExportONNX(path string, inputShape ...int) error {
	g, err := m.onnxGraph(inputShape)
	if err == nil {
		err = atomicfile.Write(path, func(w io.Writer) error { return g.Write(w) })
	}
	if err != nil {
		return fmt.Errorf("nn: ExportONNX: %w", err)
	}
	return nil
}

func (m *Model) onnxGraph(inputShape []int) (g *onnx.Graph, err error) {
	if len(inputShape) == 0 {
		inputShape = m.InputShape()
	}
	if !sensible(inputShape) {
		return nil, fmt.Errorf("the shape of a sample, %v, is not known: give it, such as ExportONNX(path, 28, 28, 1)", inputShape)
	}
	defer func() { // shapes that do not fit the layers
		switch p := recover().(type) {
		case nil:
		case *ShapeError:
			err = p
		case *ValueError:
			err = p
		default:
			panic(p)
		}
	}()
	batch := append([]int{1}, inputShape...)
	out := m.Predict(Zeros(batch...)).Shape()
	e := &onnxExporter{g: onnx.NewGraph("gradus")}
	e.g.Metadata = map[string]string{metaModel: m.GoString()}
	x := &onnxValue{last: e.g.Input("input", onnx.Float32, freeBatch(batch)...), shape: batch}
	y, err := e.sequential(m, x)
	if err != nil {
		return nil, err
	}
	e.g.Output(e.g.Rename(e.channelsLast(y), "output"), onnx.Float32, freeBatch(out)...)
	return e.g, nil
}

func freeBatch(shape []int) []onnx.Dim {
	dims := []onnx.Dim{onnx.Free("N")}
	for _, d := range shape[1:] {
		dims = append(dims, onnx.Fixed(d))
	}
	return dims
}

// onnxExporter adds layers to a graph.
type onnxExporter struct{ g *onnx.Graph }

// onnxValue is a tensor of the graph. Images and sequences are channels last in nn
// and channels first in ONNX's convolutions. A value knows the name that it has in
// either order, "" where it was not needed yet: between two convolutions nothing
// is transposed.
type onnxValue struct {
	last, first string
	shape       []int // channels last, for a batch of one
}

// channelsLast returns the name of x in nn's order.
func (e *onnxExporter) channelsLast(x *onnxValue) string {
	if x.last == "" {
		axes := []int{0}
		for i := 2; i < len(x.shape); i++ {
			axes = append(axes, i)
		}
		x.last = e.g.Node("Transpose", []string{x.first}, onnx.Ints("perm", append(axes, 1)...))
	}
	return x.last
}

// channelsFirst returns the name of x in ONNX's order, [N, C, …].
func (e *onnxExporter) channelsFirst(x *onnxValue) string {
	if len(x.shape) < 3 {
		return x.last
	}
	if x.first == "" {
		axes := []int{0, len(x.shape) - 1}
		for i := 1; i < len(x.shape)-1; i++ {
			axes = append(axes, i)
		}
		x.first = e.g.Node("Transpose", []string{x.last}, onnx.Ints("perm", axes...))
	}
	return x.first
}

// elementwise applies f to x in the order that x has.
func (e *onnxExporter) elementwise(x *onnxValue, f func(x string) string) *onnxValue {
	y := &onnxValue{shape: x.shape}
	if x.first != "" {
		y.first = f(x.first)
	} else {
		y.last = f(x.last)
	}
	return y
}

// layer adds any layer. Its ShapeErrors and refusals name it.
func (e *onnxExporter) layer(l Layer, x *onnxValue) (*onnxValue, error) {
	for _, rule := range onnxRules() {
		if rule.layer == reflect.TypeOf(l) {
			return rule.export(e, l, x)
		}
	}
	return nil, fmt.Errorf("%s has no form in ONNX", layerName(l))
}

func (e *onnxExporter) sequential(m *Model, x *onnxValue) (*onnxValue, error) {
	for i, l := range m.Layers {
		y, err := e.layer(l, x)
		if err != nil {
			return nil, fmt.Errorf("layer %d: %w", i, err)
		}
		x = y
	}
	return x, nil
}

// result is a value in nn's order of the shape that l makes of x's.
func (e *onnxExporter) result(name string, l shaper, x *onnxValue) *onnxValue {
	return &onnxValue{last: name, shape: l.outputShape(x.shape)}
}

// resultFirst is a value in ONNX's order; shape is that in nn's.
func (e *onnxExporter) resultFirst(name string, shape []int) *onnxValue {
	if len(shape) < 3 {
		return &onnxValue{last: name, shape: shape}
	}
	return &onnxValue{first: name, shape: shape}
}

// constant adds the elements of t as 32-bit numbers.
func (e *onnxExporter) constant(name string, t *Tensor) string {
	return e.g.Initializer(name, onnx.FromFloat32(t.To(Float32).Float32s(), t.Shape()...))
}

// integers adds a vector of whole numbers.
func (e *onnxExporter) integers(name string, values ...int) string {
	return e.g.Initializer(name, onnx.FromInts(values...))
}
