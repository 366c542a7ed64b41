package nn

import "slices"

// Each line is an operation y = f(a, b) and its partial derivatives ∂y/∂a, ∂y/∂b.
var (
	add = elementwise2("Add",
		func(a, b float64) float64 { return a + b },
		func(a, b, y float64) (da, db float64) { return 1, 1 })
	sub = elementwise2("Sub",
		func(a, b float64) float64 { return a - b },
		func(a, b, y float64) (da, db float64) { return 1, -1 })
	mul = elementwise2("Mul",
		func(a, b float64) float64 { return a * b },
		func(a, b, y float64) (da, db float64) { return b, a })
	div = elementwise2("Div",
		func(a, b float64) float64 { return a / b },
		func(a, b, y float64) (da, db float64) { return 1 / b, -y / b })
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
	return apply(o, broadcastShape(o.name, t.shape, u.shape), t, u)
}

// elementwise2 makes the op that computes f for each pair of elements. Where an
// operand was stretched, its gradient is the sum over the copies: they all add
// to the same place.
func elementwise2(name string, f func(a, b float64) float64, df func(a, b, y float64) (da, db float64)) *op {
	return &op{
		name: name,
		forward: func(y *Tensor, in []*Tensor) {
			a, b := in[0].data, in[1].data
			eachPair(y, in, func(i, ia, ib int) { y.data[i] = f(a[ia], b[ib]) })
		},
		backward: func(y *Tensor, in []*Tensor) {
			a, b := in[0].data, in[1].data
			ga, gb := in[0].gradBuffer(), in[1].gradBuffer()
			eachPair(y, in, func(i, ia, ib int) {
				da, db := df(a[ia], b[ib], y.data[i])
				if ga != nil {
					ga[ia] += y.grad[i] * da
				}
				if gb != nil {
					gb[ib] += y.grad[i] * db
				}
			})
		},
	}
}

// eachPair visits the elements of y with the offsets of the operands' elements.
func eachPair(y *Tensor, in []*Tensor, visit func(i, ia, ib int)) {
	if slices.Equal(in[0].shape, in[1].shape) {
		for i := range y.data {
			visit(i, i, i)
		}
		return
	}
	walk(y.shape, stretch(in[0].shape, y.shape), stretch(in[1].shape, y.shape), visit)
}
