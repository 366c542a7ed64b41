package nn_test

import (
	"testing"

	"gradus/nn"
	"gradus/nn/data"
)

// One epoch of the digits with a network of 17,226 parameters.
func BenchmarkFitDigits(b *testing.B) {
	benchmarkFit(b, data.Digits(), 64,
		nn.Sequential(nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 64), nn.ReLU(), nn.Linear(64, 10)))
}

// An epoch of two moons in small batches: the cost of a step.
func BenchmarkFitMoons(b *testing.B) {
	benchmarkFit(b, data.Moons(512, 0.1), 16,
		nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 2)))
}

// Two moons in one batch.
func BenchmarkFitMoonsFullBatch(b *testing.B) {
	benchmarkFit(b, data.Moons(500, 0.1), 500,
		nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 2)))
}

func benchmarkFit(b *testing.B, train nn.Dataset, batch int, model *nn.Model) {
	const epochs = 10
	opt := nn.Adam(1e-3)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := model.Fit(train, nn.FitConfig{Optimizer: opt, Epochs: epochs, BatchSize: batch}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(epochs*train.Len()*b.N)/b.Elapsed().Seconds(), "samples/s")
}
