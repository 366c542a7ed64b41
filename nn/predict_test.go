package nn

import "testing"

// Predictions use memory again, but not what they returned.
func TestPredictionsStay(t *testing.T) {
	Seed(1)
	m := Sequential(Conv2D(1, 4, 3), ReLU(), MaxPool2D(2), BatchNorm2D(4), Flatten(), Linear(36, 2))
	inputs := []*Tensor{Randn(3, 8, 8, 1), Randn(1, 8, 8, 1), Randn(5, 8, 8, 1).To(Float32), Randn(0, 8, 8, 1)}
	var first, copies []*Tensor
	for _, x := range inputs {
		first = append(first, m.Predict(x))
		copies = append(copies, first[len(first)-1].Clone())
	}
	for i, x := range inputs {
		if again := m.Predict(x); again == first[i] || !sameShape(again, first[i]) || again.Len() > 0 && !sameNumbers(again, first[i]) {
			t.Errorf("prediction %d became %v", i, again)
		}
		if copies[i].Len() > 0 && !sameNumbers(first[i], copies[i]) {
			t.Errorf("prediction %d was changed by those after it", i)
		}
	}
	for _, identity := range []*Model{Sequential(), Sequential(Flatten()), Sequential(Dropout(0.5))} {
		x := Ones(2, 3)
		identity.Predict(x).Set(7, 0, 0)
		sameTensor(t, "the input", x, Ones(2, 3))
	}
}

// A prediction allocates little more than its result. (The race detector makes a
// sync.Pool forget some of what it was given.)
func TestPredictionsHardlyAllocate(t *testing.T) {
	m := Sequential(Conv2D(1, 4, 3), ReLU(), MaxPool2D(2), BatchNorm2D(4), Dropout(0.5), Flatten(), Linear(36, 2), Softmax())
	x := Randn(2, 8, 8, 1).To(Float32)
	m.Predict(x)
	if n := testing.AllocsPerRun(100, func() { m.Predict(x) }); n > 25 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkPredictCNN(b *testing.B) {
	m := Sequential(
		Conv2D(1, 32, 3), ReLU(), MaxPool2D(2), Conv2D(32, 64, 3), ReLU(), MaxPool2D(2),
		Flatten(), Linear(14*14*64, 128), ReLU(), Linear(128, 3),
	)
	x := Randn(1, 64, 64, 1).To(Float32)
	b.ReportAllocs()
	for b.Loop() {
		m.Predict(x)
	}
}
