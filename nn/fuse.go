package nn

// reluFuser is a layer that can apply a following ReLU in the same pass over its
// result.
type reluFuser interface {
	forwardReLU(x *Tensor) *Tensor
}

// poolFuser is a layer that can also halve the result by a MaxPool2D(2) after the
// ReLU. It returns nil if the result is too small for that.
type poolFuser interface {
	forwardReLUPool(x *Tensor) *Tensor
}

// forwardFused runs layer i of the model and, where they can be one operation, the
// one or two layers after it. It returns the number of layers that were run.
func (m *Model) forwardFused(i int, x *Tensor) (y *Tensor, layers int) {
	f, ok := m.Layers[i].(reluFuser)
	if !ok || !m.isReLU(i+1) {
		return m.Layers[i].Forward(x), 1
	}
	if f, ok := f.(poolFuser); ok && m.isHalving(i+2) {
		if y := f.forwardReLUPool(x); y != nil {
			return y, 3
		}
	}
	return f.forwardReLU(x), 2
}

func (m *Model) isReLU(i int) bool {
	if i >= len(m.Layers) {
		return false
	}
	a, ok := m.Layers[i].(*Activation)
	return ok && a.relu
}

func (m *Model) isHalving(i int) bool {
	if i >= len(m.Layers) {
		return false
	}
	p, ok := m.Layers[i].(*PoolLayer)
	return ok && p.halves()
}
