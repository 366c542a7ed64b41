package nn

import (
	"math"
	"strings"
	"testing"
)

func TestPrune(t *testing.T) {
	m := smallNet()
	if s := m.Prune(0.75); math.Abs(s.Share()-0.75) > 0.002 {
		t.Errorf("%v", s)
	}
	smallest := math.Inf(1)
	for _, w := range m.prunable() {
		for _, v := range w.Data() {
			if v != 0 {
				smallest = min(smallest, math.Abs(v))
			}
		}
	}
	for i, w := range smallNet().prunable() {
		for j, v := range w.Data() {
			if now := m.prunable()[i].data.At(j); now == 0 && math.Abs(v) > smallest {
				t.Errorf("%v was removed, %v was not", v, smallest)
			}
		}
	}
	data := clouds(80)
	for _, shards := range []int{0, 2} {
		if _, err := m.Fit(data, FitConfig{Epochs: 20, Optimizer: AdamW(0.02), Shards: shards}); err != nil {
			t.Fatal(err)
		}
	}
	if s := m.Sparsity().Share(); math.Abs(s-0.75) > 0.002 {
		t.Errorf("after training, %.3f of the weights are zero", s)
	}
	if acc := m.Evaluate(data)["accuracy"]; acc < 0.85 {
		t.Errorf("accuracy %v", acc)
	}
	if m.To(Float64).Prune(0).Share() < 0.7 {
		t.Error("weights that are zero stay until they are trained")
	}
	if _, err := m.Fit(data, FitConfig{Epochs: 2}); err != nil || m.Sparsity().Share() > 0.5 {
		t.Errorf("without mask all weights train: %v %v", m.Sparsity(), err)
	}
}

func TestPruneUnits(t *testing.T) {
	m := Sequential(Conv2D(1, 4, 3), ReLU(), Flatten(), Linear(16, 8), ReLU(), Linear(8, 2))
	m.PruneUnits(0.5)
	if got := m.Sparsity().String(); !strings.Contains(got, "5 Linear(8, 2)          16   0.0 %") {
		t.Errorf("\n%s", got)
	}
	conv, first := m.Params()[0], m.Params()[2]
	for _, w := range []*Tensor{conv, first} {
		_, units := lastAxis(w.shape)
		zero := 0
		for j := range units {
			whole := true
			for i := j; i < w.Len(); i += units {
				whole = whole && w.data.At(i) == 0
			}
			if whole {
				zero++
			}
		}
		if zero != units/2 {
			t.Errorf("%d of %d units are zero", zero, units)
		}
	}
	wantPanic[*ValueError](t, func() { m.Prune(1) }, "must be at least 0 and less than 1")
}
