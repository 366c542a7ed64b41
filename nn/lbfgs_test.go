package nn

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
)

func TestLBFGSFindsTheMinimum(t *testing.T) {
	for _, c := range readDump("optimizer.json") {
		if c.Name != "L-BFGS" {
			continue
		}
		p := c.Inputs["start"].tensor().RequiresGrad()
		h, err := LBFGS([]*Tensor{p}, func() *Tensor { return rosenbrock(p) }, LBFGSConfig{})
		if err != nil {
			t.Fatal(err)
		}
		end := c.Outputs["path"].Data
		nearly(t, "minimum", p, Vector(end[len(end)-2:]...), 1e-6)
		if n := len(h.Metrics); n < 5 || n > 40 {
			t.Errorf("%d iterations", n)
		}
		for i, loss := range h.Values("loss") {
			if i > 0 && loss >= h.Metrics[i-1]["loss"] {
				t.Errorf("iteration %d: the loss rose from %v to %v", i+1, h.Metrics[i-1]["loss"], loss)
			}
		}
	}
}

// Ten unknowns, curvatures from 1 to 1000, and a matrix in two parameters.
func TestLBFGSOfSeveralParameters(t *testing.T) {
	for _, dtype := range []DType{Float64, Float32} {
		a, b := Full(3, 2, 3).To(dtype).RequiresGrad(), Ones(4).To(dtype).RequiresGrad()
		unused := Scalar(7).To(dtype).RequiresGrad()
		scaleA, scaleB := Linspace(1, 100, 6).Reshape(2, 3).To(dtype), Linspace(200, 1000, 4).To(dtype)
		_, err := LBFGS([]*Tensor{a, unused, b}, func() *Tensor {
			return a.Square().Mul(scaleA).Sum().Add(b.Sub(scaleB).Square().Mul(scaleB).Sum())
		}, LBFGSConfig{})
		if err != nil {
			t.Fatal(err)
		}
		tolerance := map[DType]float64{Float64: 1e-6, Float32: 1e-2}[dtype]
		nearly(t, "a", a, Zeros(2, 3), tolerance)
		nearly(t, "b", b, scaleB, tolerance)
		if a.DType() != dtype || unused.Item() != 7 {
			t.Errorf("a is %v, what the loss does not depend on %v", a.DType(), unused)
		}
	}
}

// The least squares line, to all digits, which gradient descent approaches slowly.
func TestFitLBFGS(t *testing.T) {
	s := &samples{}
	for i := range 2000 { // more than go forward together
		x := float64(i) / 1000
		s.x, s.y = append(s.x, []float64{x}), append(s.y, 3-2*x)
	}
	m := Sequential(Linear(1, 1)).To(Float64)
	iterations := 0
	h, err := m.FitLBFGS(s, MSE, LBFGSConfig{OnIteration: func(i int, metrics map[string]float64) { iterations = i }})
	if err != nil || iterations != len(h.Metrics) {
		t.Fatal(iterations, h, err)
	}
	nearly(t, "W", m.Params()[0], Matrix([][]float64{{-2}}), 1e-6)
	nearly(t, "b", m.Params()[1], Vector(3), 1e-6)
}

func TestFitLBFGSClassifies(t *testing.T) {
	m := Sequential(Linear(1, 4), Tanh(), Linear(4, 2))
	if _, err := m.FitLBFGS(halves(50), CrossEntropy, LBFGSConfig{Iterations: 30}); err != nil {
		t.Fatal(err)
	}
	if got := m.Evaluate(halves(50)); got["accuracy"] < 1 {
		t.Errorf("metrics %v", got)
	}
}

// Beyond |x| = 2 the loss is not a number: the search turns back.
func TestLBFGSMeetsAWall(t *testing.T) {
	x := Scalar(0.1).RequiresGrad()
	_, err := LBFGS([]*Tensor{x}, func() *Tensor {
		return Scalar(4).Sub(x.Square()).Log().Neg().Sub(x.Mul(Scalar(5))) // -ln(4-x²) - 5x
	}, LBFGSConfig{})
	// 2x/(4-x²) = 5: x = (-1+√101)/5
	if want := (math.Sqrt(101) - 1) / 5; err != nil || math.Abs(x.Item()-want) > 1e-5 {
		t.Errorf("x = %v, want %v, %v", x, want, err)
	}
}

func TestLBFGSEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	x := Vector(-1.2, 1).RequiresGrad()
	f := func() *Tensor { return rosenbrock(x) }
	h, err := LBFGS([]*Tensor{x}, f, LBFGSConfig{Iterations: 3})
	if err != nil || len(h.Metrics) != 3 {
		t.Errorf("%d iterations instead of 3: %v", len(h.Metrics), err)
	}
	if got := rosenbrock(x).Item(); got != h.Last()["loss"] {
		t.Errorf("the loss is %v, the last in the history %v", got, h.Last()["loss"])
	}
	h, err = LBFGS([]*Tensor{x}, f, LBFGSConfig{Context: ctx, OnIteration: func(int, map[string]float64) { cancel() }})
	if !errors.Is(err, context.Canceled) || len(h.Metrics) != 1 || !strings.Contains(err.Error(), "nn: LBFGS stopped in iteration 2") {
		t.Errorf("after cancelling: %v, %v", h, err)
	}
	x.CopyFrom(Vector(1, 1))
	if h, err = LBFGS([]*Tensor{x}, f, LBFGSConfig{}); err != nil || len(h.Metrics) != 0 {
		t.Errorf("at the minimum: %v, %v", h, err)
	}
}

func TestLBFGSErrors(t *testing.T) {
	x := Scalar(-1).RequiresGrad()
	good := Sequential(Linear(1, 2))
	for _, c := range []struct {
		run  func() (*History, error)
		want string
	}{
		{func() (*History, error) { return LBFGS(nil, nil, LBFGSConfig{}) }, "nn: LBFGS: there are no parameters to change"},
		{func() (*History, error) {
			return LBFGS([]*Tensor{x}, func() *Tensor { return x.Log() }, LBFGSConfig{})
		}, "nn: LBFGS: the loss is NaN at the start"},
		{func() (*History, error) { return good.FitLBFGS(&samples{}, CrossEntropy, LBFGSConfig{}) }, "nn: Fit: there are no samples"},
		{func() (*History, error) {
			return Sequential(Linear(1, 2), Softmax()).FitLBFGS(halves(4), CrossEntropy, LBFGSConfig{})
		}, "nn: CrossEntropy takes scores, but the model ends in Softmax()"},
		{func() (*History, error) { return Sequential(Linear(2, 2)).FitLBFGS(halves(4), nil, LBFGSConfig{}) },
			"nn: layer 0 Linear(2, 2): Linear: shapes [4 1] and [2 2] do not fit"},
	} {
		h, err := c.run()
		if h == nil || err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("got  %v, %v\nwant %s", h, err, c.want)
		}
	}
	if p := panicOf(func() { _, _ = LBFGS([]*Tensor{x}, func() *Tensor { panic("mine") }, LBFGSConfig{}) }); fmt.Sprint(p) != "mine" {
		t.Errorf("panic %v", p)
	}
}
