package viz

import (
	"math/rand"
	"testing"
)

func TestGraphNode(t *testing.T) {
	for _, c := range []struct {
		n                 *graphNode
		title, data, grad string
	}{
		{newGraphNode("", "w", nil, []float64{-3}, []float64{.123456}), "w", "data −3", "grad 0.1235"},
		{newGraphNode("Mul", "", nil, []float64{1e-7}, nil), "", "data 1e−7", "grad –"},
		{newGraphNode("Tanh", "o", nil, nil, nil), "o", "data –", "grad –"},
		{newGraphNode("MatMul", "h", []int{2, 3}, []float64{1, 2, 3, 0, 0, 0}, []float64{3, 4, 0, 0, 0, 0}), "h [2×3]", "mean 1", "|grad| 5"},
		{newGraphNode("", "", []int{4}, make([]float64, 4), nil), "[4]", "mean 0", "|grad| –"},
	} {
		if c.n.title() != c.title || c.n.data != c.data || c.n.grad != c.grad {
			t.Errorf("got %q, %q | %q, want %q, %q | %q", c.n.title(), c.n.data, c.n.grad, c.title, c.data, c.grad)
		}
	}
	if newGraphNode("Sub", "", nil, []float64{1}, nil).op != "−" {
		t.Error("Sub has no sign")
	}
}

// TestGraphFits draws graphs of all sizes within the width of a page.
func TestGraphFits(t *testing.T) {
	r := rand.New(rand.NewSource(9))
	for _, n := range []int{1, 2, 10, 60, 200} {
		_, _, inputs := randomGraph(r, n)
		g := make(graphOf, n)
		for i := range g {
			g[i].op, g[i].data, g[i].inputs = "Add", []float64{r.NormFloat64()}, inputs[i]
		}
		f := Graph(g)
		if f.width > graphWidth {
			t.Errorf("%d nodes are %d wide", n, f.width)
		}
		if edge := onEdge(f.Image()); edge > 0 {
			t.Errorf("%d nodes: %d pixels on the edge", n, edge)
		}
	}
}

// TestGraphSnapshot changes a gradient after the graph was made.
func TestGraphSnapshot(t *testing.T) {
	g := neuron()
	f := Graph(g)
	g[1].data[0], g[1].grad[0] = 7, 7
	if n := f.chart.(*graph).nodes[1]; n.data != "data −3" || n.grad != "grad −44" {
		t.Errorf("the graph shows what came later: %q, %q", n.data, n.grad)
	}
}
