package nn

import "fmt"

// What a loss takes for predictions.
const (
	anything         = ""
	scores           = "scores"
	probabilities    = "probabilities"
	logProbabilities = "logarithms of probabilities"
)

// lossInputs are the losses of classes. A loss made by a constructor is known by
// its method.
var lossInputs = []struct {
	name  string
	loss  LossFunc
	takes string
}{
	{"CrossEntropy", CrossEntropy, scores},
	{"CrossEntropyWith", CrossEntropyConfig{}.loss, scores},
	{"BinaryCrossEntropy", BinaryCrossEntropy, scores},
	{"CategoricalCrossEntropy", CategoricalCrossEntropy, probabilities},
	{"NLL", NLL, logProbabilities},
	{"KLDivergence", KLDivergence, logProbabilities},
}

// checkLoss returns an error if the model's last layer gives something else than the
// loss takes: Softmax before CrossEntropy, which would be a softmax of the softmax
// and learn slowly, or scores where probabilities are wanted. What a layer of one's
// own gives is not known, so it may be anything; logarithms of probabilities are
// scores like any other.
func (m *Model) checkLoss(loss LossFunc) error {
	gives, last := m.gives()
	for _, l := range lossInputs {
		if !sameFunc(loss, l.loss) || gives == anything || gives == l.takes || gives == logProbabilities && l.takes == scores {
			continue
		}
		advice := ""
		switch {
		case l.takes == scores:
			advice = fmt.Sprintf("leave %s out (Proba gives probabilities all the same)", last)
			if last == "Softmax()" {
				advice += ", or use CategoricalCrossEntropy"
			}
		case l.takes == probabilities:
			advice = "end the model in Softmax(), or use CrossEntropy, which takes scores"
		case gives == scores:
			advice = "end the model in LogSoftmax(), or use CrossEntropy, which takes scores"
		default:
			advice = "end the model in LogSoftmax()"
		}
		return fmt.Errorf("nn: %s takes %s, but the model ends in %s, which gives %s: %s", l.name, l.takes, last, gives, advice)
	}
	return nil
}

// gives says what the model's last layer gives, and how that layer is called.
func (m *Model) gives() (what, layer string) {
	var l Layer = m
	for {
		inner, ok := l.(*Model)
		if !ok {
			break
		}
		if len(inner.Layers) == 0 {
			return anything, ""
		}
		l = inner.Layers[len(inner.Layers)-1]
	}
	layer = layerName(l)
	switch l := l.(type) {
	case *LinearLayer:
		return scores, layer
	case *Activation:
		switch {
		case layer == "LogSoftmax()":
			return logProbabilities, layer
		case l.probability:
			return probabilities, layer
		}
		return scores, layer
	}
	return anything, layer
}
