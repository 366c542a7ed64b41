package nn_test

import (
	"testing"

	"gradus/nn"
	"gradus/nn/data"
)

// One epoch of the digits with a network of 17,226 parameters.
func BenchmarkFitDigits(b *testing.B) {
	digits := data.Digits()
	model := nn.Sequential(nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 64), nn.ReLU(), nn.Linear(64, 10))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := model.Fit(digits, nn.FitConfig{Epochs: 1, BatchSize: 64}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(digits.Len()*b.N)/b.Elapsed().Seconds(), "samples/s")
}
