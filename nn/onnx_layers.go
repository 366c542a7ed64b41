package nn

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"gradus/nn/internal/onnx"
)

func (e *onnxExporter) linear(l *LinearLayer, x *onnxValue) (*onnxValue, error) {
	return e.dense(l, x), nil
}

// dense: with more than two axes there is no Gemm.
func (e *onnxExporter) dense(l *LinearLayer, x *onnxValue) *onnxValue {
	in, w, b := e.channelsLast(x), e.constant("W", l.W), e.constant("b", l.B)
	if len(x.shape) == 2 {
		return e.result(e.g.Node("Gemm", []string{in, w, b}), l, x)
	}
	product := e.g.Node("MatMul", []string{in, w})
	return e.result(e.g.Node("Add", []string{product, b}), l, x)
}

func (e *onnxExporter) flatten(l *FlattenLayer, x *onnxValue) (*onnxValue, error) {
	return e.result(e.g.Node("Flatten", []string{e.channelsLast(x)}, onnx.Int("axis", 1)), l, x), nil
}

// reshape: a size of 0 is the batch's.
func (e *onnxExporter) reshape(l *ReshapeLayer, x *onnxValue) (*onnxValue, error) {
	shape := e.integers("shape", append([]int{0}, l.outputShape(x.shape)[1:]...)...)
	return e.result(e.g.Node("Reshape", []string{e.channelsLast(x), shape}), l, x), nil
}

// onnxActivations is the table of activations: the operation of a layer's name, if
// it goes by another in ONNX or has a setting.
var onnxActivations = map[string]struct {
	op      string
	setting string // the attribute for the argument
}{
	"ELU":        {"Elu", "alpha"},
	"LeakyReLU":  {"LeakyRelu", "alpha"},
	"LogSoftmax": {"LogSoftmax", ""},
	"ReLU":       {"Relu", ""},
	"Sigmoid":    {"Sigmoid", ""},
	"SiLU":       {"", ""}, // composed below
	"Softmax":    {"Softmax", ""},
	"Softplus":   {"Softplus", ""},
	"Tanh":       {"Tanh", ""},
}

func (e *onnxExporter) activation(l *Activation, x *onnxValue) (*onnxValue, error) {
	name, argument, _ := strings.Cut(strings.TrimSuffix(l.name, ")"), "(")
	form, ok := onnxActivations[name]
	switch {
	case !ok:
		return nil, fmt.Errorf("%s has no form in ONNX", l.name)
	case name == "SiLU": // x·σ(x)
		return e.elementwise(x, func(x string) string {
			return e.g.Node("Mul", []string{x, e.g.Node("Sigmoid", []string{x})})
		}), nil
	case name == "Softmax" || name == "LogSoftmax": // along nn's last axis
		return &onnxValue{last: e.g.Node(form.op, []string{e.channelsLast(x)}, onnx.Int("axis", -1)), shape: x.shape}, nil
	}
	var settings []onnx.Attribute
	if form.setting != "" {
		v, err := strconv.ParseFloat(argument, 64)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", l.name, err)
		}
		settings = append(settings, onnx.Float(form.setting, v))
	}
	return e.elementwise(x, func(x string) string { return e.g.Node(form.op, []string{x}, settings...) }), nil
}

// gelu: x/2·(1 + erf(x/√2)), or x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³))).
func (e *onnxExporter) gelu(l *GELULayer, x *onnxValue) (*onnxValue, error) {
	number := func(v float64) string { return e.constant("number", Scalar(v)) }
	return e.elementwise(x, func(x string) string {
		node := func(op, a, b string) string { return e.g.Node(op, []string{a, b}) }
		var bell string
		if l.tanh {
			cube := node("Mul", node("Mul", x, x), x)
			inner := node("Add", x, node("Mul", cube, number(0.044715)))
			bell = e.g.Node("Tanh", []string{node("Mul", inner, number(math.Sqrt(2/math.Pi)))})
		} else {
			bell = e.g.Node("Erf", []string{node("Mul", x, number(math.Sqrt2/2))})
		}
		return node("Mul", node("Mul", x, number(0.5)), node("Add", bell, number(1)))
	}), nil
}

// batchNorm: the running statistics are constants, as in a prediction.
func (e *onnxExporter) batchNorm(l *BatchNormLayer, x *onnxValue) (*onnxValue, error) {
	inputs := []string{e.channelsFirst(x), e.constant("gamma", l.Gamma), e.constant("beta", l.Beta), e.constant("mean", l.RunningMean), e.constant("var", l.RunningVar)}
	return e.resultFirst(e.g.Node("BatchNormalization", inputs, onnx.Float("epsilon", l.epsilon)), x.shape), nil
}

func (e *onnxExporter) layerNorm(l *LayerNormLayer, x *onnxValue) (*onnxValue, error) {
	return e.norm(l, x), nil
}

func (e *onnxExporter) norm(l *LayerNormLayer, x *onnxValue) *onnxValue {
	inputs := []string{e.channelsLast(x), e.constant("gamma", l.Gamma), e.constant("beta", l.Beta)}
	return e.result(e.g.Node("LayerNormalization", inputs, onnx.Int("axis", -1), onnx.Float("epsilon", l.epsilon)), l, x)
}

// dropout drops nothing in a prediction.
func (e *onnxExporter) dropout(l *DropoutLayer, x *onnxValue) (*onnxValue, error) { return x, nil }

// embedding: the indices come as 32-bit numbers, as in nn.
func (e *onnxExporter) embedding(l *EmbeddingLayer, x *onnxValue) (*onnxValue, error) {
	indices := e.g.Node("Cast", []string{e.channelsLast(x)}, onnx.Int("to", int(onnx.Int64)))
	return e.result(e.g.Node("Gather", []string{e.constant("W", l.W), indices}), l, x), nil
}

// residual adds in channels first if both sides are there so.
func (e *onnxExporter) residual(l *ResidualLayer, x *onnxValue) (*onnxValue, error) {
	y, err := e.sequential(l.f, x)
	if err == nil && l.project != nil {
		x, err = e.layer(l.project, x)
	}
	if err != nil {
		return nil, err
	}
	if x.first != "" && y.first != "" {
		return &onnxValue{first: e.g.Node("Add", []string{x.first, y.first}), shape: y.shape}, nil
	}
	return e.add(x, y), nil
}
