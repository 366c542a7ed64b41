package nn

import (
	"math"
	"testing"
)

func TestDropoutKeepsTheMean(t *testing.T) {
	Seed(1)
	for _, p := range []float64{0.1, 0.5, 0.9} {
		y := Dropout(p).Forward(Ones(100, 100))
		dropped := 0.0
		for _, v := range y.Data() {
			switch {
			case v == 0:
				dropped++
			case math.Abs(v-1/(1-p)) > 1e-12:
				t.Fatalf("p = %v: %v is neither 0 nor %v", p, v, 1/(1-p))
			}
		}
		if dropped /= 1e4; math.Abs(dropped-p) > 0.02 {
			t.Errorf("p = %v: %v were dropped", p, dropped)
		}
	}
}

func TestDropoutLetsPredictionsThrough(t *testing.T) {
	l, x := Dropout(0.5), Randn(4, 5)
	if y := x.Eval(); l.Forward(y) != y || l.state.At(1) != 0 {
		t.Error("a prediction must not be changed, nor take random numbers")
	}
	sameTensor(t, "Predict", Sequential(l).Predict(x), x)
	sameTensor(t, "without drops", Dropout(0).Forward(x), x)
}

func TestDropoutGoesOnFromItsState(t *testing.T) {
	Seed(1)
	x, l := Ones(3, 7), Dropout(0.5)
	first := l.Forward(x)
	saved := l.Buffers()[0].Clone()
	second := l.Forward(x)
	if sameNumbers(first, second) {
		t.Error("every batch must have a mask of its own")
	}
	resumed := Dropout(0.5)
	resumed.Buffers()[0].CopyFrom(saved)
	sameTensor(t, "resumed", resumed.Forward(x), second)
	if sameNumbers(Dropout(0.5).Forward(x), Dropout(0.5).Forward(x)) {
		t.Error("two layers must have masks of their own")
	}
}

func sameNumbers(a, b *Tensor) bool { return a.Sub(b).Abs().Max().Item() == 0 }

func TestDropoutErrors(t *testing.T) {
	for _, p := range []float64{-0.1, 1, nan} {
		wantPanic[*ValueError](t, func() { Dropout(p) }, "must be at least 0 and less than 1")
	}
}
