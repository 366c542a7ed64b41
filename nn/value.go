package nn

import (
	"fmt"
	"math"
)

// Value is one number that remembers how it was computed: automatic differentiation
// for scalars, as small as it can be. Every operation stores, beside its result y, how
// fast y changes with each of its one or two operands; Backward multiplies these
// slopes along the way back (the chain rule). After A. Karpathy's micrograd.
//
//	x := nn.NewValue(3)
//	y := x.Mul(x).Add(x) // x² + x
//	y.Backward()
//	x.Grad // 7 = 2x + 1
type Value struct {
	Data float64 // the number
	Grad float64 // d/dValue of what Backward was called on

	in    [2]*Value  // the operands; nil in a leaf, the second nil with one operand
	slope [2]float64 // ∂Data/∂in[i].Data
	op    string
	name  string
	pass  uint64 // the last Backward that came by
}

// NewValue makes a leaf.
func NewValue(data float64) *Value { return &Value{Data: data} }

// Add returns v + u.
func (v *Value) Add(u *Value) *Value { return binary("Add", v.Data+u.Data, v, 1, u, 1) }

// Sub returns v - u.
func (v *Value) Sub(u *Value) *Value { return binary("Sub", v.Data-u.Data, v, 1, u, -1) }

// Mul returns v · u.
func (v *Value) Mul(u *Value) *Value { return binary("Mul", v.Data*u.Data, v, u.Data, u, v.Data) }

// Div returns v / u.
func (v *Value) Div(u *Value) *Value {
	y := v.Data / u.Data
	return binary("Div", y, v, 1/u.Data, u, -y/u.Data)
}

// AddN returns v + c for a plain number.
func (v *Value) AddN(c float64) *Value { return unary("AddN", v.Data+c, v, 1) }

// MulN returns v · c for a plain number.
func (v *Value) MulN(c float64) *Value { return unary("MulN", v.Data*c, v, c) }

// Neg returns -v.
func (v *Value) Neg() *Value { return unary("Neg", -v.Data, v, -1) }

// Pow returns vᵖ.
func (v *Value) Pow(p float64) *Value {
	slope := 0.0
	if p != 0 {
		slope = p * math.Pow(v.Data, p-1)
	}
	return unary("Pow", math.Pow(v.Data, p), v, slope)
}

// Exp returns eᵛ.
func (v *Value) Exp() *Value {
	y := math.Exp(v.Data)
	return unary("Exp", y, v, y)
}

// Log returns ln v.
func (v *Value) Log() *Value { return unary("Log", math.Log(v.Data), v, 1/v.Data) }

// ReLU returns max(v, 0).
func (v *Value) ReLU() *Value {
	if v.Data > 0 {
		return unary("ReLU", v.Data, v, 1)
	}
	return unary("ReLU", 0, v, 0)
}

// Tanh returns the hyperbolic tangent of v.
func (v *Value) Tanh() *Value {
	y := math.Tanh(v.Data)
	return unary("Tanh", y, v, 1-y*y)
}

// Sigmoid returns 1 / (1 + e⁻ᵛ).
func (v *Value) Sigmoid() *Value {
	y := 1 / (1 + math.Exp(-v.Data))
	return unary("Sigmoid", y, v, y*(1-y))
}

func unary(op string, y float64, v *Value, slope float64) *Value {
	return &Value{Data: y, op: op, in: [2]*Value{v}, slope: [2]float64{slope}}
}

func binary(op string, y float64, v *Value, dv float64, u *Value, du float64) *Value {
	return &Value{Data: y, op: op, in: [2]*Value{v, u}, slope: [2]float64{dv, du}}
}

// Backward sets Grad of everything that v was computed from to the derivative of v
// with respect to it. In leaves it adds up over several calls; set Grad to 0 before
// the next step.
func (v *Value) Backward() {
	order := v.ancestors()
	for _, x := range order {
		if x.in[0] != nil {
			x.Grad = 0
		}
	}
	v.Grad++
	for i := len(order) - 1; i >= 0; i-- {
		x := order[i]
		for k, in := range x.in {
			if in != nil {
				in.Grad += x.slope[k] * x.Grad
			}
		}
	}
}

// ancestors lists v and what it was computed from, operands first. It keeps its own
// stack: a sum of many terms is a long chain.
func (v *Value) ancestors() []*Value {
	pass := passes.Add(1)
	type visit struct {
		v    *Value
		next int // the operand to look at
	}
	var order []*Value
	stack := []visit{{v: v}}
	v.pass = pass
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		if top.next == 2 || top.v.in[top.next] == nil {
			order = append(order, top.v)
			stack = stack[:len(stack)-1]
			continue
		}
		in := top.v.in[top.next]
		top.next++
		if in.pass != pass {
			in.pass = pass
			stack = append(stack, visit{v: in})
		}
	}
	return order
}

// Named gives the value a name, for graphs, and returns it.
func (v *Value) Named(name string) *Value {
	v.name = name
	return v
}

// String returns "Value(data 9, grad 0)".
func (v *Value) String() string { return fmt.Sprintf("Value(data %.4g, grad %.4g)", v.Data, v.Grad) }

// WalkGraph visits v and everything it was computed from, operands first, as
// Tensor.WalkGraph does: viz.Graph(v) draws it.
func (v *Value) WalkGraph(visit func(id int, op, name string, shape []int, data, grad []float64, inputs []int)) {
	ids := map[*Value]int{}
	for id, x := range v.ancestors() {
		ids[x] = id
		var inputs []int
		for _, in := range x.in {
			if in != nil {
				inputs = append(inputs, ids[in])
			}
		}
		visit(id, x.op, x.name, nil, []float64{x.Data}, []float64{x.Grad}, inputs)
	}
}
