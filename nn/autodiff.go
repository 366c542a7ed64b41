package nn

import "slices"

// op is one operation and its derivative. forward computes y's elements from its
// inputs; backward adds to the inputs' gradients what y's gradient implies for
// them. An op with settings (an exponent, axes) is made anew for each call and
// closes over them; the others are package variables.
type op struct {
	name     string
	forward  func(y *Tensor, in []*Tensor)
	backward func(y *Tensor, in []*Tensor)
}

// node is how a recorded tensor was computed.
type node struct {
	op *op
	in []*Tensor
}

// apply computes a tensor of the given shape with o and records it if needed.
// The shape must have been checked, and is not copied.
func apply(o *op, shape []int, in ...*Tensor) *Tensor {
	y := &Tensor{shape: shape, data: make([]float64, size(shape))}
	o.forward(y, in)
	return record(y, o, in)
}

// record remembers how y was computed, when one of its inputs wants a gradient
// and none belongs to a prediction.
func record(y *Tensor, o *op, in []*Tensor) *Tensor {
	for _, x := range in {
		y.requires = y.requires || x.requires
		y.inference = y.inference || x.inference
	}
	if y.inference {
		y.requires = false
	}
	if y.requires {
		y.node = &node{op: o, in: in}
	}
	return y
}

// gradBuffer is where backward adds x's gradient: nil if none is wanted.
func (t *Tensor) gradBuffer() []float64 {
	if t.requires && t.grad == nil {
		t.grad = make([]float64, len(t.data))
	}
	return t.grad
}

// RequiresGrad marks t so that operations on it are recorded and Backward
// computes its gradient, and returns t.
func (t *Tensor) RequiresGrad() *Tensor {
	t.requires = true
	return t
}

// Grad returns the gradient that Backward left here, a tensor of t's shape that
// shares its storage with t, or nil before the first Backward.
func (t *Tensor) Grad() *Tensor {
	if t.grad == nil {
		return nil
	}
	return &Tensor{shape: t.shape, data: t.grad}
}

// ZeroGrad sets the gradient to zero, so that the next Backward starts afresh.
func (t *Tensor) ZeroGrad() { clear(t.grad) }

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
func (t *Tensor) Backward() {
	if len(t.data) != 1 {
		shapePanic("Backward", "Backward starts from one number, the loss; end with .Sum() or .Mean()", t.shape)
	}
	if !t.requires {
		panic(&GraphError{Op: "Backward", Hint: "nothing here requires a gradient; mark the parameters with .RequiresGrad() before computing with them"})
	}
	order := t.topological(func(x *Tensor) bool { return x.requires })
	for _, x := range order {
		if x.node != nil {
			clear(x.grad)
		}
	}
	t.gradBuffer()[0]++
	for _, x := range slices.Backward(order) {
		if x.node != nil {
			x.gradBuffer()
			x.node.op.backward(x, x.node.in)
		}
	}
}

// topological lists t and the tensors it was computed from for which follow
// holds, every tensor after its inputs.
func (t *Tensor) topological(follow func(*Tensor) bool) []*Tensor {
	var order []*Tensor
	seen := map[*Tensor]bool{}
	var visit func(x *Tensor)
	visit = func(x *Tensor) {
		if seen[x] || !follow(x) {
			return
		}
		seen[x] = true
		if x.node != nil {
			for _, in := range x.node.in {
				visit(in)
			}
		}
		order = append(order, x)
	}
	visit(t)
	return order
}

// WalkGraph visits t and everything it was computed from, inputs first. Each
// tensor gets an id, counted from 0 in the order of the visits, and comes with
// the operation that made it ("" for a leaf), its name, shape, elements,
// gradient (nil if it has none) and the ids of its inputs. Only recorded
// operations are seen: mark a tensor with RequiresGrad before computing with it.
func (t *Tensor) WalkGraph(visit func(id int, op, name string, shape []int, data, grad []float64, inputs []int)) {
	ids := map[*Tensor]int{}
	for id, x := range t.topological(func(*Tensor) bool { return true }) {
		ids[x] = id
		op, inputs := "", []int(nil)
		if x.node != nil {
			op = x.node.op.name
			for _, in := range x.node.in {
				inputs = append(inputs, ids[in])
			}
		}
		visit(id, op, x.name, x.shape, x.data, x.grad, inputs)
	}
}
