package nn

import (
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/integrate/quad"

	"gradus/nn/internal/vec"
)

// The sum over orders is the integral that it is derived from:
// E[((1-q) + q·e^((2x-1)/2σ²))^α] with x drawn from N(0, σ²).
func TestRenyiAgainstTheIntegral(t *testing.T) {
	for _, c := range []struct {
		alpha    int
		q, sigma float64
	}{{2, 0.01, 4}, {8, 0.1, 1.5}, {32, 0.02, 2}, {5, 1, 3}} {
		density := func(x float64) float64 {
			ratio := (1 - c.q) + c.q*math.Exp((2*x-1)/(2*c.sigma*c.sigma))
			return math.Exp(-x*x/(2*c.sigma*c.sigma)) / (c.sigma * math.Sqrt(2*math.Pi)) * math.Pow(ratio, float64(c.alpha))
		}
		integral := quad.Fixed(density, -20*c.sigma, 20*c.sigma+float64(c.alpha), 4000, nil, 0)
		want := math.Log(integral) / float64(c.alpha-1)
		if got := renyi(c.alpha, c.q, c.sigma); math.Abs(got-want) > 1e-9*max(1, want) {
			t.Errorf("order %d, q %v, σ %v: %v, the integral gives %v", c.alpha, c.q, c.sigma, got, want)
		}
	}
}

// Abadi et al. give 1.26 for this setting (section 3.2), by a conversion that is a
// little looser.
func TestPrivacySpent(t *testing.T) {
	if e := PrivacySpent(4, 0.01, 10_000, 1e-5); e > 1.26 || e < 0.9 {
		t.Errorf("ε = %v", e)
	}
	if PrivacySpent(1, 0.01, 100, 1e-5) >= PrivacySpent(1, 0.01, 1000, 1e-5) || PrivacySpent(1, 0.01, 0, 1e-5) != 0 {
		t.Error("steps must cost")
	}
	if PrivacySpent(2, 0.01, 100, 1e-5) >= PrivacySpent(1, 0.01, 100, 1e-5) {
		t.Error("noise must protect")
	}
	wantPanic[*ValueError](t, func() { PrivacySpent(0, 0.1, 1, 1e-5) }, "must be positive")
}

func privateTrainer(t *testing.T, p Privacy) *trainer {
	t.Helper()
	p.Reproducible = true
	tr := &trainer{model: smallNet().To(Float64), cfg: FitConfig{BatchSize: 10, Privacy: &p}.withDefaults(), history: &History{}}
	if err := tr.start(clouds(40)); err != nil {
		t.Fatal(err)
	}
	return tr
}

// Without noise to speak of and with room, the private gradient is the gradient.
func TestPrivateGradient(t *testing.T) {
	tr := privateTrainer(t, Privacy{ClipNorm: 1e6, NoiseMultiplier: 1e-18})
	batch := []int{3, 1, 4, 15, 9, 2, 6, 5, 35, 8}
	tr.backwardPrivate(batch)
	var private []*Tensor
	for _, p := range tr.params {
		private = append(private, p.Grad().Clone())
	}
	ZeroGrad(tr.params)
	tr.memory.reset()
	tr.backward(tr.memory, &tr.task, batch, 1)
	for i, p := range tr.params {
		sameTensor(t, "gradient", private[i], p.Grad())
	}
}

func TestPrivateGradientIsShortAndNoisy(t *testing.T) {
	norm := func(p Privacy) float64 {
		tr := privateTrainer(t, p)
		tr.backwardPrivate([]int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
		squares := 0.0
		for _, p := range tr.params {
			squares += vec.SumSquares(p.grad)
		}
		return math.Sqrt(squares)
	}
	if n := norm(Privacy{ClipNorm: 1e-3, NoiseMultiplier: 1e-9}); n > 1e-3*(1+1e-6) {
		t.Errorf("ten gradients, each shortened to 1e-3, have the mean norm %v", n)
	}
	elements := 0
	for _, p := range smallNet().Params() {
		elements += p.Len()
	}
	want := 5 * 0.1 / 10 * math.Sqrt(float64(elements)) // noise of σC/B in each
	if n := norm(Privacy{ClipNorm: 0.1, NoiseMultiplier: 5}); math.Abs(n/want-1) > 0.2 {
		t.Errorf("norm %v, noise alone has %v", n, want)
	}
}

func TestFitWithPrivacy(t *testing.T) {
	data := clouds(200)
	m := smallNet()
	h, err := m.Fit(data, FitConfig{Epochs: 5, BatchSize: 20, Optimizer: Adam(0.02), Privacy: &Privacy{Reproducible: true}})
	if err != nil {
		t.Fatal(err)
	}
	epsilon := h.Values("epsilon")
	if want := PrivacySpent(1, 0.1, 50, 1e-5); epsilon[4] != want || epsilon[0] >= epsilon[4] {
		t.Errorf("ε = %v, want %v at the end", epsilon, want)
	}
	if acc := m.Evaluate(data)["accuracy"]; acc < 0.8 {
		t.Errorf("accuracy %v", acc)
	}
	for want, c := range map[string]FitConfig{
		"the first two must be positive": {Privacy: &Privacy{ClipNorm: -1}},
		"leave Shards out":               {Privacy: &Privacy{}, Shards: 2},
		"cannot go on from a Checkpoint": {Privacy: &Privacy{}, Checkpoint: t.TempDir() + "/x"},
	} {
		if _, err := smallNet().Fit(data, c); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	norm := Sequential(Linear(2, 4), BatchNorm1D(4), Linear(4, 2))
	if _, err := norm.Fit(data, FitConfig{Privacy: &Privacy{}}); err == nil || !strings.Contains(err.Error(), "BatchNorm1D(4) mixes a batch") {
		t.Errorf("error %v", err)
	}
}
