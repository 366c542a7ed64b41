package nn_test

import (
	"testing"

	"gradus/nn"
	"gradus/nn/data"
)

// A training step of an LSTM on 64 sequences of 28 steps of 28 numbers, the rows of
// images of digits: that of COMPUTE.md's table.
func BenchmarkFitLSTM(b *testing.B) {
	images := nn.Randn(1024, 28, 28).To(nn.Float32)
	labels := nn.Zeros(1024)
	for i := range 1024 {
		labels.Set(float64(i%10), i)
	}
	model := nn.Sequential(nn.LSTM(28, 128).Last(), nn.Linear(128, 10))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := model.Fit(data.New(images, labels), nn.FitConfig{Epochs: 1, BatchSize: 64}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(1024*b.N)/b.Elapsed().Seconds(), "samples/s")
}
