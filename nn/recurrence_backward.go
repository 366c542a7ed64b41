package nn

import (
	"gradus/nn/internal/vec"
	"gradus/nn/internal/workers"
)

// recurrentBackward is the backward of every recurrent op, backpropagation through
// time. The gradients of z and u take their places, which saves a third of the memory;
// for another Backward of the same graph they are computed again. P. Werbos,
// "Backpropagation through time: what it does and how to do it", Proceedings of the
// IEEE 1990.
func recurrentBackward(y *Tensor) {
	q := y.ctx.(*sequence)
	if q.spent {
		recurrentForward(y)
	}
	q.spent = true
	q.dx = vec.Array{}
	if !y.in[0].gradient().IsNil() {
		q.dx = y.scratch(keepDX, q.batch*q.steps*q.in)
	}
	q.throughStart = q.h0 > 0 && y.in[q.h0].requires || q.c0 > 0 && y.in[q.c0].requires
	q.transposed = y.scratch(keepTransposed, q.hidden*q.width())
	vec.Transpose(q.transposed, y.in[2].data, q.hidden, q.width())
	q.scratchOfLanes()
	workers.Do(len(q.lanes), (*backwardInTime)(q))
	q.hasLastC = false // unless the next Backward brings one
	q.addGradients()
}

func (q *sequence) scratchOfLanes() {
	dh := q.y.scratch(keepDH, q.batch*q.hidden)
	dB := q.y.scratch(keepDB, len(q.lanes)*q.width())
	var dc, dBU vec.Array
	if q.memory {
		dc = q.y.scratch(keepDC, q.batch*q.hidden)
	}
	if q.split {
		dBU = q.y.scratch(keepDBU, len(q.lanes)*q.width())
	}
	for i := range q.lanes {
		l := &q.lanes[i]
		l.dh, l.dB = q.all(dh, l, 1, q.hidden), slot(dB, i, q.width())
		if q.memory {
			l.dc = q.all(dc, l, 1, q.hidden)
		}
		if q.split {
			l.dBU = slot(dBU, i, q.width())
		}
	}
}

// backwardInTime is a sequence as the work of taking each lane backward.
type backwardInTime sequence

func (b *backwardInTime) Run(i int) {
	q := (*sequence)(b)
	l := &q.lanes[i]
	q.startBackward(l)
	for t := q.steps - 1; t >= 0; t-- {
		if !q.last {
			for i := range l.rows {
				addTo(slot(l.dh, i, q.hidden), q.row(q.y.grad, l.from+i, t, q.hidden))
			}
		}
		q.cell.backward(q, l, t)
		du := q.gatesAt(q.u, l, t)
		if t > 0 || q.throughStart { // dhₜ₋₁ = duₜ·Uᵀ
			q.multiply(l.dh, matrix{du, q.width(), 1}, matrix{q.transposed, q.hidden, 1}, l.rows, q.hidden, q.width(), q.split)
		}
		vec.SumRows(l.dB, q.gatesAt(q.z, l, t), q.width())
		if q.split {
			vec.SumRows(l.dBU, du, q.width())
		}
	}
	if !q.dx.IsNil() {
		q.inputGradient(l)
	}
}

// startBackward sets the gradients after the last step.
func (q *sequence) startBackward(l *lane) {
	l.dB.Zero()
	l.dBU.Zero()
	l.dh.Zero()
	if q.last {
		l.dh.CopyFrom(q.all(q.y.grad, l, 1, q.hidden))
	}
	l.dc.Zero()
	if q.hasLastC {
		l.dc.CopyFrom(q.all(q.lastC, l, 1, q.hidden))
	}
}

// inputGradient adds dL/dx = dz·Wᵀ.
func (q *sequence) inputGradient(l *lane) {
	dx := q.all(q.dx, l, q.steps, q.in)
	dz := matrix{q.all(q.z, l, q.steps, q.width()), q.width(), 1}
	q.multiply(dx, dz, matrix{q.y.in[1].data, 1, q.width()}, l.rows*q.steps, q.in, q.width(), false)
	for t := range q.steps {
		g := q.at(q.dx, l, t, q.steps, q.in)
		for i := range l.rows {
			addTo(q.row(q.y.in[0].grad, l.from+i, t, q.in), slot(g, i, q.in))
		}
	}
}

// addGradients adds up, in the order of the lanes,
//
//	dL/dW = Σₜ xₜᵀ·dzₜ   dL/dU = Σₜ hₜ₋₁ᵀ·duₜ   dL/dB = Σ rows of dz
//
// and what has come to the initial states.
func (q *sequence) addGradients() {
	in, width := q.y.in, q.width()
	dW, dU, dB := in[1].gradient(), in[2].gradient(), in[3].gradient()
	first := 0 // the step whose hₜ₋₁ is not zero
	if q.h0 == 0 {
		first = 1
	}
	for i := range q.lanes {
		l := &q.lanes[i]
		n, from := l.rows*q.steps, l.rows*first
		if !dW.IsNil() {
			x := matrix{q.all(q.x, l, q.steps, q.in), 1, q.in}
			dz := matrix{q.all(q.z, l, q.steps, width), width, 1}
			gemmAdd(&dW, &x, &dz, q.in, width, n, true)
		}
		if !dU.IsNil() {
			h := matrix{q.all(q.h, l, q.steps+1, q.hidden).Slice(from*q.hidden, n*q.hidden), 1, q.hidden}
			du := matrix{q.all(q.u, l, q.steps, width).Slice(from*width, n*width), width, 1}
			gemmAdd(&dU, &h, &du, q.hidden, width, n-from, true)
		}
		if !dB.IsNil() {
			addTo(dB, l.dB)
		}
		if q.split && in[4].requires {
			addTo(in[4].gradient(), l.dBU)
		}
		q.addToStart(q.h0, l, l.dh)
		q.addToStart(q.c0, l, l.dc)
	}
}

func (q *sequence) addToStart(input int, l *lane, g vec.Array) {
	if input == 0 {
		return
	}
	if start := q.y.in[input].gradient(); !start.IsNil() {
		addTo(q.all(start, l, 1, q.hidden), g)
	}
}
