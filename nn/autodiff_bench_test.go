package nn

import (
	"fmt"
	"testing"
)

// 25 × tanh(y + w), forward and backward: the cost of an operation, in an arena as
// inside Fit and on the heap as in a cell.
func BenchmarkOp(b *testing.B) {
	for _, n := range []int{16, 1024} {
		for _, memory := range []*arena{{}, nil} {
			where := "arena"
			if memory == nil {
				where = "heap"
			}
			b.Run(fmt.Sprint(n, "/", where), func(b *testing.B) {
				w := Full(0.02, n).To(Float32).RequiresGrad()
				b.ReportAllocs()
				for b.Loop() {
					if memory != nil {
						memory.reset()
					}
					y := memory.leaf(Float32, n)
					y.data.Fill(0.01)
					for range 25 {
						y = y.Add(w).Tanh()
					}
					w.ZeroGrad()
					y.Sum().Backward()
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/50, "ns/op-recorded")
			})
		}
	}
}

// A step of the classic micrograd network: MLP 2-16-16-1 on 100 points, about
// 60,800 operations on scalars.
func BenchmarkValue(b *testing.B) {
	Seed(1)
	net := newValueNet(2, 16, 16, 1)
	x, y := make([][2]float64, 100), make([]float64, 100)
	for i := range x {
		x[i] = [2]float64{Randn().Item(), Randn().Item()}
		y[i] = float64(i%2)*2 - 1
	}
	for b.Loop() {
		net.step(x, y)
	}
}

type valueNet [][][]*Value // layers of neurons of weights, the bias last

func newValueNet(sizes ...int) valueNet {
	var net valueNet
	for l := range len(sizes) - 1 {
		layer := make([][]*Value, sizes[l+1])
		for j := range layer {
			for range sizes[l] + 1 {
				layer[j] = append(layer[j], NewValue(Rand().Item()*2-1))
			}
		}
		net = append(net, layer)
	}
	return net
}

func (net valueNet) step(x [][2]float64, y []float64) float64 {
	loss := NewValue(0)
	for i, p := range x {
		h := []*Value{NewValue(p[0]), NewValue(p[1])}
		for l, layer := range net {
			out := make([]*Value, len(layer))
			for j, w := range layer {
				s := w[len(w)-1]
				for k, v := range h {
					s = s.Add(w[k].Mul(v))
				}
				if l < len(net)-1 {
					s = s.ReLU()
				}
				out[j] = s
			}
			h = out
		}
		loss = loss.Add(h[0].MulN(-y[i]).AddN(1).ReLU())
	}
	loss = loss.MulN(1 / float64(len(x)))
	loss.Backward()
	for _, layer := range net {
		for _, w := range layer {
			for _, v := range w {
				v.Data -= 0.1 * v.Grad
				v.Grad = 0
			}
		}
	}
	return loss.Data
}
