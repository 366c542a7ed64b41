package main

import (
	"math/rand/v2"
	"time"

	"gradus/nn"
)

// neuron is w·x + b in scalars, as micrograd_peer.py has it.
type neuron struct {
	weights []*nn.Value
	bias    *nn.Value
}

func (n neuron) forward(inputs []*nn.Value) *nn.Value {
	sum := n.bias
	for i, w := range n.weights {
		sum = sum.Add(w.Mul(inputs[i]))
	}
	return sum
}

// scalarNet makes the layers of a perceptron 2-16-16-1 and lists its parameters.
func scalarNet() (layers [][]neuron, params []*nn.Value) {
	r := rand.New(rand.NewPCG(1, 0))
	sizes := []int{2, 16, 16, 1}
	for l, in := range sizes[:3] {
		layer := make([]neuron, sizes[l+1])
		for i := range layer {
			layer[i].bias = nn.NewValue(0)
			for range in {
				layer[i].weights = append(layer[i].weights, nn.NewValue(2*r.Float64()-1))
			}
			params = append(append(params, layer[i].weights...), layer[i].bias)
		}
		layers = append(layers, layer)
	}
	return layers, params
}

// scalars trains number by number, with the max-margin loss mean(max(0, 1 - y·score)).
func scalars(w work, x, y []float32) trainFunc {
	return func(epochs int) (time.Duration, func() float64, error) {
		layers, params := scalarNet()
		start := time.Now()
		var loss *nn.Value
		for range epochs {
			loss = nn.NewValue(0)
			for i := range y {
				h := []*nn.Value{nn.NewValue(float64(x[2*i])), nn.NewValue(float64(x[2*i+1]))}
				for l, layer := range layers {
					next := make([]*nn.Value, len(layer))
					for k, n := range layer {
						next[k] = n.forward(h)
						if l < len(layers)-1 {
							next[k] = next[k].ReLU()
						}
					}
					h = next
				}
				sign := 2*float64(y[i]) - 1
				loss = loss.Add(h[0].MulN(-sign).AddN(1).ReLU())
			}
			loss = loss.MulN(1 / float64(len(y)))
			for _, p := range params {
				p.Grad = 0
			}
			loss.Backward()
			for _, p := range params {
				p.Data -= w.LR * p.Grad
			}
		}
		return time.Since(start), func() float64 { return loss.Data }, nil
	}
}
