package nn

import "fmt"

func (t *torchLoader) linear(l *LinearLayer) {
	t.dense(l, "")
	t.channels, t.flattened = 0, 0
}

// dense: torch.nn.Linear's weight is [out, in]. It may be part of a module.
func (t *torchLoader) dense(l *LinearLayer, name string) {
	in, out := l.W.shape[0], l.W.shape[1]
	t.set(l.W, t.features(t.take(name+"weight", out, in)).T())
	t.set(l.B, t.take(name+"bias", out))
}

func (t *torchLoader) batchNorm(l *BatchNormLayer) {
	n := l.Gamma.shape[0]
	t.set(l.Gamma, t.features(t.take("weight", n)))
	t.set(l.Beta, t.features(t.take("bias", n)))
	t.set(l.RunningMean, t.features(t.take("running_mean", n)))
	t.set(l.RunningVar, t.features(t.take("running_var", n)))
	if l.images {
		t.channels = n
	}
}

func (t *torchLoader) layerNorm(l *LayerNormLayer) { t.norm(l, "") }

func (t *torchLoader) norm(l *LayerNormLayer, name string) {
	n := l.Gamma.shape[0]
	t.set(l.Gamma, t.features(t.take(name+"weight", n)))
	t.set(l.Beta, t.features(t.take(name+"bias", n)))
}

func (t *torchLoader) embedding(l *EmbeddingLayer) {
	t.set(l.W, t.take("weight", l.W.shape...))
	t.channels = 0 // PyTorch's sequences of vectors are [N, T, width], as nn's
}

// lstm: the gates' order is the same; PyTorch's two biases are added anyway.
func (t *torchLoader) lstm(l *LSTMLayer) {
	w, u, b, bu := t.recurrent(l.W, l.U)
	t.set(l.W, w)
	t.set(l.U, u)
	t.set(l.B, b.Add(bu))
}

// gru: the second bias is inside of what r multiplies.
func (t *torchLoader) gru(l *GRULayer) {
	w, u, b, bu := t.recurrent(l.W, l.U)
	t.set(l.W, w)
	t.set(l.U, u)
	t.set(l.B, b)
	t.set(l.BU, bu)
}

func (t *torchLoader) rnn(l *RNNLayer) {
	w, u, b, bu := t.recurrent(l.W, l.U)
	t.set(l.W, w)
	t.set(l.U, u)
	t.set(l.B, b.Add(bu))
}

// recurrent takes the parameters of a recurrent layer, one of several that may be
// in a module: weight_ih_l0 [gates·hidden, in], weight_hh_l0 and two biases.
func (t *torchLoader) recurrent(wantW, wantU *Tensor) (w, u, b, bu *Tensor) {
	in, hidden, columns := wantW.shape[0], wantU.shape[0], wantW.shape[1]
	name := func(kind string) string { return fmt.Sprintf("%s_l%d", kind, t.index) }
	w = t.take(name("weight_ih"), columns, in).T()
	u = t.take(name("weight_hh"), columns, hidden).T()
	b, bu = t.take(name("bias_ih"), columns), t.take(name("bias_hh"), columns)
	t.channels, t.flattened = 0, 0
	return w, u, b, bu
}

// conv: PyTorch's filters are [out, in/groups, kh, kw], or [out, in/groups, k].
func (t *torchLoader) conv(l *ConvLayer) {
	if l.axes == 3 {
		t.set(l.W, t.filters(l.W.shape, 2, 1, 0))
	} else {
		t.set(l.W, t.filters(l.W.shape, 3, 2, 0, 1))
	}
	if l.B != nil {
		t.set(l.B, t.take("bias", l.out))
	}
	t.channels = l.out
}

// convTranspose: here PyTorch's filters are [in, out, kh, kw].
func (t *torchLoader) convTranspose(l *ConvTranspose2DLayer) {
	t.set(l.W, t.filters(l.W.shape, 2, 3, 0, 1))
	if l.B != nil {
		t.set(l.B, t.take("bias", l.out))
	}
	t.channels = l.out
}

// filters takes a weight whose axes are nn's in another order, and brings them into
// nn's order, of the given shape.
func (t *torchLoader) filters(shape []int, order ...int) *Tensor {
	torch, back := make([]int, len(order)), make([]int, len(order))
	for i, axis := range order {
		torch[i], back[axis] = shape[axis], i
	}
	return t.take("weight", torch...).Permute(back...)
}

// attention: torch.nn.MultiheadAttention has query, key and value in one matrix.
func (t *torchLoader) attention(l *MultiHeadAttentionLayer) { t.attend(l, "") }

func (t *torchLoader) attend(l *MultiHeadAttentionLayer, name string) {
	width := l.Out.W.shape[0]
	w, b := t.take(name+"in_proj_weight", 3*width, width), t.take(name+"in_proj_bias", 3*width)
	for i, part := range []*LinearLayer{l.Query, l.Key, l.Value} {
		t.set(part.W, w.Slice(0, i*width, (i+1)*width).T())
		t.set(part.B, b.Slice(0, i*width, (i+1)*width))
	}
	t.dense(l.Out, name+"out_proj.")
}

// transformer: torch.nn.TransformerEncoderLayer, with norm_first unless PostNorm.
func (t *torchLoader) transformer(l *TransformerBlockLayer) {
	t.attend(l.Attention, "self_attn.")
	t.dense(l.Up, "linear1.")
	t.dense(l.Down, "linear2.")
	t.norm(l.Norm1, "norm1.")
	t.norm(l.Norm2, "norm2.")
}

// learnedPositions are an Embedding of the steps' numbers in PyTorch.
func (t *torchLoader) learnedPositions(l *LearnedPositionsLayer) {
	t.set(l.P, t.take("weight", l.P.shape...))
}
