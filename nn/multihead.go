package nn

import "fmt"

// MultiHeadAttentionLayer lets every step of a sequence look at all others and take
// from them what matters to it. Each head has its own columns of Q, K and V and looks
// in its own way:
//
//	Q = x·Wq + bq   K = x·Wk + bk   V = x·Wv + bv
//	headᵢ = softmax(Qᵢ·Kᵢᵀ/√d)·Vᵢ      d = width/heads
//	y = [head₁ … headₕ]·Wo + bo
//
//	x [N, T, width] → y [N, T, width]
//
// There is no order in it: steps that change places change places in y. Add
// PositionalEncoding or LearnedPositions before. A. Vaswani et al., "Attention is all
// you need", NeurIPS 2017.
type MultiHeadAttentionLayer struct {
	Query, Key, Value, Out *LinearLayer // [width, width] each

	heads  int
	causal bool
}

// MultiHeadAttention makes a layer for steps of width numbers, of which each head gets
// width/heads. The weights start as Linear's.
func MultiHeadAttention(width, heads int) *MultiHeadAttentionLayer {
	if width < 1 || heads < 1 || width%heads != 0 {
		shapePanic("MultiHeadAttention", "the width must be a multiple of the number of heads", []int{width, heads})
	}
	return &MultiHeadAttentionLayer{
		Query: Linear(width, width),
		Key:   Linear(width, width),
		Value: Linear(width, width),
		Out:   Linear(width, width),
		heads: heads,
	}
}

// Causal lets every step look at itself and the steps before it only, as a model must
// that is to say what comes next, and returns the layer.
func (l *MultiHeadAttentionLayer) Causal() *MultiHeadAttentionLayer {
	l.causal = true
	return l
}

// Forward is self-attention: x [N, T, width] looks at itself.
func (l *MultiHeadAttentionLayer) Forward(x *Tensor) *Tensor { return l.attend(x, x, nil) }

// ForwardMasked is Forward where step t looks only at the steps s whose mask is not 0:
// [T, T] for all samples, [N, 1, T] for padding at the end of some, or [N, T, T]. A
// step that may look at none gets zeros from all heads.
func (l *MultiHeadAttentionLayer) ForwardMasked(x, mask *Tensor) *Tensor {
	return l.attend(x, x, mask)
}

// Attend is cross-attention: each step of x [N, T, width] looks at the steps of
// context [N, S, width], such as a sentence to translate, through a mask if one is
// given: [T, S], [N, 1, S] or [N, T, S].
func (l *MultiHeadAttentionLayer) Attend(x, context *Tensor, mask ...*Tensor) *Tensor {
	return l.attend(x, context, l.optional(mask))
}

// Weights returns how much each step of x looked at each other in Forward, [N, heads,
// T, T]: the last axis sums to 1. No gradient is recorded.
func (l *MultiHeadAttentionLayer) Weights(x *Tensor) *Tensor { return l.weights(x, x, nil) }

// AttendWeights returns how much each step of x looked at each of context in Attend,
// [N, heads, T, S]. No gradient is recorded.
func (l *MultiHeadAttentionLayer) AttendWeights(x, context *Tensor, mask ...*Tensor) *Tensor {
	return l.weights(x, context, l.optional(mask))
}

func (l *MultiHeadAttentionLayer) optional(mask []*Tensor) *Tensor {
	switch len(mask) {
	case 0:
		return nil
	case 1:
		return mask[0]
	}
	valuePanic(l.String(), "one mask at most, not %d", len(mask))
	return nil
}

func (l *MultiHeadAttentionLayer) attend(x, context, mask *Tensor) *Tensor {
	y, _ := l.look(x, context, mask)
	return l.Out.Forward(y)
}

func (l *MultiHeadAttentionLayer) weights(x, context, mask *Tensor) *Tensor {
	_, a := l.look(x.NoGrad(), context.NoGrad(), mask)
	return &Tensor{shape: []int{x.shape[0], a.heads, a.queries, a.keys}, data: a.weights}
}

// look is attention of all heads side by side, before Out.
func (l *MultiHeadAttentionLayer) look(x, context, mask *Tensor) (*Tensor, *attending) {
	l.check(x, context)
	q, k, v := l.Query.Forward(x), l.Key.Forward(context), l.Value.Forward(context)
	y := begin(attention, q.DType(), q.shape, q, k, v)
	a := settings[attending](y)
	a.heads, a.causal, a.mask = l.heads, l.causal, nil
	if mask != nil {
		a.mask = l.checkMask(mask, x, context)
	}
	return y.finish(), a
}

func (l *MultiHeadAttentionLayer) check(x, context *Tensor) {
	width := l.Query.W.shape[0]
	for _, t := range []*Tensor{x, context} {
		if len(t.shape) != 3 || t.shape[2] != width || t.shape[1] == 0 {
			layerPanic(l, "Attention", fmt.Sprintf("the layer expects [N T %d]: N sequences of T steps, at least one, of %d numbers", width, width), t.shape)
		}
	}
	if x.shape[0] != context.shape[0] {
		layerPanic(l, "Attention", "x and what it looks at must have the same number of samples", x.shape, context.shape)
	}
	if l.causal && x.shape[1] != context.shape[1] {
		layerPanic(l, "Attention", "a causal layer looks at as many steps as x has", x.shape, context.shape)
	}
}

// checkMask returns the mask as [1 or N, 1 or T, S].
func (l *MultiHeadAttentionLayer) checkMask(mask, x, context *Tensor) *Tensor {
	m := mask
	if len(m.shape) == 2 {
		m = m.Reshape(1, m.shape[0], m.shape[1])
	}
	n, t, s := x.shape[0], x.shape[1], context.shape[1]
	if len(m.shape) != 3 || m.shape[0] != 1 && m.shape[0] != n || m.shape[1] != 1 && m.shape[1] != t || m.shape[2] != s {
		layerPanic(l, "Attention", fmt.Sprintf("the mask must have shape [%d %d], [%d 1 %d] or [%d %d %d], with 0 where a step must not look", t, s, n, s, n, t, s), mask.shape)
	}
	return m
}

// Sublayers returns Query, Key, Value and Out.
func (l *MultiHeadAttentionLayer) Sublayers() []Layer {
	return []Layer{l.Query, l.Key, l.Value, l.Out}
}

// Params returns the parameters of Query, Key, Value and Out.
func (l *MultiHeadAttentionLayer) Params() []*Tensor { return paramsOf(l.Sublayers()) }

// String returns the call that makes the layer, "MultiHeadAttention(64, 4).Causal()".
func (l *MultiHeadAttentionLayer) String() string {
	s := fmt.Sprintf("MultiHeadAttention(%d, %d)", l.Query.W.shape[0], l.heads)
	if l.causal {
		s += ".Causal()"
	}
	return s
}

func (l *MultiHeadAttentionLayer) outputShape(in []int) []int { return in }

// paramsOf lists the parameters of layers in order.
func paramsOf(layers []Layer) []*Tensor {
	var params []*Tensor
	for _, l := range layers {
		params = append(params, l.Params()...)
	}
	return params
}
