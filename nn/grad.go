package nn

// Grad turns a function into that of its gradients: called with inputs, it computes
// f, a scalar, and returns the derivative of f with respect to each of them. The
// inputs themselves are left as they are.
//
//	slope := nn.Grad(func(in ...*nn.Tensor) *nn.Tensor { return in[0].Square().Sum() })
//	slope(nn.Vector(1, 2))[0] // [2 4]
func Grad(f func(in ...*Tensor) *Tensor) func(in ...*Tensor) []*Tensor {
	value := ValueAndGrad(f)
	return func(in ...*Tensor) []*Tensor {
		_, grads := value(in...)
		return grads
	}
}

// ValueAndGrad is Grad for a function that returns the value of f, too.
func ValueAndGrad(f func(in ...*Tensor) *Tensor) func(in ...*Tensor) (value *Tensor, grads []*Tensor) {
	return func(in ...*Tensor) (*Tensor, []*Tensor) {
		leaves := make([]*Tensor, len(in))
		for i, x := range in {
			leaves[i] = x.Detach().RequiresGrad()
		}
		y := f(leaves...)
		y.Backward()
		grads := make([]*Tensor, len(in))
		for i, x := range leaves {
			if grads[i] = x.Grad(); grads[i] == nil { // f does not depend on it
				grads[i] = &Tensor{shape: x.Shape(), data: zerosLike(x)}
			}
		}
		return y.Detach(), grads
	}
}
