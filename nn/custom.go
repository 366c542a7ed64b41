package nn

import "slices"

// CustomOp is an operation of your own.
type CustomOp struct {
	name     string
	forward  func(in ...*Tensor) *Tensor
	backward func(grad, out *Tensor, in ...*Tensor) []*Tensor
	op       *op
}

// Custom makes an operation of a forward function and its derivative. forward
// computes the result from the inputs, by whatever means; backward returns, for each
// input, the gradient of the loss with respect to it, given grad, that with respect
// to the result out: the chain rule by hand. A gradient that is nil counts as zero.
//
//	cube := nn.Custom("Cube",
//		func(in ...*nn.Tensor) *nn.Tensor { return in[0].Pow(3) },
//		func(grad, out *nn.Tensor, in ...*nn.Tensor) []*nn.Tensor {
//			return []*nn.Tensor{grad.Mul(in[0].Square()).Mul(nn.Scalar(3))}
//		})
//	y := cube.Apply(x)
//
// GradCheck finds out whether both belong together.
func Custom(name string, forward func(in ...*Tensor) *Tensor, backward func(grad, out *Tensor, in ...*Tensor) []*Tensor) *CustomOp {
	c := &CustomOp{name: name, forward: forward, backward: backward}
	c.op = &op{name: name, forward: func(y *Tensor) {}, backward: c.propagate}
	return c
}

// Apply computes the operation on the given inputs.
func (c *CustomOp) Apply(in ...*Tensor) *Tensor {
	plain := make([]*Tensor, len(in))
	for i, x := range in {
		plain[i] = x.Detach()
	}
	out := c.forward(plain...)
	if out == nil {
		valuePanic(c.name, "forward returned no tensor")
	}
	y := result(c.op, out.shape, in)
	y.data, y.owns = out.data, false
	return y.finish()
}

func (c *CustomOp) propagate(y *Tensor) {
	plain := make([]*Tensor, len(y.in))
	for i, x := range y.in {
		plain[i] = x.Detach()
	}
	grads := c.backward(&Tensor{shape: slices.Clone(y.shape), data: y.grad}, y.Detach(), plain...)
	if len(grads) != len(y.in) {
		valuePanic(c.name, "backward returned %d gradients for %d inputs", len(grads), len(y.in))
	}
	for i, g := range grads {
		x := y.in[i]
		if g == nil || !x.requires {
			continue
		}
		if !sameShape(g, x) {
			shapePanic(c.name, "backward must return a gradient of the shape of its input", g.shape, x.shape)
		}
		addTo(x.gradient(), g.To(x.DType()).data)
	}
}

// String returns the operation's name.
func (c *CustomOp) String() string { return c.name }
