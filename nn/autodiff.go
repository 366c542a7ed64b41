package nn

import (
	"slices"
	"sync/atomic"
)

// RequiresGrad marks t so that operations on it are recorded and Backward
// computes its gradient, and returns t.
func (t *Tensor) RequiresGrad() *Tensor {
	t.requires = true
	return t
}

// Grad returns the gradient that Backward left here, a tensor of t's shape that
// shares its storage with t, or nil before the first Backward.
func (t *Tensor) Grad() *Tensor {
	if t.grad.IsNil() {
		return nil
	}
	if !t.arrived {
		t.grad.Zero()
		t.arrived = true
	}
	return &Tensor{shape: slices.Clone(t.shape), data: t.grad}
}

// ZeroGrad sets the gradient to zero, so that the next Backward starts afresh.
func (t *Tensor) ZeroGrad() { t.arrived = false }

// ZeroGrad sets the gradients of all params to zero.
func ZeroGrad(params []*Tensor) {
	for _, p := range params {
		p.ZeroGrad()
	}
}

// Backward computes the derivative of t, a tensor of one element, with respect
// to every tensor it was computed from that requires a gradient, by the chain
// rule from t back to the leaves (reverse-mode automatic differentiation).
//
// In a leaf, such as a parameter, gradients add up over several calls until
// ZeroGrad, as in PyTorch. The result of an operation holds the gradient of the
// last call only. The graph stays, so Backward can be called again.
func (t *Tensor) Backward() { t.backward(1) }

// backward is Backward for weight·t.
func (t *Tensor) backward(weight float64) {
	if t.Len() != 1 {
		shapePanic("Backward", "Backward starts from one number, the loss; end with .Sum() or .Mean()", t.shape)
	}
	if !t.requires {
		panic(&GraphError{Op: "Backward", Hint: "nothing here requires a gradient; mark the parameters with .RequiresGrad() before computing with them"})
	}
	if t.arena != nil {
		t.arena.backward(t, weight)
		return
	}
	w := newWalk()
	w.from(t, false)
	w.backward(weight)
	w.done()
}

// walk lists the tensors that a tensor was computed from.
type walk struct {
	pass   uint64
	leaves bool      // list those that require no gradient, too
	order  []*Tensor // every tensor after its inputs
}

var (
	walks  = make(chan *walk, 16) // that are done, with their memory
	passes atomic.Uint64          // how many walks there have been
)

func newWalk() *walk {
	select {
	case w := <-walks:
		return w
	default:
		return new(walk)
	}
}

// from walks the graph of t, inputs first.
func (w *walk) from(t *Tensor, all bool) {
	w.pass, w.leaves, w.order = passes.Add(1), all, w.order[:0]
	w.visit(t)
}

func (w *walk) visit(t *Tensor) {
	t.pass = w.pass
	if t.op != nil {
		for _, x := range t.in {
			if x.pass != w.pass && (w.leaves || x.op != nil) {
				w.visit(x)
			}
		}
	}
	w.order = append(w.order, t)
}

func (w *walk) done() {
	clear(w.order) // so that they can be collected
	select {
	case walks <- w:
	default:
	}
}

// backward sends weight, the gradient of the last tensor, through all of them.
func (w *walk) backward(weight float64) {
	for _, x := range w.order {
		if x.op != nil {
			x.arrived = false
		}
	}
	seed := w.order[len(w.order)-1].gradient()
	seed.Set(0, seed.At(0)+weight)
	for i := len(w.order) - 1; i >= 0; i-- {
		if x := w.order[i]; x.op != nil {
			if !x.arrived {
				x.zeroGradient()
			}
			x.op.backward(x)
		}
	}
}

// WalkGraph visits t and everything it was computed from, inputs first. Each
// tensor gets an id, counted from 0 in the order of the visits, and comes with
// the operation that made it ("" for a leaf), its name, shape, copies of its
// elements and gradient (nil if it has none) and the ids of its inputs. Only recorded
// operations are seen: mark a tensor with RequiresGrad before computing with it.
func (t *Tensor) WalkGraph(visit func(id int, op, name string, shape []int, data, grad []float64, inputs []int)) {
	ids := map[*Tensor]int{}
	var w walk
	w.from(t, true)
	for id, x := range w.order {
		ids[x] = id
		op, inputs := "", []int(nil)
		if x.op != nil {
			op = x.op.name
			for _, in := range x.in {
				inputs = append(inputs, ids[in])
			}
		}
		var grad []float64
		if g := x.Grad(); g != nil {
			grad = g.Data()
		}
		visit(id, op, x.name, x.shape, x.Data(), grad, inputs)
	}
}
