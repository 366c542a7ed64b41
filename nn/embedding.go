package nn

import (
	"fmt"
	"math"

	"gradus/nn/internal/vec"
)

// EmbeddingLayer gives every word of a vocabulary, or any other of a number of things,
// a vector that is learned:
//
//	x [...] → y [..., width]      yᵢ = W[xᵢ], where xᵢ is a whole number from 0 to vocabulary-1
//	dL/dW[k] = the sum of dL/dyᵢ over all i with xᵢ = k
//
// It computes what Linear would without bias if x were one-hot, in less time.
type EmbeddingLayer struct {
	W *Tensor // [vocabulary, width]
}

// Embedding makes a layer of vectors of the given width, one for each index below
// vocabulary. As in PyTorch, they start with normally distributed numbers.
func Embedding(vocabulary, width int) *EmbeddingLayer {
	if vocabulary < 1 || width < 1 {
		shapePanic("Embedding", "there must be at least one vector, of at least one number", []int{vocabulary, width})
	}
	return &EmbeddingLayer{W: parameter(Randn(vocabulary, width), "W")}
}

// embedding: the settings are a *[]int, the indices.
var embedding = &op{
	name: "Embedding",
	forward: func(y *Tensor) {
		w := y.in[1]
		vec.GatherRows(y.data, w.data, *y.ctx.(*[]int), w.shape[1])
	},
	backward: func(y *Tensor) {
		w := y.in[1]
		if dw := w.gradient(); !dw.IsNil() {
			vec.ScatterAddRows(dw, y.grad, *y.ctx.(*[]int), w.shape[1])
		}
	},
}

// Init draws the vectors anew with init, such as XavierUniform or a function of your
// own that returns a tensor of shape [vocabulary, width], and returns the layer.
func (l *EmbeddingLayer) Init(init func(shape ...int) *Tensor) *EmbeddingLayer {
	initialize(l, l.W, init)
	return l
}

// Forward looks up the vector of every index in x, which may be of either type. An
// index that is no whole number from 0 to vocabulary-1 is a *ValueError.
func (l *EmbeddingLayer) Forward(x *Tensor) *Tensor {
	var sizes [4]int
	y := begin(embedding, l.W.DType(), append(append(sizes[:0], x.shape...), l.W.shape[1]), x, l.W)
	indices := settings[[]int](y)
	*indices = (*indices)[:0]
	for i := range x.Len() {
		*indices = append(*indices, l.index(x, i))
	}
	return y.finish()
}

// index reads element i of x.
func (l *EmbeddingLayer) index(x *Tensor, i int) int {
	vocabulary := l.W.shape[0]
	v := x.data.At(i)
	if !(v >= 0 && v < float64(vocabulary)) || v != math.Trunc(v) {
		valuePanic(l.String(), "%v at %v of x is no index: they are the whole numbers 0 to %d", v, indexOf(i, x.shape), vocabulary-1)
	}
	return int(v)
}

// indexOf is the index along each axis of element i of a tensor.
func indexOf(i int, shape []int) []int {
	index := make([]int, len(shape))
	for axis := len(shape) - 1; axis >= 0; axis-- {
		index[axis], i = i%shape[axis], i/shape[axis]
	}
	return index
}

// Params returns W.
func (l *EmbeddingLayer) Params() []*Tensor { return []*Tensor{l.W} }

// String returns "Embedding(vocabulary, width)".
func (l *EmbeddingLayer) String() string {
	return fmt.Sprintf("Embedding(%d, %d)", l.W.shape[0], l.W.shape[1])
}

func (l *EmbeddingLayer) outputShape(in []int) []int {
	if in == nil {
		return nil
	}
	return append(append([]int(nil), in...), l.W.shape[1])
}
