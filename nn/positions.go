package nn

import (
	"fmt"
	"math"
	"sync"

	"gradus/nn/internal/vec"
)

// addPositions: yₙ = xₙ + P for every sample n, with the first T rows of P [length,
// width]; dL/dx = G, dL/dP = Σₙ Gₙ.
var addPositions = &op{
	name: "AddPositions",
	forward: func(y *Tensor) {
		n := size(y.shape[1:])
		vec.AddRows(y.data, y.in[0].data, y.in[1].data.Slice(0, n), n)
	},
	backward: func(y *Tensor) {
		n := size(y.shape[1:])
		if dx := y.in[0].gradient(); !dx.IsNil() {
			addTo(dx, y.grad)
		}
		if dp := y.in[1].gradient(); !dp.IsNil() {
			vec.SumRows(dp.Slice(0, n), y.grad, n)
		}
	},
}

// PositionalEncodingLayer adds to each step of a sequence where it stands, as waves
// from short to long: a distance is a rotation, the same wherever it begins.
//
//	x [N, T, width] → y [N, T, width]
//	y[n, t, 2i]   = x[n, t, 2i]   + sin(t/10000^(2i/width))
//	y[n, t, 2i+1] = x[n, t, 2i+1] + cos(t/10000^(2i/width))
//
// There is nothing to train, and sequences may be of any length. A. Vaswani et al.,
// "Attention is all you need", NeurIPS 2017, section 3.5.
type PositionalEncodingLayer struct {
	width int

	mutex sync.Mutex
	table [2]*Tensor // for the longest sequence so far, in each type
}

// PositionalEncoding makes a layer for steps of width numbers.
func PositionalEncoding(width int) *PositionalEncodingLayer {
	if width < 1 {
		shapePanic("PositionalEncoding", "a step must have at least one number", []int{width})
	}
	return &PositionalEncodingLayer{width: width}
}

// Forward adds the positions to x, which may be of either type.
func (l *PositionalEncodingLayer) Forward(x *Tensor) *Tensor {
	checkSteps(l, "PositionalEncoding", x, l.width)
	return begin(addPositions, x.DType(), x.shape, x, l.positions(x.shape[1], x.DType())).finish()
}

// positions returns the table of at least the given number of steps.
func (l *PositionalEncodingLayer) positions(steps int, dtype DType) *Tensor {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if t := l.table[dtype]; t == nil || t.shape[0] < steps {
		l.table[dtype] = waves(steps, l.width).To(dtype)
	}
	return l.table[dtype]
}

func waves(steps, width int) *Tensor {
	p := Zeros(steps, width)
	for t := range steps {
		for j := range width {
			angle := float64(t) / math.Pow(10000, float64(j-j%2)/float64(width))
			if j%2 == 0 {
				p.Set(math.Sin(angle), t, j)
			} else {
				p.Set(math.Cos(angle), t, j)
			}
		}
	}
	return p
}

// checkSteps checks that x is a batch of sequences with steps of width numbers.
func checkSteps(l fmt.Stringer, op string, x *Tensor, width int) {
	if len(x.shape) != 3 || x.shape[2] != width {
		layerPanic(l, op, fmt.Sprintf("the layer expects [N T %d]: N sequences of T steps of %d numbers", width, width), x.shape)
	}
}

// Params returns nil: there is nothing to train.
func (l *PositionalEncodingLayer) Params() []*Tensor { return nil }

// String returns "PositionalEncoding(width)".
func (l *PositionalEncodingLayer) String() string {
	return fmt.Sprintf("PositionalEncoding(%d)", l.width)
}

func (l *PositionalEncodingLayer) outputShape(in []int) []int { return in }

// LearnedPositionsLayer adds to each step of a sequence a vector for its place that is
// learned, as GPT does:
//
//	x [N, T, width] → y [N, T, width]      y[n, t] = x[n, t] + P[t]
//	dL/dP[t] = Σₙ dL/dy[n, t]
type LearnedPositionsLayer struct {
	P *Tensor // [longest, width]
}

// LearnedPositions makes a layer for sequences of at most longest steps of width
// numbers. As in GPT-2, P starts with normally distributed numbers of standard
// deviation 0.02.
func LearnedPositions(longest, width int) *LearnedPositionsLayer {
	if longest < 1 || width < 1 {
		shapePanic("LearnedPositions", "there must be at least one step, of at least one number", []int{longest, width})
	}
	return &LearnedPositionsLayer{P: parameter(normal("LearnedPositions", []int{longest, width}, 0.02*0.02), "P")}
}

// Forward adds the positions to x.
func (l *LearnedPositionsLayer) Forward(x *Tensor) *Tensor {
	checkSteps(l, "LearnedPositions", x, l.P.shape[1])
	if x.shape[1] > l.P.shape[0] {
		layerPanic(l, "LearnedPositions", fmt.Sprintf("the layer knows %d positions, the sequences have %d steps", l.P.shape[0], x.shape[1]), x.shape, l.P.shape)
	}
	return begin(addPositions, l.P.DType(), x.shape, x.To(l.P.DType()), l.P).finish()
}

// Params returns P.
func (l *LearnedPositionsLayer) Params() []*Tensor { return []*Tensor{l.P} }

// String returns "LearnedPositions(longest, width)".
func (l *LearnedPositionsLayer) String() string {
	return fmt.Sprintf("LearnedPositions(%d, %d)", l.P.shape[0], l.P.shape[1])
}

func (l *LearnedPositionsLayer) outputShape(in []int) []int { return in }
