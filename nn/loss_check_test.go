package nn

import (
	"strings"
	"testing"
)

type wrapped struct{ *Activation }

func TestCheckLoss(t *testing.T) {
	with := CrossEntropyWith(CrossEntropyConfig{Smoothing: 0.1})
	for _, c := range []struct {
		m    *Model
		loss LossFunc
		want string // of the error; "" if there is none
	}{
		{Sequential(Linear(2, 3)), CrossEntropy, ""},
		{Sequential(Linear(2, 3), ReLU()), with, ""},
		{Sequential(Linear(2, 3), LogSoftmax()), CrossEntropy, ""},
		{Sequential(Linear(2, 3), LogSoftmax()), NLL, ""},
		{Sequential(Linear(2, 3), Softmax()), CategoricalCrossEntropy, ""},
		{Sequential(Linear(2, 1), Sigmoid()), MSE, ""},
		{Sequential(Linear(2, 3), Softmax()), Huber(1), ""},
		{Sequential(Linear(2, 3)).Add(wrapped{Softmax()}), CrossEntropy, ""},
		{Sequential(), NLL, ""},
		{Sequential(Sequential()), NLL, ""},
		{Sequential(Linear(2, 3), Softmax()), func(p, y *Tensor) *Tensor { return CrossEntropy(p, y) }, ""},

		{Sequential(Linear(2, 3), Softmax()), CrossEntropy,
			"nn: CrossEntropy takes scores, but the model ends in Softmax(), which gives probabilities: leave Softmax() out (Proba gives probabilities all the same), or use CategoricalCrossEntropy"},
		{Sequential(Linear(2, 3), Sequential(Softmax())), with, "nn: CrossEntropyWith takes scores, but the model ends in Softmax()"},
		{Sequential(Linear(2, 1), Sigmoid()), BinaryCrossEntropy,
			"nn: BinaryCrossEntropy takes scores, but the model ends in Sigmoid(), which gives probabilities: leave Sigmoid() out (Proba gives probabilities all the same)"},
		{Sequential(Linear(2, 3)), CategoricalCrossEntropy,
			"nn: CategoricalCrossEntropy takes probabilities, but the model ends in Linear(2, 3), which gives scores: end the model in Softmax(), or use CrossEntropy, which takes scores"},
		{Sequential(Linear(2, 3)), NLL,
			"nn: NLL takes logarithms of probabilities, but the model ends in Linear(2, 3), which gives scores: end the model in LogSoftmax(), or use CrossEntropy, which takes scores"},
		{Sequential(Linear(2, 3), Softmax()), KLDivergence,
			"nn: KLDivergence takes logarithms of probabilities, but the model ends in Softmax(), which gives probabilities: end the model in LogSoftmax()"},
	} {
		err := c.m.checkLoss(c.loss)
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%#v: %v", c.m, err)
		case c.want != "" && (err == nil || !strings.HasPrefix(err.Error(), c.want)):
			t.Errorf("%#v: error %v\nwant %s", c.m, err, c.want)
		}
	}
}

// However often Huber and CrossEntropyWith are called, and wherever, the loss is
// recognised.
func TestLossesAreRecognised(t *testing.T) {
	if !sameFunc(CrossEntropyWith(CrossEntropyConfig{}), CrossEntropyWith(CrossEntropyConfig{Smoothing: 0.5})) ||
		!sameFunc(Huber(1), Huber(2)) || sameFunc(Huber(1), CrossEntropyWith(CrossEntropyConfig{})) {
		t.Error("losses are not told apart by what made them")
	}
}
