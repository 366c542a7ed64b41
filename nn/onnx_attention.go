package nn

import (
	"math"

	"gradus/nn/internal/onnx"
)

// attention composes softmax(Q·Kᵀ/√d)·V of all heads, [N, heads, T, d] each.
func (e *onnxExporter) attention(l *MultiHeadAttentionLayer, x *onnxValue) (*onnxValue, error) {
	steps, width := x.shape[1], x.shape[2]
	heads := func(part *LinearLayer, axes ...int) string {
		y := e.dense(part, x)
		split := e.g.Node("Reshape", []string{y.last, e.integers("heads", 0, 0, l.heads, width/l.heads)})
		return e.g.Node("Transpose", []string{split}, onnx.Ints("perm", axes...))
	}
	q, k, v := heads(l.Query, 0, 2, 1, 3), heads(l.Key, 0, 2, 3, 1), heads(l.Value, 0, 2, 1, 3)
	scale := e.constant("scale", Scalar(1/math.Sqrt(float64(width/l.heads))))
	scores := e.g.Node("Mul", []string{e.g.Node("MatMul", []string{q, k}), scale})
	if l.causal {
		scores = e.g.Node("Add", []string{scores, e.constant("future", future(steps))})
	}
	weights := e.g.Node("Softmax", []string{scores}, onnx.Int("axis", -1))
	y := e.g.Node("Transpose", []string{e.g.Node("MatMul", []string{weights, v})}, onnx.Ints("perm", 0, 2, 1, 3))
	joined := e.g.Node("Reshape", []string{y, e.integers("width", 0, 0, width)})
	return e.dense(l.Out, &onnxValue{last: joined, shape: x.shape}), nil
}

// future is added to scores [T, T]: -∞ where step t would look at a later one.
func future(steps int) *Tensor {
	mask := Zeros(steps, steps)
	for t := range steps {
		for s := t + 1; s < steps; s++ {
			mask.Set(math.Inf(-1), t, s)
		}
	}
	return mask
}

// transformer composes the block's formula.
func (e *onnxExporter) transformer(l *TransformerBlockLayer, x *onnxValue) (*onnxValue, error) {
	attend := func(x *onnxValue) *onnxValue {
		y, _ := e.attention(l.Attention, x) // it has a form in ONNX
		return y
	}
	forward := func(x *onnxValue) *onnxValue {
		hidden := e.dense(l.Up, x)
		if l.relu {
			hidden.last = e.g.Node("Relu", []string{hidden.last})
		} else {
			hidden, _ = e.gelu(GELU(), hidden)
		}
		return e.dense(l.Down, hidden)
	}
	if l.postNorm {
		x = e.norm(l.Norm1, e.add(x, attend(x)))
		return e.norm(l.Norm2, e.add(x, forward(x))), nil
	}
	x = e.add(x, attend(e.norm(l.Norm1, x)))
	return e.add(x, forward(e.norm(l.Norm2, x))), nil
}

func (e *onnxExporter) add(x, y *onnxValue) *onnxValue {
	return &onnxValue{last: e.g.Node("Add", []string{e.channelsLast(x), e.channelsLast(y)}), shape: y.shape}
}

// positions: a table of the right number of steps is added.
func (e *onnxExporter) positions(l *PositionalEncodingLayer, x *onnxValue) (*onnxValue, error) {
	table := e.constant("positions", waves(x.shape[1], l.width))
	return e.result(e.g.Node("Add", []string{e.channelsLast(x), table}), l, x), nil
}

func (e *onnxExporter) learnedPositions(l *LearnedPositionsLayer, x *onnxValue) (*onnxValue, error) {
	table := e.constant("positions", l.P.Detach().Slice(0, 0, x.shape[1]))
	return e.result(e.g.Node("Add", []string{e.channelsLast(x), table}), l, x), nil
}
