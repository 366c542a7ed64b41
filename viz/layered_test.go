package viz

import (
	"math"
	"math/rand"
	"slices"
	"testing"
)

// randomGraph has nodes of random sizes with up to three earlier inputs each.
func randomGraph(r *rand.Rand, n int) (main, cross []float64, inputs [][]int) {
	for i := range n {
		main, cross = append(main, 40+80*r.Float64()), append(cross, 20+20*r.Float64())
		var ins []int
		for range min(i, r.Intn(4)) {
			ins = append(ins, r.Intn(i))
		}
		inputs = append(inputs, ins)
	}
	return main, cross, inputs
}

func TestLayOut(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for range 40 {
		main, cross, inputs := randomGraph(r, 2+r.Intn(58))
		g := layOut(main, cross, inputs)
		for _, e := range g.edges {
			from, to := g.nodes[e.from], g.nodes[e.to]
			if from.main+from.mainSize/2+columnGap > to.main-to.mainSize/2+1e-6 {
				t.Fatalf("the edge %d→%d does not run forward", e.from, e.to)
			}
			if want := to.column - from.column - 1; len(e.via) != want {
				t.Fatalf("the edge %d→%d passes %d columns by way of %d dummies", e.from, e.to, want, len(e.via))
			}
		}
		for i := range main {
			a := g.nodes[i]
			if a.cross-a.crossSize/2 < -1e-6 || a.cross+a.crossSize/2 > g.cross+1e-6 || a.main-a.mainSize/2 < -1e-6 || a.main+a.mainSize/2 > g.main+1e-6 {
				t.Fatalf("node %d is outside", i)
			}
			for j := range i {
				b := g.nodes[j]
				if math.Abs(a.main-b.main) < (a.mainSize+b.mainSize)/2 && math.Abs(a.cross-b.cross) < (a.crossSize+b.crossSize)/2+nodeGap-1e-6 {
					t.Fatalf("nodes %d and %d overlap", i, j)
				}
			}
		}
	}
}

// TestCrossings gives the layout graphs that can be drawn without crossings,
// in an order that has some.
func TestCrossings(t *testing.T) {
	for name, inputs := range map[string][][]int{
		"two chains":   {{}, {}, {1}, {0}, {2}, {3}},
		"binary tree":  {{}, {}, {}, {}, {0, 2}, {1, 3}, {4, 5}},
		"long edge":    {{}, {}, {0}, {2}, {3, 1}},
		"three chains": {{}, {}, {}, {2}, {0}, {1}, {4}, {5}, {3}},
	} {
		size := slices.Repeat([]float64{20}, len(inputs))
		if n := layOut(size, size, inputs).crossings(); n != 0 {
			t.Errorf("%s: %d crossings", name, n)
		}
	}
}

func TestSettle(t *testing.T) {
	for _, c := range []struct{ at, size, want []float64 }{
		{[]float64{0, 10}, []float64{4, 4}, []float64{0, 10}},                // no conflict
		{[]float64{5, 5}, []float64{4, 4}, []float64{3, 7}},                  // they share the way
		{[]float64{5, 5, 5}, []float64{4, 2, 4}, []float64{2, 5, 8}},         // by size
		{[]float64{8, 2}, []float64{4, 4}, []float64{3, 7}},                  // the order is kept
		{[]float64{0, 1, 100}, []float64{2, 2, 2}, []float64{-.5, 1.5, 100}}, // only who touches moves
	} {
		got := slices.Clone(c.at)
		settle(got, c.size)
		for i := range got {
			if math.Abs(got[i]-c.want[i]) > 1e-9 {
				t.Errorf("settle(%v, %v) = %v, want %v", c.at, c.size, got, c.want)
				break
			}
		}
	}
}
