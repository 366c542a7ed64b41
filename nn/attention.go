package nn

import (
	"math"

	"gradus/nn/internal/gemm"
	"gradus/nn/internal/vec"
	"gradus/nn/internal/workers"
)

// attention: every row of Q looks at the rows of K and takes from those of V. In each
// head, which has d = width/heads of the columns:
//
//	P = softmax(Q·Kᵀ/√d)      a row of P are the weights of one query, Σ = 1
//	Y = P·V
//
//	dV = Pᵀ·G   dP = G·Vᵀ   dS = P ⊙ (dP - Σ dP⊙P)   dQ = dS·K/√d   dK = dSᵀ·Q/√d
//
// The inputs are Q [N, T, width], K and V [N, S, width], the settings an *attending.
var attention = &op{
	name: "Attention",
	forward: func(y *Tensor) {
		a := y.ctx.(*attending)
		a.start(y)
		a.weights = y.scratch(0, a.pairs*a.queries*a.keys)
		workers.Do(a.pairs, (*attendForward)(a))
	},
	backward: func(y *Tensor) {
		a := y.ctx.(*attending)
		a.dWeights = y.scratch(1, a.pairs*a.queries*a.keys)
		a.dScores = y.scratch(2, a.pairs*a.queries*a.keys)
		for i := range a.in {
			a.in[i].grad, a.in[i].add = y.in[i].gradientToWrite()
		}
		workers.Do(a.pairs, (*attendBackward)(a))
	},
}

// attending is one run of attention.
type attending struct {
	heads  int
	causal bool    // query i sees the keys up to i only
	mask   *Tensor // [1 or N, 1 or T, S]: 0 hides a key; nil hides none

	pairs         int // of a sample and a head: each is computed by itself
	queries, keys int // T and S
	width, head   int // columns altogether, and of a head
	y             *Tensor
	in            [3]struct { // Q, K, V
		grad vec.Array
		add  bool
	}
	weights           vec.Array // P, [N, heads, T, S]
	dWeights, dScores vec.Array // dP and dS
}

func (a *attending) start(y *Tensor) {
	q, k := y.in[0], y.in[1]
	a.y = y
	a.pairs = q.shape[0] * a.heads
	a.queries, a.keys, a.width = q.shape[1], k.shape[1], q.shape[2]
	a.head = a.width / a.heads
}

// columns is where the matrix of a pair begins in a tensor [N, rows, width].
func (a *attending) columns(data vec.Array, pair, rows int) matrix {
	start := pair/a.heads*rows*a.width + pair%a.heads*a.head
	return matrix{data.Slice(start, data.Len()), a.width, 1}
}

// scores is the matrix P or dP of a pair.
func (a *attending) scores(data vec.Array, pair int) matrix {
	return matrix{slot(data, pair, a.queries*a.keys), a.keys, 1}
}

func (m matrix) transposed() matrix { return matrix{m.data, m.col, m.row} }

func (a *attending) scale() float64 { return 1 / math.Sqrt(float64(a.head)) }

// attendForward is the work of one pair on the way forward.
type attendForward attending

func (f *attendForward) Run(pair int) {
	a := (*attending)(f)
	q := a.columns(a.y.in[0].data, pair, a.queries)
	k, v := a.columns(a.y.in[1].data, pair, a.keys), a.columns(a.y.in[2].data, pair, a.keys)
	p := a.scores(a.weights, pair)
	gemmTo(p, q, k.transposed(), a.queries, a.keys, a.head, false)
	vec.Scale(p.data, a.scale(), p.data)
	if a.causal || a.mask != nil {
		for t := range a.queries {
			a.hide(slot(p.data, t, a.keys), pair/a.heads, t)
		}
	} else {
		vec.Softmax(p.data, p.data, a.keys)
	}
	gemmTo(a.columns(a.y.data, pair, a.queries), p, v, a.queries, a.head, a.keys, false)
}

// hide makes a row of scores the weights of the keys that query t of a sample may look
// at. If it may look at none, all are 0.
func (a *attending) hide(row vec.Array, sample, t int) {
	visible := a.keys
	if a.causal {
		visible = min(t+1, a.keys)
		row.Slice(visible, a.keys).Zero()
		row = row.Slice(0, visible)
	}
	if a.mask != nil {
		m := a.maskRow(sample, t)
		for j := range row.Len() {
			if m.At(j) == 0 {
				row.Set(j, math.Inf(-1))
				visible--
			}
		}
	}
	if visible == 0 {
		row.Zero()
		return
	}
	vec.Softmax(row, row, row.Len())
}

// maskRow is what query t of a sample may look at.
func (a *attending) maskRow(sample, t int) vec.Array {
	shape := a.mask.shape
	return slot(a.mask.data, min(sample, shape[0]-1)*shape[1]+min(t, shape[1]-1), a.keys)
}

// attendBackward is the work of one pair on the way back.
type attendBackward attending

func (b *attendBackward) Run(pair int) {
	a := (*attending)(b)
	g := a.columns(a.y.grad, pair, a.queries)
	p, dp, ds := a.scores(a.weights, pair), a.scores(a.dWeights, pair), a.scores(a.dScores, pair)
	if dv := a.in[2]; !dv.grad.IsNil() {
		gemmTo(a.columns(dv.grad, pair, a.keys), p.transposed(), g, a.keys, a.head, a.queries, dv.add)
	}
	v := a.columns(a.y.in[2].data, pair, a.keys)
	gemmTo(dp, g, v.transposed(), a.queries, a.keys, a.head, false)
	ds.data.Zero()
	vec.SoftmaxGrad(ds.data, dp.data, p.data, a.keys)
	vec.Scale(ds.data, a.scale(), ds.data)
	if dq := a.in[0]; !dq.grad.IsNil() {
		k := a.columns(a.y.in[1].data, pair, a.keys)
		gemmTo(a.columns(dq.grad, pair, a.queries), ds, k, a.queries, a.head, a.keys, dq.add)
	}
	if dk := a.in[1]; !dk.grad.IsNil() {
		q := a.columns(a.y.in[0].data, pair, a.queries)
		gemmTo(a.columns(dk.grad, pair, a.keys), ds.transposed(), q, a.keys, a.head, a.queries, dk.add)
	}
}

// gemmTo computes C = A·B, or adds it to C, for C with rows of any distance.
func gemmTo(c, a, b matrix, m, n, k int, add bool) {
	if c.data.Is64() {
		gemm.Mul(c.data.F64, c.row, a.data.F64, a.row, a.col, b.data.F64, b.row, b.col, m, n, k, gemm.Options[float64]{Accumulate: add, Serial: true})
	} else {
		gemm.Mul(c.data.F32, c.row, a.data.F32, a.row, a.col, b.data.F32, b.row, b.col, m, n, k, gemm.Options[float32]{Accumulate: add, Serial: true})
	}
}
