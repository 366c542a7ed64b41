package nn

// reluFuser is a layer that can apply a following ReLU in the same pass over its
// result.
type reluFuser interface {
	forwardReLU(x *Tensor) *Tensor
}

// forwardFused runs layer i of the model and, where they can be one operation, the
// layer after it. It returns the number of layers that were run.
func (m *Model) forwardFused(i int, x *Tensor) (y *Tensor, layers int) {
	if f, ok := m.Layers[i].(reluFuser); ok && i+1 < len(m.Layers) {
		if a, ok := m.Layers[i+1].(*Activation); ok && a.relu {
			return f.forwardReLU(x), 2
		}
	}
	return m.Layers[i].Forward(x), 1
}
