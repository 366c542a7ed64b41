package nn

import (
	"fmt"
	"math"
	"slices"
	"sync"

	"gradus/nn/internal/vec"
	"gradus/nn/internal/workers"
)

// Quantize returns a model that computes its Linear layers and convolutions with
// whole numbers of 8 bits: a quarter of the memory, and faster. Weights are rounded to
// multiples of a scale of their unit, inputs of a layer to multiples of a scale that
// is chosen for the values it gets from the samples x of the training data, a few
// hundred of which are enough:
//
//	q = round(v / scale), -127 ≤ q ≤ 127      y = (Σ q_x·q_w)·scale_x·scale_w + b
//
// The sum is exact. The other layers, and grouped convolutions, stay as they are; m is
// not changed. The result predicts and evaluates, but does not train. B. Jacob et al.,
// "Quantization and training of neural networks for efficient integer-arithmetic-only
// inference", CVPR 2018.
func (m *Model) Quantize(x *Tensor) *Model {
	q := &Model{inputShape: m.inputShape, reference: m.reference}
	in := x.Detach().Eval().NoGrad()
	for _, l := range m.Layers {
		out := l.Forward(in)
		switch l := l.(type) {
		case *LinearLayer:
			q.Add(newInt8(l, l.W, l.B, bestScale(in.data)))
		case *ConvLayer:
			if l.groups > 1 {
				q.Add(l)
			} else {
				q.Add(newInt8(l, l.W, l.B, bestScale(in.data)))
			}
		case *Model:
			q.Add(l.Quantize(in))
		default:
			q.Add(l)
		}
		in = out
	}
	return q
}

// Int8Layer is a Linear layer or a convolution that computes with whole numbers.
type Int8Layer struct {
	of      Layer      // the layer it was made of, without its numbers
	conv    *ConvLayer // of, if that is a convolution
	weights []int8     // [out, in]: a row for each unit
	scales  []float32  // [out]: of the rows
	bias    []float32  // [out]; nil without
	input   float64    // the scale of the inputs
	in, out int        // a unit has so many weights; units
}

// emptyInt8 makes the layer for the numbers of a Linear layer or a convolution.
func emptyInt8(of Layer) *Int8Layer {
	l := &Int8Layer{}
	var w *Tensor
	switch of := of.(type) {
	case *LinearLayer:
		w = of.W
		l.of = &LinearLayer{W: outline(of.W), B: outline(of.B)}
	case *ConvLayer:
		w = of.W
		shell := *of
		shell.W, shell.B = outline(of.W), outline(of.B)
		l.of, l.conv = &shell, &shell
	}
	l.in, l.out = lastAxis(w.shape)
	l.weights, l.scales = make([]int8, l.in*l.out), make([]float32, l.out)
	return l
}

// outline is a tensor's shape without its numbers.
func outline(t *Tensor) *Tensor {
	if t == nil {
		return nil
	}
	return &Tensor{shape: t.Shape()}
}

// newInt8 rounds the weights of a layer; input is the scale of what it gets.
func newInt8(of Layer, w, b *Tensor, input float64) *Int8Layer {
	l := emptyInt8(of)
	l.input = input
	rows, units := l.in, l.out
	column := vec.Make(false, rows)
	for j := range units {
		largest := 0.0
		for i := range rows {
			v := w.data.At(i*units + j)
			column.Set(i, v)
			largest = max(largest, math.Abs(v))
		}
		scale := largest / 127
		if scale == 0 {
			scale = 1
		}
		vec.Quantize(l.weights[j*rows:(j+1)*rows], column, scale)
		l.scales[j] = float32(scale)
	}
	if b != nil {
		l.bias = slices.Clone(b.To(Float32).Float32s())
	}
	return l
}

// bestScale is the scale that rounds x with the smallest squared error: it may cut off
// a few large values for the sake of the many small ones.
func bestScale(x vec.Array) float64 {
	const most, candidates = 1 << 16, 24
	step := max(1, x.Len()/most)
	largest := 0.0
	for i := 0; i < x.Len(); i += step {
		largest = max(largest, math.Abs(x.At(i)))
	}
	if largest == 0 || math.IsInf(largest, 0) || math.IsNaN(largest) {
		return 1
	}
	best, lowest := largest/127, math.Inf(1)
	for c := range candidates {
		scale := largest / 127 * (1 - 0.6*float64(c)/candidates)
		sum := 0.0
		for i := 0; i < x.Len(); i += step {
			v := x.At(i)
			d := v - scale*math.Max(-127, math.Min(127, math.RoundToEven(v/scale)))
			sum += d * d
		}
		if sum < lowest {
			best, lowest = scale, sum
		}
	}
	return best
}

