package nn

import (
	"context"
	"reflect"
	"slices"
)

// evaluationBatch is how many samples Evaluate sends forward together.
const evaluationBatch = 256

// Evaluate returns the mean "loss" of the model on ds, without training, and when
// classifying the "accuracy", the share of samples whose class is predicted
// rightly. The loss is CrossEntropy unless another is given.
func (m *Model) Evaluate(ds Dataset, loss ...LossFunc) map[string]float64 {
	if len(loss) > 1 {
		valuePanic("Evaluate", "one loss at most, not %d", len(loss))
	}
	sum, _ := m.evaluate(context.Background(), ds, append(loss, CrossEntropy)[0])
	return sum.metrics("")
}

func (m *Model) evaluate(ctx context.Context, ds Dataset, loss LossFunc) (tally, error) {
	var sum tally
	indices := make([]int, ds.Len())
	for i := range indices {
		indices[i] = i
	}
	for batch := range slices.Chunk(indices, evaluationBatch) {
		if err := ctx.Err(); err != nil {
			return sum, err
		}
		x, y := ds.Batch(batch)
		pred := m.Predict(x)
		sum.add(len(batch), loss(pred, y).Item(), m.correct(pred, y, loss))
	}
	return sum, nil
}

// tally averages loss and accuracy over batches of different sizes.
type tally struct {
	samples    int
	loss       float64 // summed over samples
	correct    int
	classified int // samples for which correct is known
}

func (s *tally) add(n int, loss float64, correct int) {
	s.samples += n
	s.loss += loss * float64(n)
	if correct >= 0 {
		s.correct += correct
		s.classified += n
	}
}

func (s *tally) metrics(prefix string) map[string]float64 {
	m := map[string]float64{prefix + "loss": s.loss / float64(s.samples)}
	if s.classified > 0 {
		m[prefix+"accuracy"] = float64(s.correct) / float64(s.classified)
	}
	return m
}

// correct counts the samples whose class is predicted rightly, or returns -1
// when the task is no classification. It is one when each sample has several
// outputs and the target is its class, as an index or one-hot, or when it has one
// output and the loss is BinaryCrossEntropy or the last layer gives probabilities.
func (m *Model) correct(pred, target *Tensor, loss LossFunc) int {
	if len(pred.shape) == 0 || len(target.shape) == 0 || pred.shape[0] != target.shape[0] {
		return -1
	}
	switch width := size(pred.shape[1:]); {
	case width == 1 && target.Len() == pred.Len():
		return m.correctBinary(pred, target, loss)
	case len(pred.shape) == 2 && width > 1 && len(target.shape) == 1:
		return agree(pred.ArgMax(), func(i int) int { return int(target.data.At(i)) })
	case len(pred.shape) == 2 && width > 1 && isOneHot(target):
		classes := target.ArgMax()
		return agree(pred.ArgMax(), func(i int) int { return classes[i] })
	}
	return -1
}

func (m *Model) correctBinary(pred, target *Tensor, loss LossFunc) int {
	var threshold float64 // above it, class 1
	switch {
	case m.endsInProbabilities():
		threshold = 0.5
	case sameFunc(loss, BinaryCrossEntropy): // logits
	default:
		return -1
	}
	n := 0
	for i := range pred.Len() {
		if (pred.data.At(i) > threshold) == (target.data.At(i) > 0.5) {
			n++
		}
	}
	return n
}

func agree(predicted []int, class func(i int) int) int {
	n := 0
	for i, p := range predicted {
		if p == class(i) {
			n++
		}
	}
	return n
}

// isOneHot reports whether every row has a single 1 among zeros.
func isOneHot(t *Tensor) bool {
	if len(t.shape) != 2 {
		return false
	}
	for row := range t.shape[0] {
		ones := 0
		for i := range t.shape[1] {
			switch t.data.At(row*t.shape[1] + i) {
			case 0:
			case 1:
				ones++
			default:
				return false
			}
		}
		if ones != 1 {
			return false
		}
	}
	return true
}

func sameFunc(f, g LossFunc) bool {
	return reflect.ValueOf(f).Pointer() == reflect.ValueOf(g).Pointer()
}
