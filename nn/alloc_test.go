package nn

import (
	"slices"
	"testing"
)

// layerOnShape is a layer and the shape of a batch for it.
type layerOnShape struct {
	in    []int
	layer Layer
}

// everyLayer has each kind of layer.
func everyLayer() []layerOnShape {
	image, vectors, sequence := []int{4, 8, 8, 2}, []int{6, 5}, []int{3, 7, 4}
	return []layerOnShape{
		{vectors, ReLU()}, {vectors, LeakyReLU(0.1)}, {vectors, ELU(1)}, {vectors, GELU()}, {vectors, GELU().Tanh()},
		{vectors, SiLU()}, {vectors, Softplus()}, {vectors, Sigmoid()}, {vectors, Tanh()}, {vectors, Softmax()}, {vectors, LogSoftmax()},
		{vectors, Linear(5, 3)}, {vectors, Dropout(0.5)}, {vectors, LayerNorm(5)}, {vectors, BatchNorm1D(5)},
		{vectors, Reshape(5, 1)}, {vectors, Residual(Linear(5, 5), ReLU())}, {vectors, Residual(Linear(5, 2)).Project(Linear(5, 2))},
		{vectors, Embedding(10, 3)},
		{image, Flatten()}, {image, Conv2D(2, 3, 3)}, {image, Conv2D(2, 3, 3).Same().NoBias()}, {image, Conv2D(2, 4, 3).Stride(2).Groups(2)},
		{image, Sequential(Conv2D(2, 3, 3), ReLU())}, {image, Sequential(Conv2D(2, 3, 3), ReLU(), MaxPool2D(2))},
		{image, ConvTranspose2D(2, 3, 2).Stride(2)}, {image, BatchNorm2D(2)},
		{image, MaxPool2D(2)}, {image, AvgPool2D(3).Stride(2).Padding(1)}, {image, GlobalAvgPool2D()},
		{sequence, Conv1D(4, 3, 3)}, {sequence, BatchNorm1D(4)},
		{sequence, RNN(4, 3)}, {sequence, GRU(4, 3).Reverse()}, {sequence, LSTM(4, 3)}, {sequence, LSTM(4, 3).Last()},
		{sequence, MultiHeadAttention(4, 2)}, {sequence, TransformerBlock(4, 2, 5).Causal()}, {sequence, TransformerBlock(4, 1, 5).PostNorm().ReLU().Dropout(0.5)},
		{sequence, PositionalEncoding(4)}, {sequence, LearnedPositions(8, 4)},
		{sequence, MaxPool1D(2)}, {sequence, AvgPool1D(2)}, {sequence, GlobalAvgPool1D()},
	}
}

// step is Forward and Backward of a layer in the memory of an arena, nil for the heap.
// It returns output, parameters' and input's gradients.
func (c layerOnShape) step(a *arena, params []*Tensor, samples *Tensor) (y, x *Tensor) {
	a.reset()
	x = a.leaf(Float32, c.in...)
	x.CopyFrom(samples)
	if _, ok := c.layer.(*EmbeddingLayer); ok {
		x.data.Fill(3)
	} else {
		x.RequiresGrad()
	}
	ZeroGrad(params)
	y = c.layer.Forward(x)
	target := a.leaf(Float32, y.shape...)
	target.data.Fill(1)
	MSE(y, target).Backward()
	return y, x
}

// A step through any layer allocates nothing, once the arena has its memory.
func TestLayersDoNotAllocate(t *testing.T) {
	for _, c := range everyLayer() {
		t.Run(layerName(c.layer), func(t *testing.T) {
			a, params, samples := &arena{}, c.layer.Params(), Randn(c.in...).To(Float32)
			c.step(a, params, samples)
			if n := testing.AllocsPerRun(10, func() { c.step(a, params, samples) }); n != 0 {
				t.Errorf("%v allocations in a step", n)
			}
		})
	}
}

// Memory that is used again holds the numbers of the last step; none may come through.
func TestLayersGiveTheSameInUsedMemory(t *testing.T) {
	Seed(1)
	for _, c := range everyLayer() {
		t.Run(layerName(c.layer), func(t *testing.T) {
			used, params := &arena{}, c.layer.Params()
			c.step(used, params, Full(1e3, c.in...))
			before := copiedBuffers(c.layer)
			samples := Randn(c.in...).To(Float32)
			var results [2][]*Tensor
			for i, a := range []*arena{nil, used} {
				for j, b := range buffersIn(c.layer) {
					b.CopyFrom(before[j])
				}
				y, x := c.step(a, params, samples)
				results[i] = append(copiedBuffers(c.layer), y.Clone().Detach())
				for _, p := range append(params, x) {
					if g := p.Grad(); g != nil {
						results[i] = append(results[i], g.Clone())
					}
				}
			}
			if !slices.EqualFunc(results[0], results[1], func(a, b *Tensor) bool { return slices.Equal(a.Data(), b.Data()) }) {
				t.Errorf("on the heap\n%v\nin used memory\n%v", results[0], results[1])
			}
		})
	}
}

func buffersIn(l Layer) []*Tensor {
	if s, ok := l.(stateful); ok {
		return s.Buffers()
	}
	return nil
}

func copiedBuffers(l Layer) []*Tensor {
	var state []*Tensor
	for _, b := range buffersIn(l) {
		state = append(state, b.Clone())
	}
	return state
}
