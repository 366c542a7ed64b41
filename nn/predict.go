package nn

// Predict returns the outputs for a batch x without recording a graph. It may be
// called from several goroutines while nobody trains.
//
// A large batch goes through nn's own layers a part at a time, so that it may be a
// whole data set.
func (m *Model) Predict(x *Tensor) *Tensor {
	if !keepsNoTensor(m) {
		return m.Forward(x.Detach().Eval().NoGrad()).Detach()
	}
	memory, ok := m.predictions.Get().(*arena)
	if !ok {
		memory = &arena{}
	}
	y := m.predictParts(memory, x.Detach())
	if y == nil {
		y = m.predictPart(memory, x.Detach()).Detach() // a copy
	}
	m.predictions.Put(memory)
	return y
}

func (m *Model) predictPart(memory *arena, x *Tensor) *Tensor {
	memory.reset()
	in := memory.adopt(x)
	in.eval, in.noGrad = true, true
	return m.Forward(in)
}

// predictParts sends about evaluationNumbers of x forward at a time. It returns nil
// if x is not so large, or the outputs are not one for each sample.
func (m *Model) predictParts(memory *arena, x *Tensor) *Tensor {
	if x.Len() <= evaluationNumbers || x.shape[0] < 2 {
		return nil
	}
	var (
		y     *Tensor
		n     = x.shape[0]
		width = x.Len() / n
		most  = max(1, evaluationNumbers/width)
	)
	for lo := 0; lo < n; lo += most {
		hi := min(lo+most, n)
		out := m.predictPart(memory, &Tensor{
			shape: append([]int{hi - lo}, x.shape[1:]...),
			data:  x.data.Slice(lo*width, hi*width),
		})
		if len(out.shape) == 0 || out.shape[0] != hi-lo {
			return nil
		}
		if y == nil {
			shape := append([]int{n}, out.shape[1:]...)
			y = &Tensor{shape: shape, data: out.DType().make(size(shape))}
		}
		each := out.Len() / (hi - lo)
		y.data.Slice(lo*each, hi*each).CopyFrom(out.data)
	}
	return y
}
