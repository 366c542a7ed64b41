package main

import (
	"fmt"
	"math"
	"os"
	"time"
)

type value struct {
	data, grad float64
	inputs     []*value
	backward   func()
}

func (a *value) add(b *value) *value {
	out := &value{data: a.data + b.data, inputs: []*value{a, b}}
	out.backward = func() {
		a.grad += out.grad
		b.grad += out.grad
	}
	return out
}

func (a *value) mul(b *value) *value {
	out := &value{data: a.data * b.data, inputs: []*value{a, b}}
	out.backward = func() {
		a.grad += b.data * out.grad
		b.grad += a.data * out.grad
	}
	return out
}

func (a *value) tanh() *value {
	t := math.Tanh(a.data)
	out := &value{data: t, inputs: []*value{a}}
	out.backward = func() { a.grad += (1 - t*t) * out.grad }
	return out
}

func visit(v *value, seen map[*value]bool, order []*value) []*value {
	if seen[v] {
		return order
	}
	seen[v] = true
	for _, in := range v.inputs {
		order = visit(in, seen, order)
	}
	return append(order, v)
}

func (v *value) run() {
	order := visit(v, map[*value]bool{}, nil)
	v.grad = 1
	for i := len(order) - 1; i >= 0; i-- {
		if f := order[i].backward; f != nil {
			f()
		}
	}
}

func main() {
	start := time.Now()
	seed := 1
	random := func() float64 {
		seed = (seed*1103515245 + 12345) % 2147483648
		return float64(seed)/1073741824 - 1
	}
	sizes := []int{2, 8, 8, 1}
	var layers [][][]*value
	var params []*value
	for l := 1; l < len(sizes); l++ {
		var layer [][]*value
		for i := 0; i < sizes[l]; i++ {
			var neuron []*value
			for j := 0; j <= sizes[l-1]; j++ {
				neuron = append(neuron, &value{data: random()})
			}
			params = append(params, neuron...)
			layer = append(layer, neuron)
		}
		layers = append(layers, layer)
	}
	var loss *value
	for step := 0; step < 6; step++ {
		loss = &value{}
		for k := 0; k < 16; k++ {
			p, q := random(), random()
			x := []*value{{data: p}, {data: q}}
			for _, layer := range layers {
				var next []*value
				for _, neuron := range layer {
					sum := neuron[len(x)]
					for j := range x {
						sum = sum.add(neuron[j].mul(x[j]))
					}
					next = append(next, sum.tanh())
				}
				x = next
			}
			diff := x[0].add(&value{data: -p * q})
			loss = loss.add(diff.mul(diff))
		}
		for _, p := range params {
			p.grad = 0
		}
		loss.run()
		for _, p := range params {
			p.data -= 0.01 * p.grad
		}
	}
	fmt.Printf("%.6f\n", loss.data)
	fmt.Fprintln(os.Stderr, "elapsed", time.Since(start).Seconds())
}
