// Reverse-mode automatic differentiation of scalars.
package main

import (
	"fmt"
	"math"
)

type Value struct {
	Data, Grad float64
	name       string
	inputs     []*Value
	backward   func()
}

func Leaf(name string, x float64) *Value { return &Value{Data: x, name: name} }

func (a *Value) Add(b *Value) *Value {
	out := &Value{Data: a.Data + b.Data, name: "+", inputs: []*Value{a, b}}
	out.backward = func() {
		a.Grad += out.Grad
		b.Grad += out.Grad
	}
	return out
}

func (a *Value) Mul(b *Value) *Value {
	out := &Value{Data: a.Data * b.Data, name: "*", inputs: []*Value{a, b}}
	out.backward = func() {
		a.Grad += b.Data * out.Grad
		b.Grad += a.Data * out.Grad
	}
	return out
}

func (a *Value) Tanh() *Value {
	t := math.Tanh(a.Data)
	out := &Value{Data: t, name: "tanh", inputs: []*Value{a}}
	out.backward = func() { a.Grad += (1 - t*t) * out.Grad }
	return out
}

// Backward fills in Grad of all values that v depends on.
func (v *Value) Backward() {
	var order []*Value
	seen := map[*Value]bool{}
	var visit func(*Value)
	visit = func(n *Value) {
		if seen[n] {
			return
		}
		seen[n] = true
		for _, in := range n.inputs {
			visit(in)
		}
		order = append(order, n)
	}
	visit(v)
	v.Grad = 1
	for i := len(order) - 1; i >= 0; i-- {
		if f := order[i].backward; f != nil {
			f()
		}
	}
}

func main() {
	x, w, b := Leaf("x", 2), Leaf("w", -0.5), Leaf("b", 1.5)
	y := x.Mul(w).Add(b).Tanh().Mul(x)
	y.Backward()
	fmt.Printf("y = %.6f\n", y.Data)
	for _, v := range []*Value{x, w, b} {
		fmt.Printf("dy/d%s = %+.6f\n", v.name, v.Grad)
	}
}
