package nn

import (
	"slices"
	"testing"
)

// What a step left in the arena is used again if the next step does the same. If it
// does something else, or a parameter has been frozen or freed in between, the
// gradients are still those on the heap.
func TestArenaOfChangingSteps(t *testing.T) {
	Seed(1)
	w, v := Randn(3).RequiresGrad(), Randn(3).RequiresGrad()
	kept := w.Square() // computed once, outside of the arena
	steps := []struct {
		name    string
		n       int
		w, v    bool // require a gradient
		compute func(x *Tensor) *Tensor
	}{
		{"first", 3, true, true, func(x *Tensor) *Tensor { return x.Mul(w).Tanh().Add(v).Sum() }},
		{"the same", 3, true, true, func(x *Tensor) *Tensor { return x.Mul(w).Tanh().Add(v).Sum() }},
		{"other op", 3, true, true, func(x *Tensor) *Tensor { return x.Mul(w).Sigmoid().Add(v).Sum() }},
		{"other input", 3, true, true, func(x *Tensor) *Tensor { return x.Mul(w).Sigmoid().Add(w).Sum() }},
		{"other shape", 6, true, true, func(x *Tensor) *Tensor { return x.Reshape(2, 3).Mul(w).Sigmoid().Add(w).Sum() }},
		{"the same of other shape", 9, true, true, func(x *Tensor) *Tensor { return x.Reshape(3, 3).Mul(w).Sigmoid().Add(w).Sum() }},
		{"frozen", 3, false, true, func(x *Tensor) *Tensor { return x.Mul(w).Sigmoid().Mul(v).Sum() }},
		{"freed", 3, true, true, func(x *Tensor) *Tensor { return x.Mul(w).Sigmoid().Mul(v).Sum() }},
		{"the other frozen", 3, true, false, func(x *Tensor) *Tensor { return x.Mul(w).Sigmoid().Mul(v).Sum() }},
		{"other root", 3, true, true, func(x *Tensor) *Tensor { y := x.Mul(w).Sigmoid(); y.Mul(v).Sum(); return y.Sum() }},
		{"three uses", 3, true, true, func(x *Tensor) *Tensor { y := x.Mul(w); return y.Tanh().Add(y.Sigmoid()).Mul(y).Sum() }},
		{"a tensor of the heap", 3, true, true, func(x *Tensor) *Tensor { return x.Mul(kept).Add(w).Sum() }},
		{"the same of the heap", 3, true, true, func(x *Tensor) *Tensor { return x.Mul(kept).Add(w).Sum() }},
		{"a leaf", 3, true, true, func(x *Tensor) *Tensor { return x.RequiresGrad().Sum() }},
		{"first again", 3, true, true, func(x *Tensor) *Tensor { return x.Mul(w).Tanh().Add(v).Sum() }},
	}
	used := &arena{}
	for _, s := range steps {
		w.requires, v.requires = s.w, s.v
		samples := Randn(s.n)
		var results [2][]float64
		for i, a := range []*arena{nil, used} {
			a.reset()
			x := a.leaf(Float64, s.n)
			x.CopyFrom(samples)
			ZeroGrad([]*Tensor{w, v})
			loss := s.compute(x)
			for range 2 { // the second time, gradients of leaves add up
				loss.Backward()
				results[i] = append(results[i], loss.Item())
				for _, p := range []*Tensor{w, v} {
					if p.arrived {
						results[i] = append(results[i], p.Grad().Data()...)
					}
				}
			}
		}
		if !slices.Equal(results[0], results[1]) {
			t.Errorf("%s: on the heap\n%v\nin the arena\n%v", s.name, results[0], results[1])
		}
	}
}

// Sums of all elements take no memory in an arena.
func TestRecordedOperationsAllocateNothing(t *testing.T) {
	a, w := &arena{}, Randn(16).To(Float32).RequiresGrad()
	step := func() {
		a.reset()
		x := a.leaf(Float32, 16)
		x.data.Fill(0.5)
		w.ZeroGrad()
		x.Mul(w).Tanh().Sub(w).Div(x).Sum().Backward()
	}
	step()
	if n := testing.AllocsPerRun(10, step); n != 0 {
		t.Errorf("%v allocations in a step", n)
	}
}
