package nn_test

import (
	"testing"

	"gradus/nn"
	"gradus/nn/data"
)

// Training the article's network on images of 64×64 grey pixels: that of COMPUTE.md's
// table.
func BenchmarkFitCNN(b *testing.B) {
	const n = 256
	images, labels := nn.Randn(n, 64, 64, 1).To(nn.Float32), nn.Zeros(n)
	for i := range n {
		labels.Set(float64(i%3), i)
	}
	model := nn.Sequential(
		nn.Conv2D(1, 32, 3), nn.ReLU(), nn.MaxPool2D(2),
		nn.Conv2D(32, 64, 3), nn.ReLU(), nn.MaxPool2D(2),
		nn.Conv2D(64, 128, 3), nn.ReLU(), nn.MaxPool2D(2),
		nn.Flatten(), nn.Linear(128*6*6, 128), nn.ReLU(), nn.Linear(128, 3),
	)
	train, opt := data.New(images, labels), nn.Adam(1e-3)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := model.Fit(train, nn.FitConfig{Optimizer: opt, Epochs: 1, BatchSize: 32}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "samples/s")
}
