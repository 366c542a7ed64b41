package nn

// arena is the memory of a training step: the tensors computed in one step are
// used again in the next, in the order of their making, with their storage,
// gradients and scratch. As every step does the same, nothing is allocated after
// the first.
//
// A tensor belongs to the arena of its inputs; the batch is where it enters. The
// nil arena is the heap.
type arena struct {
	tensors []*Tensor
	used    int
	// changed says that the recorded operations are not those of the last Backward,
	// whose tensors stand in graph.
	changed bool
	graph   *walk
	// shadows stand for parameters in what is computed here: they share the
	// numbers, but have gradients of their own.
	shadows   map[*Tensor]*Tensor
	gathering gathering // of the batch
}

// tensor returns a tensor to be computed.
func (a *arena) tensor() *Tensor {
	if a == nil {
		return &Tensor{}
	}
	if a.used == len(a.tensors) {
		a.tensors = append(a.tensors, &Tensor{})
	}
	t := a.tensors[a.used]
	a.used++
	t.name, t.arrived, t.stretched = "", false, false
	t.requires, t.noGrad, t.eval = false, false, false
	return t
}

// replaceParameters puts the shadows in the place of the parameters they stand for.
func (a *arena) replaceParameters(in []*Tensor) {
	for i, x := range in {
		if s := a.shadows[x]; s != nil {
			in[i] = s
		}
	}
}

// leaf returns a tensor for input of the step: elements of the given type, with
// any contents.
func (a *arena) leaf(dtype DType, shape ...int) *Tensor {
	y := a.input()
	y.shape = append(y.dims[:0], shape...)
	y.allocate(dtype, size(shape))
	return y
}

// input returns a tensor to be made a leaf.
func (a *arena) input() *Tensor {
	y := a.tensor()
	if a != nil && y.op != nil {
		a.changed = true
	}
	y.arena, y.op, y.in = a, nil, nil
	return y
}

// backward sends weight, the gradient of t, through its graph, which as a rule is
// that of the last step.
func (a *arena) backward(t *Tensor, weight float64) {
	w := a.graph
	a.graph = nil // an op's own Backward needs another
	if w == nil {
		w = new(walk)
	}
	if last := len(w.order) - 1; a.changed || last < 0 || w.order[last] != t {
		w.from(t, false)
		a.changed = false
	}
	w.backward(weight)
	a.graph = w
}

// reset gives all tensors back, to be used again.
func (a *arena) reset() {
	if a != nil {
		a.used = 0
	}
}
