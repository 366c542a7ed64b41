package nn

import (
	"runtime"
	"testing"
)

// Once all shapes were seen, epochs and their validation allocate next to nothing:
// a step's activations, a megabyte here, are made once.
func TestEpochsUseMemoryAgain(t *testing.T) {
	Seed(1)
	m := Sequential(Conv2D(1, 8, 3), ReLU(), MaxPool2D(2), Flatten(), Linear(15*15*8, 3), Softmax())
	samples := memoryData{Randn(40, 32, 32, 1).To(Float32), Zeros(40)}
	var allocated []uint64
	_, err := m.Fit(samples, FitConfig{
		Loss: CategoricalCrossEntropy, Epochs: 4, BatchSize: 32, Validation: samples,
		OnEpoch: func(int, map[string]float64) {
			var s runtime.MemStats
			runtime.ReadMemStats(&s)
			allocated = append(allocated, s.TotalAlloc)
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if more := allocated[3] - allocated[2]; more > 100<<10 {
		t.Errorf("the last epoch allocated %d kB", more>>10)
	}
}
