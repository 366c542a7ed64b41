package nn

import "testing"

func TestOptimizersSkipWhatHasNoGradient(t *testing.T) {
	for _, opt := range []Optimizer{SGD(1), SGD(1).Momentum(0.5), Adam(1)} {
		p := Scalar(3).RequiresGrad()
		opt.Step([]*Tensor{p})
		sameTensor(t, "parameter", p, Scalar(3))
	}
}

func TestOptimizersPrint(t *testing.T) {
	for want, opt := range map[string]Optimizer{
		"SGD(0.1)":                              SGD(0.1),
		"SGD(0.1).Momentum(0.9).Nesterov()":     SGD(0.1).Momentum(0.9).Nesterov(),
		"Adam(0.001)":                           Adam(1e-3),
		"Adam(0.01).Betas(0.5, 0.9).Epsilon(1)": Adam(0.01).Betas(0.5, 0.9).Epsilon(1),
	} {
		if got := opt.(interface{ String() string }).String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
