package nn

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// samples is a data set of which the batches that were asked for are remembered.
type samples struct {
	x       [][]float64
	y       []float64
	oneHot  bool
	batches [][]int
}

func (s *samples) Len() int { return len(s.y) }

func (s *samples) Batch(indices []int) (x, y *Tensor) {
	s.batches = append(s.batches, slices.Clone(indices))
	var rows [][]float64
	var labels []float64
	for _, i := range indices {
		rows = append(rows, s.x[i])
		labels = append(labels, s.y[i])
	}
	y = Vector(labels...)
	if s.oneHot {
		y = Zeros(len(labels), 2)
		for i, label := range labels {
			y.Set(1, i, int(label))
		}
	}
	return Matrix(rows), y
}

// halves are n points on a line, class 1 from the middle on.
func halves(n int) *samples {
	s := &samples{}
	for i := range n {
		x := 2*float64(i)/float64(n-1) - 1
		s.x = append(s.x, []float64{x})
		s.y = append(s.y, math.Round((x+1)/2))
	}
	return s
}

func TestFitLearns(t *testing.T) {
	oneHot := halves(50)
	oneHot.oneHot = true
	cases := []struct {
		name string
		m    *Model
		data *samples
		cfg  FitConfig
	}{
		{"class indices", Sequential(Linear(1, 2)), halves(50), FitConfig{Optimizer: Adam(0.05)}},
		{"one-hot", Sequential(Linear(1, 2)), oneHot, FitConfig{Optimizer: Adam(0.05)}},
		{"binary", Sequential(Linear(1, 1)), halves(50), FitConfig{Optimizer: SGD(0.5), Loss: BinaryCrossEntropy}},
		{"sigmoid and MSE", Sequential(Linear(1, 1), Sigmoid()), halves(50), FitConfig{Optimizer: SGD(2).Momentum(0.9), Loss: MSE}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			c.cfg.Epochs, c.cfg.Validation = 60, c.data
			h, err := c.m.Fit(c.data, c.cfg)
			if err != nil {
				t.Fatal(err)
			}
			loss := h.Values("loss")
			if len(loss) != 60 || loss[59] >= loss[0]/2 {
				t.Errorf("the loss of %d epochs went from %v to %v", len(loss), loss[0], loss[len(loss)-1])
			}
			if acc := h.Last()["val accuracy"]; acc < 0.95 {
				t.Errorf("accuracy %v", acc)
			}
			m := c.m.Evaluate(c.data, c.cfg.withDefaults().Loss)
			if m["loss"] != h.Last()["val loss"] || m["accuracy"] != h.Last()["val accuracy"] {
				t.Errorf("Evaluate gives %v, Fit %v", m, h.Last())
			}
		})
	}
}

func TestFitOfARegressionHasNoAccuracy(t *testing.T) {
	h, err := Sequential(Linear(1, 1)).Fit(halves(10), FitConfig{Loss: MSE, Epochs: 1})
	if _, has := h.Last()["accuracy"]; err != nil || has || len(h.Last()) != 1 {
		t.Errorf("metrics %v, error %v", h.Last(), err)
	}
}

func TestFitBatches(t *testing.T) {
	data := halves(10)
	var steps, epochs []int
	_, err := Sequential(Linear(1, 2)).Fit(data, FitConfig{
		Epochs: 2, BatchSize: 4,
		OnBatch: func(step int, m map[string]float64) { steps = append(steps, step) },
		OnEpoch: func(epoch int, m map[string]float64) { epochs = append(epochs, epoch) },
	})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(steps, []int{1, 2, 3, 4, 5, 6}) || !slices.Equal(epochs, []int{1, 2}) {
		t.Errorf("steps %v, epochs %v", steps, epochs)
	}
	var orders [2][]int
	for i, b := range data.batches {
		if want := []int{4, 4, 2}[i%3]; len(b) != want {
			t.Errorf("batch %d has %d samples, want %d", i, len(b), want)
		}
		orders[i/3] = append(orders[i/3], b...)
	}
	if slices.Equal(orders[0], orders[1]) || slices.IsSorted(orders[0]) {
		t.Errorf("not shuffled anew: %v", orders)
	}
	for _, order := range orders {
		slices.Sort(order)
		if !slices.Equal(order, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}) {
			t.Errorf("an epoch has the samples %v", order)
		}
	}
}

// The epoch's loss is the mean over samples, not over batches of different sizes.
func TestFitLossIsTheMeanOverSamples(t *testing.T) {
	data := &samples{x: [][]float64{{0}, {0}, {0}}, y: []float64{1, 1, 4}}
	m := Sequential(Linear(1, 1))
	h, err := m.Fit(data, FitConfig{Loss: MSE, Optimizer: SGD(0), Epochs: 1, BatchSize: 2})
	if err != nil || math.Abs(h.Last()["loss"]-6) > 1e-12 { // (1 + 1 + 16) / 3
		t.Errorf("loss %v, want 6; error %v", h.Last()["loss"], err)
	}
}

func TestSameSeedSameResult(t *testing.T) {
	run := func(seed int64) string {
		Seed(seed)
		m := Sequential(Linear(1, 4), Tanh(), Linear(4, 2))
		h, err := m.Fit(halves(30), FitConfig{Seed: seed, Epochs: 3, BatchSize: 7})
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(h.Metrics, m.Params()[0].Data())
	}
	if a, b := run(1), run(1); a != b {
		t.Errorf("two runs differ:\n%s\n%s", a, b)
	}
	if run(1) == run(2) {
		t.Error("another seed gives the same result")
	}
}

func TestFitIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	fit := func(cfg FitConfig) (*History, error) {
		cfg.Epochs, cfg.BatchSize = 1000, 5
		return Sequential(Linear(1, 2)).Fit(halves(10), cfg)
	}
	stop := func(step int, m map[string]float64) {
		if step == 5 {
			cancel()
		}
	}
	h, err := fit(FitConfig{Context: ctx, OnBatch: stop})
	if !errors.Is(err, context.Canceled) || len(h.Metrics) != 2 || !strings.Contains(err.Error(), "in epoch 3, step 6") {
		t.Errorf("%d epochs, error %v", len(h.Metrics), err)
	}

	SetContext(ctx)
	defer SetContext(context.Background())
	if h, err := fit(FitConfig{}); !errors.Is(err, context.Canceled) || len(h.Metrics) != 0 {
		t.Errorf("SetContext: %d epochs, error %v", len(h.Metrics), err)
	}
	if h, err := fit(FitConfig{Context: context.Background()}); err != nil || len(h.Metrics) != 1000 {
		t.Errorf("the config's context counts: %d epochs, error %v", len(h.Metrics), err)
	}
}

func TestFitIsCancelledWhileValidating(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cfg := FitConfig{Context: ctx, Validation: halves(4), OnBatch: func(int, map[string]float64) { cancel() }}
	h, err := Sequential(Linear(1, 2)).Fit(halves(10), cfg)
	if !errors.Is(err, context.Canceled) || len(h.Metrics) != 0 {
		t.Errorf("%d epochs, error %v", len(h.Metrics), err)
	}
}

func TestFitErrors(t *testing.T) {
	good := halves(10)
	badLabel := halves(10)
	badLabel.y[3] = 7
	unknown := halves(10)
	unknown.x[0][0] = math.NaN()
	noGrad := &LinearLayer{W: Ones(1, 2), B: Zeros(2)}
	var shape *ShapeError
	var value *ValueError
	var graph *GraphError
	cases := []struct {
		name string
		m    *Model
		data Dataset
		cfg  FitConfig
		as   any
		want string
	}{
		{"no data", Sequential(Linear(1, 2)), nil, FitConfig{}, nil, "no samples"},
		{"empty data", Sequential(Linear(1, 2)), &samples{}, FitConfig{}, nil, "no samples"},
		{"no parameters", Sequential(ReLU()), good, FitConfig{}, nil, "no parameters"},
		{"negative epochs", Sequential(Linear(1, 2)), good, FitConfig{Epochs: -1}, nil, "cannot be negative"},
		{"shape", Sequential(Linear(3, 2)), good, FitConfig{}, &shape, "layer 0 Linear(3, 2): Linear: shapes [10 1] and [3 2]"},
		{"label", Sequential(Linear(1, 2)), badLabel, FitConfig{}, &value, "label 7 of sample"},
		{"label in validation", Sequential(Linear(1, 2)), good, FitConfig{Validation: badLabel}, &value, "after epoch 1"},
		{"not recorded", Sequential(noGrad), good, FitConfig{}, &graph, "nothing here requires a gradient"},
		{"NaN", Sequential(Linear(1, 2)), unknown, FitConfig{}, nil, "the loss is NaN in epoch 1, step 1: try a smaller learning rate"},
		{"divergence", Sequential(Linear(1, 1)), good, FitConfig{Loss: MSE, Optimizer: SGD(1e200)}, nil, "in epoch 2, step 2"},
		{"loss is no scalar", Sequential(Linear(1, 1)), good, FitConfig{Loss: func(p, y *Tensor) *Tensor { return p }}, &shape, "Item"},
	}
	for _, c := range cases {
		_, err := c.m.Fit(c.data, c.cfg)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", c.name, err, c.want)
			continue
		}
		if c.as != nil && !errors.As(err, c.as) {
			t.Errorf("%s: error %v is no %T", c.name, err, c.as)
		}
	}
}

// A learner's own panic is not for Fit to swallow.
func TestFitLetsOtherPanicsPass(t *testing.T) {
	p := panicOf(func() {
		_, _ = Sequential(Linear(1, 2)).Fit(halves(4), FitConfig{OnBatch: func(int, map[string]float64) { panic("mine") }})
	})
	if p != "mine" {
		t.Errorf("panic %v", p)
	}
}

func TestEvaluateOverSeveralBatches(t *testing.T) {
	data := halves(2*evaluationBatch + 3)
	m := Sequential(Linear(1, 2))
	x, y := data.Batch(seq(data.Len()))
	want := CrossEntropy(m.Forward(x), y).Item()
	if got := m.Evaluate(data)["loss"]; math.Abs(got-want) > 1e-6 {
		t.Errorf("loss %v, want %v", got, want)
	}
}

func seq(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = i
	}
	return s
}

func TestHistory(t *testing.T) {
	h := &History{}
	if h.Last() != nil || h.String() != "no epoch was finished" {
		t.Errorf("empty: %v, %q", h.Last(), h)
	}
	for i := range 25 {
		h.Metrics = append(h.Metrics, map[string]float64{"val loss": float64(i), "loss": 0.5})
	}
	if v := h.Values("val loss"); len(v) != 25 || v[24] != 24 || !math.IsNaN(h.Values("accuracy")[0]) {
		t.Errorf("values %v", v)
	}
	lines := strings.Split(h.String(), "\n")
	if want := "  epoch    loss  val loss"; lines[0] != want {
		t.Errorf("header %q, want %q", lines[0], want)
	}
	if len(lines) != 1+historyRows+1 || lines[11] != "      …" || lines[12] != "     16  0.5000   15.0000" {
		t.Errorf("got\n%s", h)
	}
}
