// Package onnx writes models in the Open Neural Network Exchange format, which
// onnxruntime and many others run. A model is a graph: its nodes are operations
// of a published list (the opset), its edges have names.
//
//	g := onnx.NewGraph("mlp")
//	x := g.Input("x", onnx.Float32, onnx.Free("N"), onnx.Fixed(2))
//	w := g.Initializer("W", onnx.FromFloat32(weights, 2, 1))
//	g.Output(g.Node("MatMul", []string{x, w}), onnx.Float32, onnx.Free("N"), onnx.Fixed(1))
//	err := g.Write(file)
//
// The format is a protocol buffer. Of its messages the few that a model needs are
// written here field by field, with the field numbers of onnx.proto:
// https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
package onnx

import (
	"fmt"
	"io"
	"math"

	"google.golang.org/protobuf/encoding/protowire"
)

// The opset of the graphs, the first with LayerNormalization, and the version of
// the format that came with it.
const (
	opset     = 17
	irVersion = 8
)

// Dim is a size in the shape of a graph's input or output.
type Dim struct {
	size int
	name string
}

// Fixed is a size that is known.
func Fixed(size int) Dim { return Dim{size: size} }

// Free is a size that every run may choose, such as that of the batch.
func Free(name string) Dim { return Dim{name: name} }

// Graph is a model in the making. Values are known by their names, which are made
// unique: use the ones that Input, Initializer and Node return.
type Graph struct {
	Metadata map[string]string // notes such as "description"

	name                string
	nodes, initializers [][]byte
	inputs, outputs     [][]byte
	names               map[string]int // how often each was asked for
}

// NewGraph makes a graph of no nodes.
func NewGraph(name string) *Graph { return &Graph{name: name, names: map[string]int{}} }

// Input adds an input and returns its name.
func (g *Graph) Input(name string, t Type, shape ...Dim) string {
	name = g.fresh(name)
	g.inputs = append(g.inputs, valueInfo(name, t, shape))
	return name
}

// Output makes a value an output.
func (g *Graph) Output(name string, t Type, shape ...Dim) {
	g.outputs = append(g.outputs, valueInfo(name, t, shape))
}

// Initializer adds a constant and returns its name.
func (g *Graph) Initializer(name string, t Tensor) string {
	name = g.fresh(name)
	var m message
	for _, d := range t.Shape {
		m.int(1, int64(d))
	}
	m.int(2, int64(t.Type))
	m.text(8, name)
	m.bytes(9, t.Data)
	g.initializers = append(g.initializers, m)
	return name
}

// Node adds an operation and returns the name of its first output. An input ""
// is one that is left out.
func (g *Graph) Node(op string, inputs []string, attributes ...Attribute) string {
	return g.NodeOutputs(op, inputs, 1, attributes...)[0]
}

// NodeOutputs adds an operation and returns the names of its first n outputs.
func (g *Graph) NodeOutputs(op string, inputs []string, n int, attributes ...Attribute) []string {
	name := g.fresh(op)
	outputs := make([]string, n)
	for i := range outputs {
		outputs[i] = name + "_out"
		if i > 0 {
			outputs[i] += fmt.Sprint(i)
		}
	}
	g.node(name, op, inputs, outputs, attributes)
	return outputs
}

// Rename adds an operation that gives a value another name, and returns that.
func (g *Graph) Rename(value, name string) string {
	name = g.fresh(name)
	g.node(g.fresh("Identity"), "Identity", []string{value}, []string{name}, nil)
	return name
}

func (g *Graph) node(name, op string, inputs, outputs []string, attributes []Attribute) {
	var m message
	for _, in := range inputs {
		m.text(1, in)
	}
	for _, out := range outputs {
		m.text(2, out)
	}
	m.text(3, name)
	m.text(4, op)
	for _, a := range attributes {
		m.bytes(5, a)
	}
	g.nodes = append(g.nodes, m)
}

// fresh returns name, with a number if it was asked for before.
func (g *Graph) fresh(name string) string {
	n := g.names[name]
	g.names[name]++
	if n == 0 {
		return name
	}
	return g.fresh(fmt.Sprintf("%s_%d", name, n))
}

// Write writes the model. It may have 2 GB, protocol buffers' limit.
func (g *Graph) Write(w io.Writer) error {
	var graph message
	for _, n := range g.nodes {
		graph.bytes(1, n)
	}
	graph.text(2, g.name)
	for _, t := range g.initializers {
		graph.bytes(5, t)
	}
	for _, v := range g.inputs {
		graph.bytes(11, v)
	}
	for _, v := range g.outputs {
		graph.bytes(12, v)
	}

	var version message
	version.text(1, "") // the opset of the standard itself
	version.int(2, opset)

	var model message
	model.int(1, irVersion)
	model.text(2, "gradus")
	model.bytes(7, graph)
	model.bytes(8, version)
	model.pairs(14, g.Metadata)
	if len(model) > math.MaxInt32 {
		return fmt.Errorf("onnx: the model takes %d bytes, and protocol buffers hold %d", len(model), math.MaxInt32)
	}
	_, err := w.Write(model)
	return err
}

// valueInfo is a ValueInfoProto: a name with its type and shape.
func valueInfo(name string, t Type, shape []Dim) []byte {
	var dims message
	for _, d := range shape {
		var dim message
		if d.name != "" {
			dim.text(2, d.name)
		} else {
			dim.int(1, int64(d.size))
		}
		dims.bytes(1, dim)
	}
	var tensor, kind, info message
	tensor.int(1, int64(t))
	tensor.bytes(2, dims)
	kind.bytes(1, tensor)
	info.text(1, name)
	info.bytes(2, kind)
	return info
}

// message is a protocol buffer's message in the making: fields are appended under
// their numbers.
type message []byte

func (m *message) int(field protowire.Number, v int64) {
	*m = protowire.AppendTag(*m, field, protowire.VarintType)
	*m = protowire.AppendVarint(*m, uint64(v))
}

func (m *message) float(field protowire.Number, v float32) {
	*m = protowire.AppendTag(*m, field, protowire.Fixed32Type)
	*m = protowire.AppendFixed32(*m, math.Float32bits(v))
}

func (m *message) bytes(field protowire.Number, v []byte) {
	*m = protowire.AppendTag(*m, field, protowire.BytesType)
	*m = protowire.AppendBytes(*m, v)
}

func (m *message) text(field protowire.Number, v string) { m.bytes(field, []byte(v)) }
