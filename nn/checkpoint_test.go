package nn

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A training that is interrupted and goes on from its checkpoint comes to the same
// weights, to the last bit, as one that was not.
func TestResumeIsBitEqual(t *testing.T) {
	data := clouds(90)
	for name, optimizer := range optimizers() {
		net := func() *Model {
			Seed(3)
			return Sequential(Linear(2, 16), BatchNorm1D(16), ReLU(), Dropout(0.2), Linear(16, 2))
		}
		cfg := func(path string) FitConfig {
			return FitConfig{Epochs: 7, BatchSize: 20, Optimizer: optimizer(), Validation: data, KeepBest: true, Checkpoint: path,
				Schedule: Cosine{}, ClipNorm: 1, EarlyStopping: EarlyStopping{Patience: 6}}
		}
		whole := net()
		full, err := whole.Fit(data, cfg(""))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		path := filepath.Join(t.TempDir(), "run.safetensors")
		ctx, cancel := context.WithCancel(context.Background())
		c := cfg(path)
		c.Context = ctx
		c.OnBatch = func(step int, _ map[string]float64) {
			if step == 3*5+2 { // in epoch 4
				cancel()
			}
		}
		if _, err := net().Fit(data, c); !errors.Is(err, context.Canceled) {
			t.Fatalf("%s: %v", name, err)
		}
		resumed := net()
		history, err := resumed.Fit(data, cfg(path))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !sameWeights(weights(resumed), weights(whole)) || history.String() != full.String() {
			t.Errorf("%s: the resumed training came to another result:\n%v\n%v", name, history, full)
		}
		again := net()
		if _, err := again.Fit(data, cfg(path)); err != nil || !sameWeights(weights(again), weights(whole)) {
			t.Errorf("%s: a training that has ended trains no more, and gives its weights: %v", name, err)
		}
	}
}

func TestCheckpointErrors(t *testing.T) {
	data := clouds(40)
	path := filepath.Join(t.TempDir(), "run.safetensors")
	fit := func(m *Model, change func(*FitConfig)) error {
		cfg := FitConfig{Epochs: 2, Checkpoint: path, Optimizer: Adam(0.1)}
		change(&cfg)
		_, err := m.Fit(data, cfg)
		return err
	}
	if err := fit(smallNet(), func(*FitConfig) {}); err != nil {
		t.Fatal(err)
	}
	for want, err := range map[string]error{
		"it is of 40 samples, BatchSize 32, Seed 0, not of 40, 8, 0": fit(smallNet(), func(c *FitConfig) { c.BatchSize = 8 }),
		"belongs to none of the 2 parameters":                        fit(Sequential(Linear(2, 2)), func(c *FitConfig) { c.Optimizer = SGD(1) }),
		"Checkpoint is for optimisers of nn":                         fit(smallNet(), func(c *FitConfig) { c.Optimizer, c.Checkpoint = still{}, path+"2" }),
		"ClassWeights belong to CrossEntropy":                        fit(smallNet(), func(c *FitConfig) { c.ClassWeights, c.Loss = []float64{1, 2}, MSE }),
		"takes scores, but the model ends in Softmax":                fit(Sequential(Linear(2, 2), Softmax()), func(c *FitConfig) { c.Checkpoint = "" }),
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	if err := os.WriteFile(path, []byte("torn"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := fit(smallNet(), func(*FitConfig) {}); err == nil || !strings.Contains(err.Error(), "cannot go on from the checkpoint") || !strings.Contains(err.Error(), "delete it to start anew") {
		t.Errorf("a torn file: %v", err)
	}
}

// still is an optimiser that does nothing.
type still struct{}

func (still) Step([]*Tensor) {}

func TestClassWeights(t *testing.T) {
	data := clouds(60)
	train := func(weights []float64) float64 {
		m := smallNet()
		if _, err := m.Fit(data, FitConfig{Epochs: 3, ClassWeights: weights}); err != nil {
			t.Fatal(err)
		}
		share := 0.0
		for _, class := range m.Predict(data.x).ArgMax() {
			share += float64(class) / 60
		}
		return share
	}
	if plain, heavy := train(nil), train([]float64{0.01, 1}); heavy <= plain {
		t.Errorf("class 1 is predicted for %v, with 100 times its weight for %v", plain, heavy)
	}
}
