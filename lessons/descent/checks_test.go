package descent

import (
	"math"
	"math/rand"
	"testing"

	"gradus/lessons/exercise"
	"gradus/lessons/exercise/exercisetest"
	"gradus/nn"
)

func TestSGD(t *testing.T)   { exercisetest.Verify(t, sgd, sgd.Stub) }
func TestAdam(t *testing.T)  { exercisetest.Verify(t, adam, adam.Stub) }
func TestEpoch(t *testing.T) { exercisetest.Verify(t, epoch, epoch.Stub) }

// The references take the steps of nn's optimisers.
func TestReferencesAgreeWithNN(t *testing.T) {
	for name, c := range map[string]struct {
		opt  nn.Optimizer
		path any
	}{
		"SGD":      {nn.SGD(0.02), sgdPath("", -2, 1, 0.02, 0).Do(sgd.Reference)},
		"Momentum": {nn.SGD(0.02).Momentum(0.8), sgdPath("", -2, 1, 0.02, 0.8).Do(sgd.Reference)},
		"Adam":     {nn.Adam(0.2), adamPath("", -2, 1, 0.2).Do(adam.Reference)},
	} {
		p := nn.Vector(-2, 1).RequiresGrad()
		for i, want := range c.path.([][]float64) {
			for j := range want {
				if got := p.At(j); math.Abs(got-want[j]) > 1e-12 {
					t.Errorf("%s, step %d: reference %v, nn %v", name, i, want, p.Data())
				}
			}
			p.ZeroGrad()
			p.Square().Mul(nn.Vector(0.5, 0.5*steepness)).Sum().Backward()
			c.opt.Step([]*nn.Tensor{p})
		}
	}
}

// Other right ways to write the same are right.
func TestEquivalentAnswers(t *testing.T) {
	scaled := func(w, g, v []float64, lr, mu float64) {
		for i := range w {
			v[i] = mu*v[i] - lr*g[i] // the learning rate in the velocity
			w[i] += v[i]
		}
	}
	backwards := func(n, size int, step func([]int)) {
		var all [][]int
		epoch.Reference(n, size, func(batch []int) { all = append(all, batch) })
		for i := range all {
			step(all[len(all)-1-i])
		}
	}
	for name, f := range map[string]exercise.Feedback{
		"sgd": sgd.Check(scaled), "epoch": epoch.Check(backwards),
	} {
		if f.State != exercise.Correct {
			t.Errorf("%s:\n%v", name, f)
		}
	}
}

func TestWrongPathIsDrawn(t *testing.T) {
	for name, f := range map[string]exercise.Feedback{
		"sgd":            sgd.Check(sgd.Bugs[0].Answer),
		"adam":           adam.Check(adam.Bugs[0].Answer),
		"adam, NaN only": adam.Check(adamRule{late: 1}.answer()),
	} {
		figure, ok := f.Picture.(interface{ PNG() []byte })
		if !ok || len(figure.PNG()) == 0 {
			t.Errorf("%s: picture %T", name, f.Picture)
		}
	}
}

// A slice past its end panics in other words when the interpreter makes it.
func TestInterpretedPanicIsRecognised(t *testing.T) {
	f := epoch.Check(func(n, size int, step func([]int)) {
		cut(rand.Perm(n)[:n/size*size], size, step)
		if n%size > 0 {
			panic("reflect.Value.Slice: slice index out of bounds")
		}
	})
	if f.Bug != "the last batch reaches past the end" {
		t.Errorf("feedback:\n%v", f)
	}
}
