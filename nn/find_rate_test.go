package nn

import (
	"context"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestFindRate(t *testing.T) {
	m, opt := smallNet(), Adam(7)
	data := clouds(200)
	params := m.Params()
	gradients := func() { // a step, so that the optimiser has a state
		for _, p := range params {
			p.gradient().Fill(1e-3)
		}
		opt.SetRate(1e-3)
		opt.Step(params)
		opt.SetRate(7)
	}
	gradients()
	before, state := weights(m), opt.saveState(params)
	s, err := m.FindRate(data, FitConfig{Optimizer: opt, Seed: 3})
	if err != nil {
		t.Fatal(err)
	}
	if !sameWeights(before, weights(m)) || opt.LR != 7 {
		t.Error("weights or learning rate were changed")
	}
	for i, now := range opt.saveState(params) {
		if !slices.Equal(now.Tensor.Data(), state[i].Tensor.Data()) {
			t.Errorf("the optimiser's %s was changed", now.Name)
		}
	}
	n := len(s.Rates)
	if n != len(s.Losses) || n != len(s.Smoothed) || n < 50 || s.Rates[0] != sweepFrom {
		t.Errorf("%v", s)
	}
	if !(s.Suggestion > 1e-4 && s.Suggestion < 0.3) {
		t.Errorf("suggestion %v", s.Suggestion)
	}
	again, err := m.FindRate(data, FitConfig{ // of which the rest concerns Fit only
		Optimizer: opt, Seed: 3,
		Checkpoint: filepath.Join(t.TempDir(), "none"), Schedule: Cosine{}, ValidationSplit: 0.5,
		OnBatch: func(int, map[string]float64) { t.Error("OnBatch was called") },
	})
	if err != nil || !slices.Equal(again.Losses, s.Losses) {
		t.Errorf("the same sweep gives other losses, or %v", err)
	}
	h, err := m.Fit(data, FitConfig{Optimizer: Adam(s.Suggestion), Epochs: 10})
	if err != nil || h.Last()["accuracy"] < 0.9 {
		t.Errorf("trained with the suggestion: %v, %v", h, err)
	}
}

// The quadratic loss of one weight diverges beyond a known rate: the sweep ends there.
func TestFindRateEndsWhereTheLossGrows(t *testing.T) {
	s := &samples{}
	for i := range 32 {
		s.x, s.y = append(s.x, []float64{1 + float64(i%4)}), append(s.y, 2+2*float64(i%4))
	}
	sweep, err := Sequential(Linear(1, 1)).FindRate(s, FitConfig{Optimizer: SGD(1), Loss: MSE})
	if err != nil {
		t.Fatal(err)
	}
	// Along the steepest direction, of curvature about 17, rates above 2/17 diverge.
	if last := sweep.Rates[len(sweep.Rates)-1]; last < 2./17 || last > 3 {
		t.Errorf("the sweep ends at %v", last)
	}
	if s := sweep.Suggestion; s < 1e-3 || s > 2./17 {
		t.Errorf("suggested %v", s)
	}
}

type plainOptimizer struct{}

func (plainOptimizer) Step([]*Tensor) {}

func TestFindRateErrors(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	m := Sequential(Linear(1, 2))
	broken := halves(8)
	for i := range broken.x {
		broken.x[i][0] = math.NaN()
	}
	for _, c := range []struct {
		m    *Model
		data *samples
		cfg  FitConfig
		want string
	}{
		{m, &samples{}, FitConfig{}, "nn: Fit: there are no samples"},
		{m, halves(8), FitConfig{Optimizer: plainOptimizer{}}, "nn: FindRate: the optimiser has no methods Rate and SetRate"},
		{m, halves(8), FitConfig{Context: ctx}, "nn: FindRate stopped in step 1: context canceled"},
		{m, broken, FitConfig{}, "nn: FindRate: the loss is not finite at the start"},
		{Sequential(Linear(3, 2)), halves(8), FitConfig{}, "nn: layer 0 Linear(3, 2)"},
		{Sequential(Linear(1, 2), Softmax()), halves(8), FitConfig{}, "nn: CrossEntropy takes scores"},
	} {
		before := weights(c.m)
		sweep, err := c.m.FindRate(c.data, c.cfg)
		if sweep != nil || err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("error %v, want %s", err, c.want)
		}
		if strings.Contains(c.want, "canceled") && !errors.Is(err, context.Canceled) {
			t.Errorf("%v does not wrap context.Canceled", err)
		}
		if fmt.Sprint(before) != fmt.Sprint(weights(c.m)) {
			t.Errorf("after %v the weights are others", err)
		}
	}
}
