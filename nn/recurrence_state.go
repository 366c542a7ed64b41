package nn

// lastHidden: h = hₜ of the last step of y [N, T, hidden]; its gradient is added to
// that step's.
var lastHidden = &op{
	name: "LastHidden",
	forward: func(h *Tensor) {
		q := h.ctx.(*stateOf).run
		for i := range q.batch {
			slot(h.data, i, q.hidden).CopyFrom(q.row(h.in[0].data, i, q.steps-1, q.hidden))
		}
	},
	backward: func(h *Tensor) {
		q, g := h.ctx.(*stateOf).run, h.in[0].gradient()
		for i := range q.batch {
			addTo(q.row(g, i, q.steps-1, q.hidden), slot(h.grad, i, q.hidden))
		}
	},
}

// lastCell: c = cₜ of the last step, which y does not show. Its gradient waits in
// the memory of the run for the way backward in time, which comes next.
var lastCell = &op{
	name: "LastCell",
	forward: func(c *Tensor) {
		q := c.ctx.(*stateOf).run
		for i := range q.lanes {
			l := &q.lanes[i]
			q.all(c.data, l, 1, q.hidden).CopyFrom(q.stateAt(q.c, l, q.steps))
		}
	},
	backward: func(c *Tensor) {
		q := c.ctx.(*stateOf).run
		q.lastC, q.hasLastC = q.y.scratch(keepLastC, c.Len()), true
		q.lastC.CopyFrom(c.grad)
	},
}

// stateOf is the settings of both: the run whose last state it is.
type stateOf struct{ run *sequence }

// state computes the last state of the run that gave y.
func (q *sequence) state(o *op, y *Tensor) *Tensor {
	if o == lastHidden && q.last {
		return y
	}
	sizes := [2]int{q.batch, q.hidden}
	s := begin(o, y.DType(), sizes[:], y)
	settings[stateOf](s).run = q
	return s.finish()
}

// trace returns a number of columns of the gates in all steps, [N, T, hidden].
func (q *sequence) trace(name string, gate int) *Tensor {
	y := q.newTrace(name)
	for i := range q.lanes {
		l := &q.lanes[i]
		for t := range q.steps {
			z := q.gatesAt(q.z, l, t)
			for r := range l.rows {
				q.row(y.data, l.from+r, t, q.hidden).CopyFrom(slot(z, r*q.gates+gate, q.hidden))
			}
		}
	}
	return y
}

// traceCells returns c in all steps, [N, T, hidden].
func (q *sequence) traceCells(name string) *Tensor {
	y := q.newTrace(name)
	for i := range q.lanes {
		l := &q.lanes[i]
		for t := range q.steps {
			c := q.stateAt(q.c, l, t+1)
			for r := range l.rows {
				q.row(y.data, l.from+r, t, q.hidden).CopyFrom(slot(c, r, q.hidden))
			}
		}
	}
	return y
}

func (q *sequence) newTrace(name string) *Tensor {
	shape := []int{q.batch, q.steps, q.hidden}
	y := &Tensor{shape: shape, name: name}
	y.allocate(q.y.DType(), size(shape))
	return y
}
