package backward

import (
	"math"
	"strings"
	"testing"

	"gradus/lessons/exercise"
	"gradus/lessons/exercise/exercisetest"
	"gradus/nn"
)

func TestSlopes(t *testing.T) {
	for _, s := range slopes {
		t.Run(s.op, func(t *testing.T) {
			exercisetest.Verify(t, s.spec, func(string, float64, float64) []float64 { return []float64{0, 0} })
		})
	}
}

// rightSlopes are the slopes as mathematics has them.
func rightSlopes(op string, a, b float64) []float64 {
	switch op {
	case "Mul":
		return []float64{b, a}
	case "Sub":
		return []float64{1, -1}
	case "Square":
		return []float64{2 * a}
	}
	return []float64{1 - math.Tanh(a)*math.Tanh(a)}
}

func TestCheckSlopesInTurn(t *testing.T) {
	for name, c := range map[string]struct {
		answer any
		state  exercise.State
		says   string
	}{
		"all right":   {slopesFunc(rightSlopes), exercise.Correct, "finite differences"},
		"untouched":   {slopesFunc(func(string, float64, float64) []float64 { return []float64{0} }), exercise.NotAttempted, ""},
		"no function": {7, exercise.KeepWorking, "expects"},
		"one to do": {slopesFunc(func(op string, a, b float64) []float64 {
			if op == "Tanh" {
				return []float64{0}
			}
			return rightSlopes(op, a, b)
		}), exercise.Almost, "Still to do: `Tanh`"},
		"a bug after one to do": {slopesFunc(func(op string, a, b float64) []float64 {
			switch op {
			case "Mul":
				return []float64{0, 0}
			case "Sub":
				return []float64{1, 1}
			}
			return rightSlopes(op, a, b)
		}), exercise.Almost, "wrong sign"},
	} {
		f := checkSlopes(c.answer)
		if f.State != c.state || !strings.Contains(f.String(), c.says) {
			t.Errorf("%s: want %v, %q; got:\n%v", name, c.state, c.says, f)
		}
	}
}

func TestGradients(t *testing.T) {
	exercisetest.Verify(t, gradients, func(string, float64, float64, float64) []float64 { return []float64{0, 0, 0} })
}

// TestExpressions compares the reference of 03.2 with nn.
func TestExpressions(t *testing.T) {
	onTensors := map[string]func(a, b, c *nn.Tensor) *nn.Tensor{
		"a + b + c":           func(a, b, c *nn.Tensor) *nn.Tensor { return a.Add(b).Add(c) },
		"a·b + c":             func(a, b, c *nn.Tensor) *nn.Tensor { return a.Mul(b).Add(c) },
		"(tanh(a·b) − c)²":    func(a, b, c *nn.Tensor) *nn.Tensor { return a.Mul(b).Tanh().Sub(c).Square() },
		"a·a + a":             func(a, b, c *nn.Tensor) *nn.Tensor { return a.Mul(a).Add(a) },
		"(a·b − c)·tanh(a·b)": func(a, b, c *nn.Tensor) *nn.Tensor { return a.Mul(b).Sub(c).Mul(a.Mul(b).Tanh()) },
	}
	for name := range expressions {
		leaves := []*nn.Tensor{nn.Scalar(.5), nn.Scalar(-.8), nn.Scalar(1.5)}
		for _, x := range leaves {
			x.RequiresGrad()
		}
		onTensors[name](leaves[0], leaves[1], leaves[2]).Backward()
		for i, got := range gradients.Reference(name, .5, -.8, 1.5) {
			want := 0.0 // of a leaf that the expression does not use
			if g := leaves[i].Grad(); g != nil {
				want = g.Item()
			}
			if math.Abs(got-want) > 1e-12 {
				t.Errorf("%s: the gradient of leaf %d is %v, nn says %v", name, i, got, want)
			}
		}
	}
}

func TestLayer(t *testing.T) {
	exercisetest.Verify(t, layer, func(X, W [][]float64, b []float64, T [][]float64) ([][]float64, [][]float64, []float64) {
		return zeros(len(X), len(W)), zeros(len(W), len(b)), make([]float64, len(b))
	})
	e := exercise.Exercise{ID: "03.3", Check: layer.Check}
	if f := e.Run(right().gradients); f.State != exercise.Correct {
		t.Errorf("the right recipe gets:\n%v", f)
	}
}

func TestErrorMap(t *testing.T) {
	for name, c := range map[string]struct {
		answer layerFunc
		drawn  bool
	}{
		"wrong numbers": {func(X, W [][]float64, b []float64, T [][]float64) ([][]float64, [][]float64, []float64) {
			dX, dW, db := layer.Reference(X, W, b, T)
			dW[1][0] += .1
			return dX, dW, db
		}, true},
		"wrong shape": {func(X, W [][]float64, b []float64, T [][]float64) ([][]float64, [][]float64, []float64) {
			return X, W[:1], b
		}, false},
		"nothing": {func(X, W [][]float64, b []float64, T [][]float64) ([][]float64, [][]float64, []float64) {
			return nil, nil, nil
		}, false},
		"panic": {func(X, W [][]float64, b []float64, T [][]float64) ([][]float64, [][]float64, []float64) {
			panic("oh")
		}, false},
	} {
		f := layer.Check(c.answer)
		if drawn := f.Picture != nil; drawn != c.drawn || f.State == exercise.Correct {
			t.Errorf("%s: picture %v, feedback:\n%v", name, f.Picture, f)
		}
	}
}
