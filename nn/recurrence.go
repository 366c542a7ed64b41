package nn

import (
	"gradus/nn/internal/gemm"
	"gradus/nn/internal/vec"
)

// The way of a batch of sequences through time, which RNN, GRU and LSTM have in
// common. In each step t a cell computes the hidden state hₜ from the input xₜ and
// the state before:
//
//	zₜ = xₜ·W + hₜ₋₁·U        of which the cell's activations make hₜ
//
// The batch is cut into lanes, each of which goes through time on a processor of its
// own, so that nobody waits within a step. The gradients of W, U and x, which do not
// depend on each other from step to step, are one matrix product each for all steps
// of a lane.

// cell is what one kind of recurrent layer does in a step, for the rows of a lane.
type cell struct {
	op    *op
	gates int // W is [in, gates·hidden]
	// split cells (GRU) keep hₜ₋₁·U in u, apart from xₜ·W in z, with a bias for each.
	split bool
	// cells with memory (LSTM) have a second state, c.
	memory bool
	// forward computes hₜ from zₜ (and uₜ), in which it leaves the gates.
	forward func(q *sequence, l *lane, t int)
	// backward puts in the place of zₜ (and uₜ) their gradients, from that of hₜ in l.dh.
	// A split cell leaves in l.dh what reaches hₜ₋₁ other than through uₜ.
	backward func(q *sequence, l *lane, t int)
}

// sequence is one run of a recurrent op: its sizes and its memory. The arrays lie in
// the order [lane][step][row of the lane][width].
type sequence struct {
	*cell
	y                        *Tensor // x, W, U, B, for split cells BU, and initial states
	batch, steps, in, hidden int
	reverse, last            bool
	h0, c0                   int // where in y.in the initial states are; 0 for none
	lanes                    []lane

	x, z, u     vec.Array // inputs of the steps; z then holds the gates, then dz
	h, c, tanhC vec.Array // states: steps+1 of h and c, from the initial one on
	spent       bool      // z and u hold their gradients

	dx           vec.Array // the gradient of x
	transposed   vec.Array // Uᵀ
	lastC        vec.Array // the gradient of the last c, if hasLastC
	hasLastC     bool
	throughStart bool // an initial state requires a gradient
}

// lane is some rows of the batch that go through time together.
type lane struct {
	from, rows int
	dh, dc     vec.Array // gradients of the states, [rows, hidden]
	dB, dBU    vec.Array // of the biases
}

// laneRows is how many rows a lane has at most. It does not depend on the number of
// processors, because gradients are summed lane by lane.
const laneRows = 32

// divide cuts the batch into lanes of nearly equal size: two for a batch that is
// worth it, more for a large one.
func (q *sequence) divide() {
	n := (q.batch + laneRows - 1) / laneRows
	if q.batch >= laneRows/2 {
		n = max(n, 2)
	}
	q.lanes = q.lanes[:0]
	for i := range n {
		from, to := i*q.batch/n, (i+1)*q.batch/n
		q.lanes = append(q.lanes, lane{from: from, rows: to - from})
	}
}

// What y.scratch keeps.
const (
	keepX = iota
	keepZ
	keepU
	keepH
	keepC
	keepTanhC
	keepDX
	keepTransposed
	keepDH
	keepDC
	keepDB
	keepDBU
	keepLastC
)

// width is the number of columns of W and U.
func (q *sequence) width() int { return q.gates * q.hidden }

// at returns the rows of lane l in step t of an array that has the given number of
// steps.
func (q *sequence) at(a vec.Array, l *lane, t, steps, width int) vec.Array {
	start := (l.from*steps + t*l.rows) * width
	return a.Slice(start, start+l.rows*width)
}

// gatesAt is step t of z or u.
func (q *sequence) gatesAt(a vec.Array, l *lane, t int) vec.Array {
	return q.at(a, l, t, q.steps, q.width())
}

// stateAt is h or c before step t, which is after step t-1.
func (q *sequence) stateAt(a vec.Array, l *lane, t int) vec.Array {
	return q.at(a, l, t, q.steps+1, q.hidden)
}

// all returns the rows of lane l in the given number of steps.
func (q *sequence) all(a vec.Array, l *lane, steps, width int) vec.Array {
	return a.Slice(l.from*steps*width, (l.from+l.rows)*steps*width)
}

// row returns what stands in step t of sequence i in a tensor of shape [batch, steps,
// width].
func (q *sequence) row(a vec.Array, i, t, width int) vec.Array {
	if q.reverse {
		t = q.steps - 1 - t
	}
	return slot(a, i*q.steps+t, width)
}

// multiply is gemmAdd; while several lanes are under way, each in its goroutine alone.
func (q *sequence) multiply(c vec.Array, a, b matrix, m, n, k int, add bool) {
	alone := len(q.lanes) > 1
	if c.Is64() {
		gemm.Mul(c.F64, n, a.data.F64, a.row, a.col, b.data.F64, b.row, b.col, m, n, k, gemm.Options[float64]{Accumulate: add, Serial: alone})
	} else {
		gemm.Mul(c.F32, n, a.data.F32, a.row, a.col, b.data.F32, b.row, b.col, m, n, k, gemm.Options[float32]{Accumulate: add, Serial: alone})
	}
}
