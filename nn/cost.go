package nn

import (
	"math"
	"reflect"
)

// costRule says how many floating-point operations (FLOPs) the forward pass of a
// layer takes for one sample, whose shapes before and after are in and out: an
// addition, a multiplication, a comparison are one each, exp and its like ten.
type costRule struct {
	layer reflect.Type
	flops func(l Layer, in, out []int) float64
}

// costRules is the table of the layers' costs.
var costRules = []costRule{
	// Each of the outputs is a sum of `in` products, and b.
	cost(func(l *LinearLayer, in, out []int) float64 { return count(out) * 2 * float64(l.W.shape[0]) }),
	cost(func(l *Activation, in, out []int) float64 { return count(out) * l.flops() }),
	// Each output is a sum over a window of the input's channels, and b; transposed,
	// each input is spread over a window of the output's.
	cost(func(l *ConvLayer, in, out []int) float64 { return count(out) * 2 * count(l.W.shape[:l.axes-1]) }),
	cost(func(l *ConvTranspose2DLayer, in, out []int) float64 {
		return 2*count(in)*count(l.W.shape)/float64(l.in) + count(out)
	}),
	cost(func(l *PoolLayer, in, out []int) float64 {
		if l.global {
			return count(in)
		}
		return count(out) * math.Pow(float64(l.k), float64(l.axes-2))
	}),
	// (x-μ)/σ·γ + β, of numbers that are known; LayerNorm computes μ and σ first.
	cost(func(l *BatchNormLayer, in, out []int) float64 { return 4 * count(out) }),
	cost(func(l *LayerNormLayer, in, out []int) float64 { return 8 * count(out) }),
	// In each step a Linear of [x h], and activations.
	cost(func(l *RNNLayer, in, out []int) float64 { return float64(in[0]) * recurrentFLOPs(l.W, l.U, 12) }),
	cost(func(l *GRULayer, in, out []int) float64 { return float64(in[0]) * recurrentFLOPs(l.W, l.U, 14) }),
	cost(func(l *LSTMLayer, in, out []int) float64 { return float64(in[0]) * recurrentFLOPs(l.W, l.U, 16) }),
	cost(func(l *MultiHeadAttentionLayer, in, out []int) float64 { return l.flops(float64(in[0])) }),
	cost(func(l *TransformerBlockLayer, in, out []int) float64 { return l.flops(float64(in[0])) }),
	cost(func(l *PositionalEncodingLayer, in, out []int) float64 { return count(out) }),
	cost(func(l *LearnedPositionsLayer, in, out []int) float64 { return count(out) }),
	cost(func(l *DropoutLayer, in, out []int) float64 { return 0 }),   // drops nothing in a prediction
	cost(func(l *EmbeddingLayer, in, out []int) float64 { return 0 }), // copies
	cost(func(l *ResidualLayer, in, out []int) float64 { return count(out) }),
	cost(func(l *GELULayer, in, out []int) float64 { return 14 * count(out) }),
	cost(func(l *FlattenLayer, in, out []int) float64 { return 0 }),
	cost(func(l *ReshapeLayer, in, out []int) float64 { return 0 }),
}

func cost[L Layer](f func(l L, in, out []int) float64) costRule {
	return costRule{reflect.TypeFor[L](), func(l Layer, in, out []int) float64 { return f(l.(L), in, out) }}
}

// flopsOf returns the cost of a layer; it is not known for a layer type of your own.
func flopsOf(l Layer, in, out []int) (flops float64, known bool) {
	for _, rule := range costRules {
		if rule.layer == reflect.TypeOf(l) {
			return rule.flops(l, in, out), true
		}
	}
	return 0, false
}

// recurrentFLOPs is the cost of a step with weights W [in, gates·hidden] and
// U [hidden, gates·hidden]; each gate costs some operations of its own.
func recurrentFLOPs(w, u *Tensor, gate float64) float64 {
	return float64(w.shape[1]) * (2*float64(w.shape[0]+u.shape[0]) + gate)
}

// flops is the cost of an activation for each element.
func (a *Activation) flops() float64 {
	if a.relu {
		return 1
	}
	return 10
}

func count(shape []int) float64 { return float64(size(shape)) }

// flops is the cost of a sequence: four Linear layers, and every step looks at all.
func (l *MultiHeadAttentionLayer) flops(steps float64) float64 {
	width := float64(l.Out.W.shape[0])
	looks := steps * steps
	return 4*steps*(2*width+1)*width + looks*(2*width+11*float64(l.heads)) + looks*2*width
}

// flops is the cost of a sequence: attention, two norms, two Linear layers with an
// activation between, two sums.
func (l *TransformerBlockLayer) flops(steps float64) float64 {
	width, hidden, activation := float64(l.Up.W.shape[0]), float64(l.Up.W.shape[1]), 14.
	if l.relu {
		activation = 1
	}
	return l.Attention.flops(steps) + steps*(2*8*width+4*width*hidden+(1+activation)*hidden+3*width)
}
