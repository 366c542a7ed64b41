package nn

import (
	"fmt"
	"slices"
)

// recurrent is the settings that recurrent layers have in common.
type recurrent struct {
	last    bool // only hₜ of the last step is returned
	reverse bool // the last step comes first
}

// run sends x through time: in zero or the given initial states, nil for zero. The
// weights are W, U, B and for split cells BU.
func (r recurrent) run(l fmt.Stringer, c *cell, x, h0, c0 *Tensor, weights ...*Tensor) (*Tensor, *sequence) {
	w := weights[0]
	in, hidden := w.shape[0], w.shape[1]/c.gates
	if len(x.shape) != 3 || x.shape[1] == 0 || x.shape[2] != in {
		hint := fmt.Sprintf("the layer expects x [N T %d]: N sequences of T steps, at least one, of %d numbers", in, in)
		if len(x.shape) == 2 && x.shape[1] == in {
			hint += "; one sequence is x.Reshape(1, -1, " + fmt.Sprint(in) + ")"
		}
		layerPanic(l, c.op.name, hint, x.shape, w.shape)
	}
	dtype := w.DType()
	var all [7]*Tensor
	inputs := append(append(all[:0], x.To(dtype)), weights...)
	q := sequence{cell: c, batch: x.shape[0], steps: x.shape[1], in: in, hidden: hidden, last: r.last, reverse: r.reverse}
	if h0 != nil {
		q.h0 = len(inputs)
		inputs = append(inputs, initialState(l, c, "h0", h0, x, hidden).To(dtype))
	}
	if c0 != nil {
		q.c0 = len(inputs)
		inputs = append(inputs, initialState(l, c, "c0", c0, x, hidden).To(dtype))
	}
	sizes := [3]int{x.shape[0], x.shape[1], hidden}
	shape := sizes[:]
	if r.last {
		sizes[1] = hidden
		shape = sizes[:2]
	}
	y := begin(c.op, dtype, shape, inputs...)
	s := settings[sequence](y)
	q.lanes = s.lanes // memory of the last step
	*s = q
	return y.finish(), s
}

// initialState checks a state that a sequence starts from.
func initialState(l fmt.Stringer, c *cell, name string, state, x *Tensor, hidden int) *Tensor {
	want := []int{x.shape[0], hidden}
	if !slices.Equal(state.shape, want) {
		layerPanic(l, c.op.name, fmt.Sprintf("the initial state %s must have shape %v, one row for each sequence of x", name, want), state.shape, x.shape)
	}
	return state
}

// oneStep checks x [N, in] of a single step, and gives it an axis of time.
func oneStep(l fmt.Stringer, c *cell, x, w *Tensor) *Tensor {
	if len(x.shape) != 2 || x.shape[1] != w.shape[0] {
		layerPanic(l, c.op.name, fmt.Sprintf("one step expects x [N %d], a row for each sequence", w.shape[0]), x.shape, w.shape)
	}
	return x.Reshape(x.shape[0], 1, x.shape[1])
}

// checkSizes looks at a constructor's arguments.
func checkSizes(op string, in, hidden int) {
	if in < 1 || hidden < 1 {
		shapePanic(op, "a layer needs at least one input and one hidden number", []int{in, hidden})
	}
}

// call writes the constructor call that makes the layer.
func (r recurrent) call(name string, w *Tensor, gates int, more string) string {
	s := fmt.Sprintf("%s(%d, %d)%s", name, w.shape[0], w.shape[1]/gates, more)
	if r.reverse {
		s += ".Reverse()"
	}
	if r.last {
		s += ".Last()"
	}
	return s
}

// shapeAfter is the shape [N, T, hidden], or [N, hidden], that follows from x's.
func (r recurrent) shapeAfter(in []int, hidden int) []int {
	switch {
	case r.last && len(in) == 0:
		return []int{unknownSize, hidden}
	case r.last:
		return []int{in[0], hidden}
	case len(in) != 3:
		return nil
	}
	return []int{in[0], in[1], hidden}
}
