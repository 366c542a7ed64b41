package nn

import "slices"

// InputShape returns the shape of one sample, without the batch: what Fit or
// SetReference saw, the model's file said, or what the first layer needs. It is nil
// if none of them says.
func (m *Model) InputShape() []int {
	if m.inputShape != nil {
		return slices.Clone(m.inputShape)
	}
	if len(m.Layers) == 0 {
		return nil
	}
	switch first := m.Layers[0].(type) {
	case *Model:
		return first.InputShape()
	case *ResidualLayer:
		return first.f.InputShape()
	case *LinearLayer:
		return []int{first.W.shape[0]}
	}
	return nil
}

// sawInput remembers the shape of the samples of a batch.
func (m *Model) sawInput(x *Tensor) {
	if len(x.shape) > 1 && !slices.Equal(m.inputShape, x.shape[1:]) {
		m.inputShape = slices.Clone(x.shape[1:])
	}
}
