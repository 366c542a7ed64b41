package nn

import (
	"slices"

	"gradus/nn/internal/vec"
)

// Operations y = f(a, b) on pairs of elements, with g = dL/dy. Operands of
// different shapes are stretched to y's by broadcasting; operand(0) and
// operand(1) are a and b after that, and propagate adds what belongs to one of
// them, summed over the copies that the stretching made.
var (
	add = &op{ // dL/da = g, dL/db = g
		name:    "Add",
		forward: func(y *Tensor) { vec.Add(&y.data, y.operand(0), y.operand(1)) },
		backward: func(y *Tensor) {
			y.propagate(0, &y.grad)
			y.propagate(1, &y.grad)
		},
	}
	sub = &op{ // dL/da = g, dL/db = -g
		name:    "Sub",
		forward: func(y *Tensor) { vec.Sub(&y.data, y.operand(0), y.operand(1)) },
		backward: func(y *Tensor) {
			y.propagate(0, &y.grad)
			if y.in[1].requires {
				d := y.buffer(2)
				vec.Neg(d, &y.grad)
				y.propagate(1, d)
			}
		},
	}
	mul = &op{ // dL/da = g·b, dL/db = g·a
		name:    "Mul",
		forward: func(y *Tensor) { vec.Mul(&y.data, y.operand(0), y.operand(1)) },
		backward: func(y *Tensor) {
			for i := range 2 {
				if y.in[i].requires {
					d := y.buffer(2)
					vec.Mul(d, &y.grad, y.operand(1-i))
					y.propagate(i, d)
				}
			}
		},
	}
	div = &op{ // dL/da = g/b, dL/db = -g·y/b
		name:    "Div",
		forward: func(y *Tensor) { vec.Div(&y.data, y.operand(0), y.operand(1)) },
		backward: func(y *Tensor) {
			d := y.buffer(2)
			vec.Div(d, &y.grad, y.operand(1))
			y.propagate(0, d)
			vec.Mul(d, d, &y.data)
			vec.Neg(d, d)
			y.propagate(1, d)
		},
	}
)

// Add returns t + u, element by element, with broadcasting.
func (t *Tensor) Add(u *Tensor) *Tensor { return elementwise(add, t, u) }

// Sub returns t - u, element by element, with broadcasting.
func (t *Tensor) Sub(u *Tensor) *Tensor { return elementwise(sub, t, u) }

// Mul returns t · u, element by element, with broadcasting. For the product of
// matrices see MatMul.
func (t *Tensor) Mul(u *Tensor) *Tensor { return elementwise(mul, t, u) }

// Div returns t / u, element by element, with broadcasting.
func (t *Tensor) Div(u *Tensor) *Tensor { return elementwise(div, t, u) }

func elementwise(o *op, t, u *Tensor) *Tensor {
	if t.data.Is64() != u.data.Is64() {
		t, u = t.To(Float64), u.To(Float64)
	}
	shape, stretched := t.shape, false
	if !slices.Equal(t.shape, u.shape) {
		shape, stretched = broadcastShape(o.name, t.shape, u.shape), true
	}
	y := begin(o, t.DType(), shape, t, u)
	y.stretched = stretched
	return y.finish()
}

// operand is the data of input i, stretched to y's shape.
func (t *Tensor) operand(i int) *vec.Array {
	x := t.in[i]
	if !t.stretched || sameShape(x, t) {
		return &x.data
	}
	full := t.buffer(i)
	vec.Expand(*full, x.data, t.shape, stretch(x.shape, t.shape))
	return full
}

// propagate adds d, which has y's shape, to the gradient of input i.
func (t *Tensor) propagate(i int, d *vec.Array) {
	x := t.in[i]
	switch {
	case !x.requires:
	case t.stretched && !sameShape(x, t):
		vec.Reduce(x.gradient(), *d, t.shape, stretch(x.shape, t.shape))
	case x.arrive():
		vec.Add(&x.grad, &x.grad, d)
	default:
		vec.Copy(&x.grad, d)
	}
}