// int8Product is the operation; the settings are the *Int8Layer.
var int8Product = &op{
	name:    "Int8",
	forward: func(y *Tensor) { y.ctx.(*Int8Layer).compute(y.data.F32, y.in[0], y.shape) },
	backward: func(*Tensor) {
		panic(&GraphError{Op: "Backward", Hint: "a quantised model has no gradients; train the model it was made of, or QuantizationAware of it"})
	},
}

// Forward computes the layer's result with whole numbers.
func (l *Int8Layer) Forward(x *Tensor) *Tensor {
	x = x.To(Float32)
	var shape []int
	if l.conv != nil {
		s := l.conv.over(x)
		h, w := s.Out()
		shape = []int{x.shape[0], h, w, l.out}
		if l.conv.axes == 3 {
			shape = []int{x.shape[0], w, l.out}
		}
	} else {
		if len(x.shape) == 0 || x.shape[len(x.shape)-1] != l.in {
			panic(&ShapeError{Op: "Int8", Layer: l.String(), Shapes: [][]int{x.Shape()}, Hint: fmt.Sprintf("the layer expects %d numbers on the last axis of x", l.in)})
		}
		shape = append(x.Shape()[:len(x.shape)-1], l.out)
	}
	y := begin(int8Product, Float32, shape, x)
	y.ctx = l
	return y.finish()
}

// int8Memory is what one product needs.
type int8Memory struct {
	layer   *Int8Layer
	x, rows []int8
	sums    []int32
	y       []float32
	m       int // rows
}

var int8Pool = sync.Pool{New: func() any { return new(int8Memory) }}

// int8Rows is how many rows are computed together.
const int8Rows = 64

func (l *Int8Layer) compute(y []float32, x *Tensor, shape []int) {
	p := int8Pool.Get().(*int8Memory)
	defer int8Pool.Put(p)
	p.layer, p.y, p.m = l, y, size(shape)/l.out
	p.x = growInt8(p.x, x.Len())
	vec.Quantize(p.x, x.data, l.input)
	p.rows = p.x
	if l.conv != nil {
		p.windows(x, shape)
	}
	p.sums = growInt32(p.sums, p.m*l.out)
	workers.Do((p.m+int8Rows-1)/int8Rows, p)
	p.y = nil
}

// Run computes some rows of the result.
func (p *int8Memory) Run(i int) {
	l := p.layer
	lo, hi := i*int8Rows, min((i+1)*int8Rows, p.m)
	sums := p.sums[lo*l.out : hi*l.out]
	vec.MulInt8(sums, p.rows[lo*l.in:hi*l.in], l.weights, hi-lo, l.out, l.in)
	input := float32(l.input)
	for r := range hi - lo {
		y := p.y[(lo+r)*l.out : (lo+r+1)*l.out]
		for j, s := range sums[r*l.out : (r+1)*l.out] {
			y[j] = float32(s) * (input * l.scales[j])
		}
		for j, b := range l.bias {
			y[j] += b
		}
	}
}

// windows lays the window of every output of a convolution out as a row.
func (p *int8Memory) windows(x *Tensor, shape []int) {
	c := p.layer.conv
	s := c.over(x)
	height, width := s.Out()
	rows := growInt8(nil, p.m*p.layer.in)
	at := 0
	for n := range s.N {
		for i := range height {
			for j := range width {
				for a := range s.KH {
					row := i*s.StrideH + a*s.DilationH - s.PadTop
					for b := range s.KW {
						col := j*s.StrideW + b*s.DilationW - s.PadLeft
						if row >= 0 && row < s.H && col >= 0 && col < s.W {
							from := ((n*s.H+row)*s.W + col) * s.Cin
							copy(rows[at:at+s.Cin], p.x[from:])
						}
						at += s.Cin
					}
				}
			}
		}
	}
	p.rows = rows
}

func growInt8(s []int8, n int) []int8 {
	if cap(s) < n {
		return make([]int8, n)
	}
	return s[:n]
}

func growInt32(s []int32, n int) []int32 {
	if cap(s) < n {
		return make([]int32, n)
	}
	return s[:n]
}

// Params returns nil: whole numbers are not trained.
func (l *Int8Layer) Params() []*Tensor { return nil }

// Bytes returns the memory of the weights, scales and bias.
func (l *Int8Layer) Bytes() int { return len(l.weights) + 4*len(l.scales) + 4*len(l.bias) }

// String returns "Int8 Linear(64, 10)".
func (l *Int8Layer) String() string { return "Int8 " + layerName(l.of) }

func (l *Int8Layer) outputShape(in []int) []int { return shapeAfter(l.of, in) }
