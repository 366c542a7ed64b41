package nn

import "fmt"

// TransformerBlockLayer is a layer of a Transformer: attention, in which the steps of
// a sequence exchange what they know, then two Linear layers for each step by itself.
// Both only add to x, so that gradients pass by. The norm comes first, as in GPT-2:
//
//	x ← x + Attention(Norm1(x))
//	x ← x + Down(GELU(Up(Norm2(x))))
//
// or with PostNorm last, as in the original:
//
//	x ← Norm1(x + Attention(x))
//	x ← Norm2(x + Down(GELU(Up(x))))
//
//	x [N, T, width] → [N, T, width]
//
// A. Vaswani et al., "Attention is all you need", NeurIPS 2017; R. Xiong et al., "On
// layer normalization in the Transformer architecture", ICML 2020.
type TransformerBlockLayer struct {
	Norm1     *LayerNormLayer
	Attention *MultiHeadAttentionLayer
	Norm2     *LayerNormLayer
	Up        *LinearLayer // [width, hidden]
	Down      *LinearLayer // [hidden, width]

	drop     *DropoutLayer // nil for none
	postNorm bool
	relu     bool
}

// TransformerBlock makes a block for steps of width numbers, with the given number of
// heads and hidden numbers between Up and Down, usually 4·width.
func TransformerBlock(width, heads, hidden int) *TransformerBlockLayer {
	if hidden < 1 {
		shapePanic("TransformerBlock", "there must be at least one hidden number", []int{width, heads, hidden})
	}
	return &TransformerBlockLayer{
		Norm1:     LayerNorm(width),
		Attention: MultiHeadAttention(width, heads),
		Norm2:     LayerNorm(width),
		Up:        Linear(width, hidden),
		Down:      Linear(hidden, width),
	}
}

// Causal lets every step look at itself and the steps before it only, as in GPT, and
// returns the block.
func (l *TransformerBlockLayer) Causal() *TransformerBlockLayer {
	l.Attention.Causal()
	return l
}

// PostNorm puts each norm after its sum, and returns the block.
func (l *TransformerBlockLayer) PostNorm() *TransformerBlockLayer {
	l.postNorm = true
	return l
}

// ReLU makes the activation max(x, 0) instead of GELU, and returns the block.
func (l *TransformerBlockLayer) ReLU() *TransformerBlockLayer {
	l.relu = true
	return l
}

// Dropout drops numbers with probability p, while training, from what is added to x,
// and returns the block.
func (l *TransformerBlockLayer) Dropout(p float64) *TransformerBlockLayer {
	l.drop = Dropout(p)
	return l
}

// Forward sends x through the block.
func (l *TransformerBlockLayer) Forward(x *Tensor) *Tensor { return l.forward(x, nil) }

// ForwardMasked is Forward with a mask for the attention, see
// [MultiHeadAttentionLayer.ForwardMasked].
func (l *TransformerBlockLayer) ForwardMasked(x, mask *Tensor) *Tensor { return l.forward(x, mask) }

func (l *TransformerBlockLayer) forward(x, mask *Tensor) *Tensor {
	if width := l.Up.W.shape[0]; len(x.shape) != 3 || x.shape[2] != width {
		layerPanic(l, "TransformerBlock", fmt.Sprintf("the layer expects [N T %d]: N sequences of T steps of %d numbers", width, width), x.shape)
	}
	if l.postNorm {
		x = l.Norm1.Forward(x.Add(l.dropout(l.Attention.attend(x, x, mask))))
		return l.Norm2.Forward(x.Add(l.dropout(l.feedForward(x))))
	}
	normal := l.Norm1.Forward(x)
	x = x.Add(l.dropout(l.Attention.attend(normal, normal, mask)))
	return x.Add(l.dropout(l.feedForward(l.Norm2.Forward(x))))
}

func (l *TransformerBlockLayer) feedForward(x *Tensor) *Tensor {
	if l.relu {
		return l.Down.Forward(l.Up.forwardReLU(x))
	}
	return l.Down.Forward(l.Up.Forward(x).GELU())
}

func (l *TransformerBlockLayer) dropout(x *Tensor) *Tensor {
	if l.drop == nil {
		return x
	}
	return l.drop.Forward(x)
}

// Weights returns how much each step looks at each other in Forward, [N, heads, T, T].
// No gradient is recorded.
func (l *TransformerBlockLayer) Weights(x *Tensor) *Tensor {
	if !l.postNorm {
		x = l.Norm1.Forward(x.NoGrad())
	}
	return l.Attention.Weights(x)
}

// Sublayers returns Norm1, Attention, Norm2, Up, Down and the Dropout if there is one.
func (l *TransformerBlockLayer) Sublayers() []Layer {
	layers := []Layer{l.Norm1, l.Attention, l.Norm2, l.Up, l.Down}
	if l.drop != nil {
		layers = append(layers, l.drop)
	}
	return layers
}

// Params returns the parameters of the layers inside.
func (l *TransformerBlockLayer) Params() []*Tensor { return paramsOf(l.Sublayers()) }

// Buffers returns the state of the Dropout, if there is one.
func (l *TransformerBlockLayer) Buffers() []*Tensor { return buffersOf(l) }

// String returns the call that makes the layer, "TransformerBlock(64, 4, 256).Causal()".
func (l *TransformerBlockLayer) String() string {
	s := fmt.Sprintf("TransformerBlock(%d, %d, %d)", l.Up.W.shape[0], l.Attention.heads, l.Up.W.shape[1])
	if l.Attention.causal {
		s += ".Causal()"
	}
	if l.postNorm {
		s += ".PostNorm()"
	}
	if l.relu {
		s += ".ReLU()"
	}
	if l.drop != nil {
		s += fmt.Sprintf(".Dropout(%v)", l.drop.p)
	}
	return s
}

func (l *TransformerBlockLayer) outputShape(in []int) []int { return in }
