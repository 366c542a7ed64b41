package nn

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
)

func TestGradientsAddUpUntilZeroGrad(t *testing.T) {
	w := Scalar(3).RequiresGrad()
	if w.Grad() != nil {
		t.Error("there is no gradient before Backward")
	}
	square := w.Square()
	loss := square.Mul(Scalar(2))
	loss.Backward()
	sameTensor(t, "first", w.Grad(), Scalar(12))
	loss.Backward() // the graph is still there
	sameTensor(t, "second, added to the first", w.Grad(), Scalar(24))
	sameTensor(t, "of an operation, not added", square.Grad(), Scalar(2))
	w.ZeroGrad()
	sameTensor(t, "after ZeroGrad", w.Grad(), Scalar(0))
	loss.Backward()
	sameTensor(t, "afresh", w.Grad(), Scalar(12))
}

func TestTensorUsedTwice(t *testing.T) {
	x := Scalar(3).RequiresGrad()
	x.Mul(x).Add(x).Backward()
	sameTensor(t, "of x² + x", x.Grad(), Scalar(7))

	y := Scalar(2).RequiresGrad()
	d := y.Square()
	d.Mul(d).Add(d).Backward()
	sameTensor(t, "of y⁴ + y²", y.Grad(), Scalar(4*8+4))
}

func TestOnlyWhatIsAskedForIsRecorded(t *testing.T) {
	a, b := Vector(1, 2), Vector(3, 4).RequiresGrad()
	if y := a.Exp().Add(a); y.op != nil || y.requires {
		t.Error("nothing requires a gradient, but a graph was recorded")
	}
	a.Mul(b).Sum().Backward()
	if a.Grad() != nil {
		t.Error("a requires no gradient, but got one")
	}
	sameTensor(t, "gradient of b", b.Grad(), a)
}

func TestDetachCutsTheGraph(t *testing.T) {
	x := Scalar(3).RequiresGrad()
	x.Square().Detach().Mul(x).Backward()
	sameTensor(t, "of 9x", x.Grad(), Scalar(9))
}

func TestBackwardFromALeaf(t *testing.T) {
	x := Scalar(3).RequiresGrad()
	x.Backward()
	x.Backward()
	sameTensor(t, "dx/dx, twice", x.Grad(), Scalar(2))
}

func TestDeepGraph(t *testing.T) {
	x := Scalar(1).RequiresGrad()
	y := x
	for range 100_000 {
		y = y.Add(Scalar(0))
	}
	y.Backward()
	sameTensor(t, "through 100,000 operations", x.Grad(), Scalar(1))
}

func TestWalkGraph(t *testing.T) {
	w := Vector(1, -2).RequiresGrad().Named("w")
	loss := w.Square().Mul(w).Sum()
	describe := func() string {
		var lines []string
		loss.WalkGraph(func(id int, op, name string, shape []int, data, grad []float64, inputs []int) {
			lines = append(lines, fmt.Sprint(id, " ", op, name, shape, data, grad, inputs))
		})
		return strings.Join(lines, "\n")
	}
	want := `0 w[2] [1 -2] [] []
1 Square[2] [1 4] [] [0]
2 Mul[2] [1 -8] [] [1 0]
3 Sum[] [-7] [] [2]`
	if got := describe(); got != want {
		t.Errorf("before Backward:\n%s\nwant\n%s", got, want)
	}
	loss.Backward()
	want = `0 w[2] [1 -2] [3 12] []
1 Square[2] [1 4] [1 -2] [0]
2 Mul[2] [1 -8] [1 1] [1 0]
3 Sum[] [-7] [1] [2]`
	if got := describe(); got != want {
		t.Errorf("after Backward:\n%s\nwant\n%s", got, want)
	}
}

// probe is a layer that looks whether its input was recorded.
type probe struct{ recorded bool }

func (p *probe) Forward(x *Tensor) *Tensor {
	p.recorded = x.requires || x.op != nil
	return x
}
func (p *probe) Params() []*Tensor { return nil }

func TestPredictRecordsNothing(t *testing.T) {
	inside := &probe{}
	m := Sequential(Linear(2, 3), Tanh(), inside, Linear(3, 1))
	x := Randn(4, 2)
	y := m.Predict(x)
	if y.requires || y.op != nil || inside.recorded {
		t.Error("Predict recorded a graph")
	}
	sameTensor(t, "prediction", y, m.Forward(x))
	if !inside.recorded {
		t.Error("Forward recorded no graph")
	}
	if x.eval || x.noGrad {
		t.Error("Predict marked its input")
	}
	z := y.Mul(Scalar(2).RequiresGrad()).Sum()
	z.Backward() // a prediction is an ordinary tensor
}

func TestPredictConcurrently(t *testing.T) {
	m := Sequential(Linear(2, 8), ReLU(), Linear(8, 3))
	x := Randn(5, 2)
	want := m.Predict(x)
	var wg sync.WaitGroup
	results := make([]*Tensor, 8)
	for i := range results {
		wg.Go(func() { results[i] = m.Predict(x) })
	}
	wg.Wait()
	for _, got := range results {
		sameTensor(t, "prediction", got, want)
	}
}

func TestTopologicalOrder(t *testing.T) {
	a := Scalar(1).RequiresGrad()
	b := a.Exp()
	c := b.Add(a)
	d := c.Mul(b)
	var w walk
	w.from(d, true)
	if want := []*Tensor{a, b, c, d}; !slices.Equal(w.order, want) {
		t.Error("a tensor comes before its inputs, or twice")
	}
}
