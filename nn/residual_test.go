package nn

import (
	"slices"
	"testing"
)

func TestResidualErrors(t *testing.T) {
	l := Residual(Linear(4, 4), ReLU(), Linear(4, 8))
	wantPanic[*ShapeError](t, func() { Sequential(ReLU(), l).Forward(Zeros(2, 4)) },
		"nn: layer 1 Residual(Linear(4, 4), ReLU(), Linear(4, 8)): Residual: shapes [2 4] and [2 8] do not fit: x and f(x) must have the same shape to be added; bring x to it with .Project(layer)")
	wantPanic[*ShapeError](t, func() { l.Project(Linear(4, 7)).Forward(Zeros(2, 4)) }, "P(x) and f(x) must have the same shape")
	wantPanic[*ShapeError](t, func() { Sequential(ReLU(), l).Forward(Zeros(2, 3)) }, "nn: layer 1, layer 0 Linear(4, 4): Linear")
}

func TestContainersListTheirLayers(t *testing.T) {
	a, b, norm, drop := Linear(4, 8), Linear(4, 8), BatchNorm1D(8), Dropout(0.5)
	residual := Residual(a, norm, drop).Project(b)
	graph := Graph(func(x *Tensor) *Tensor { return residual.Forward(x) }, residual, a)
	for _, c := range []struct {
		l       Layer
		name    string
		layers  []Layer
		params  []*Tensor
		buffers []*Tensor
	}{
		{residual, "Residual(Linear(4, 8), BatchNorm1D(8), Dropout(0.5)).Project(Linear(4, 8))",
			[]Layer{a, norm, drop, b}, []*Tensor{a.W, a.B, norm.Gamma, norm.Beta, b.W, b.B}, []*Tensor{norm.RunningMean, norm.RunningVar, drop.state}},
		{graph, "Graph(f, Residual(Linear(4, 8), BatchNorm1D(8), Dropout(0.5)).Project(Linear(4, 8)), Linear(4, 8))",
			[]Layer{residual, a}, []*Tensor{a.W, a.B, norm.Gamma, norm.Beta, b.W, b.B}, []*Tensor{norm.RunningMean, norm.RunningVar, drop.state}},
	} {
		if layerName(c.l) != c.name {
			t.Errorf("it is called %s, want %s", layerName(c.l), c.name)
		}
		if got := c.l.(container).Sublayers(); !slices.Equal(got, c.layers) {
			t.Errorf("%s: layers %v", c.name, got)
		}
		if got := c.l.Params(); !slices.Equal(got, c.params) {
			t.Errorf("%s: parameters %v", c.name, got)
		}
		if got := c.l.(stateful).Buffers(); !slices.Equal(got, c.buffers) {
			t.Errorf("%s: buffers %v", c.name, got)
		}
	}
	m := Sequential(residual)
	if got, want := m.GoString(), "nn.Sequential(nn.Residual(nn.Linear(4, 8), nn.BatchNorm1D(8), nn.Dropout(0.5)).Project(nn.Linear(4, 8)))"; got != want {
		t.Errorf("got %s", got)
	}
	sameShapes(t, "the summary", m.outputShape([]int{unknownSize, 4}), []int{unknownSize, 8})
}

func TestGraphNeedsAFunction(t *testing.T) {
	wantPanic[*ValueError](t, func() { Graph(nil) }, "nn: Graph: the function is nil")
	if s := Graph(func(x *Tensor) *Tensor { return x }).String(); s != "Graph(f)" {
		t.Error(s)
	}
}

// The function of a Graph may keep what it sees, so its tensors are not used again.
func TestGraphMayKeepTensors(t *testing.T) {
	Seed(1)
	var kept []*Tensor
	l := Linear(2, 2)
	m := Sequential(Graph(func(x *Tensor) *Tensor {
		y := l.Forward(x)
		kept = append(kept, y)
		return y
	}, l))
	ds := memoryData{Randn(8, 2), Vector(0, 1, 0, 1, 0, 1, 0, 1)}
	if _, err := m.Fit(ds, FitConfig{Epochs: 2, BatchSize: 4}); err != nil {
		t.Fatal(err)
	}
	if len(kept) != 4 || kept[0] == kept[1] || sameNumbers(kept[0], kept[2]) {
		t.Errorf("%d tensors were kept: %v", len(kept), kept)
	}
}
