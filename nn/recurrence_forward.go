package nn

import (
	"gradus/nn/internal/vec"
	"gradus/nn/internal/workers"
)

// recurrentForward is the forward of every recurrent op.
func recurrentForward(y *Tensor) {
	q := y.ctx.(*sequence)
	q.y = y
	rows := q.batch * q.steps
	q.x = y.scratch(keepX, rows*q.in)
	q.z = y.scratch(keepZ, rows*q.width())
	q.h = y.scratch(keepH, (rows+q.batch)*q.hidden)
	q.u = q.z
	if q.split {
		q.u = y.scratch(keepU, rows*q.width())
	}
	if q.memory {
		q.c = y.scratch(keepC, (rows+q.batch)*q.hidden)
		q.tanhC = y.scratch(keepTanhC, rows*q.hidden)
	}
	q.spent = false
	q.divide()
	workers.Do(len(q.lanes), (*forwardInTime)(q))
}

// forwardInTime is a sequence as the work of taking each lane forward.
type forwardInTime sequence

func (f *forwardInTime) Run(i int) {
	q := (*sequence)(f)
	l := &q.lanes[i]
	w, u := matrix{q.y.in[1].data, q.width(), 1}, matrix{q.y.in[2].data, q.width(), 1}
	q.startFrom(q.h0, q.h, l)
	if q.memory {
		q.startFrom(q.c0, q.c, l)
	}
	for t := range q.steps {
		x := q.at(q.x, l, t, q.steps, q.in)
		for i := range l.rows {
			slot(x, i, q.in).CopyFrom(q.row(q.y.in[0].data, l.from+i, t, q.in))
		}
	}
	for t := range q.steps {
		x := matrix{q.at(q.x, l, t, q.steps, q.in), q.in, 1}
		q.multiply(q.gatesAt(q.z, l, t), x, w, l.rows, q.width(), q.in, false)
		h := matrix{q.stateAt(q.h, l, t), q.hidden, 1}
		if t > 0 || q.h0 > 0 {
			q.multiply(q.gatesAt(q.u, l, t), h, u, l.rows, q.width(), q.hidden, !q.split)
		} else if q.split {
			q.gatesAt(q.u, l, t).Zero() // 0·U
		}
		q.cell.forward(q, l, t)
		q.output(l, t)
	}
}

// startFrom sets the initial state: an input, or zero.
func (q *sequence) startFrom(input int, state vec.Array, l *lane) {
	start := q.stateAt(state, l, 0)
	if input == 0 {
		start.Zero()
		return
	}
	start.CopyFrom(q.all(q.y.in[input].data, l, 1, q.hidden))
}

// output writes hₜ to y, which holds all steps or only the last.
func (q *sequence) output(l *lane, t int) {
	h := q.stateAt(q.h, l, t+1)
	switch {
	case !q.last:
		for i := range l.rows {
			q.row(q.y.data, l.from+i, t, q.hidden).CopyFrom(slot(h, i, q.hidden))
		}
	case t == q.steps-1:
		q.all(q.y.data, l, 1, q.hidden).CopyFrom(h)
	}
}
