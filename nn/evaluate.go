package nn

import (
	"context"
	"reflect"

	"gradus/nn/internal/vec"
)

// evaluationNumbers is about how many numbers Evaluate and Predict send forward
// together, as at most evaluationBatch samples.
const (
	evaluationNumbers = 1 << 17
	evaluationBatch   = 256
)

// Evaluate returns the mean "loss" of the model on ds, without training, and when
// classifying the "accuracy", the share of samples whose class is predicted
// rightly. The loss is CrossEntropy unless another is given. It polls the context of
// SetContext, and panics with its error when that is cancelled.
func (m *Model) Evaluate(ds Dataset, loss ...LossFunc) map[string]float64 {
	if len(loss) > 1 {
		valuePanic("Evaluate", "one loss at most, not %d", len(loss))
	}
	var memory *arena
	if keepsNoTensor(m) {
		memory = &arena{}
	}
	sum, err := m.evaluate(runContext(), ds, append(loss, CrossEntropy)[0], memory)
	if err != nil {
		panic(err)
	}
	return sum.metrics("")
}

// evaluate takes the memory of a training, to use it again.
func (m *Model) evaluate(ctx context.Context, ds Dataset, loss LossFunc, memory *arena) (tally, error) {
	var sum tally
	t := task{model: m, loss: loss}
	err := m.eachBatch(ctx, ds, memory, func(x, y, pred *Tensor) {
		sum.add(pred.shape[0], loss(pred, y).Item(), t.correct(pred, y))
	})
	return sum, err
}

// eachBatch sends all samples forward, in order, and hands over the batches with
// their predictions, which are valid until the next.
func (m *Model) eachBatch(ctx context.Context, ds Dataset, memory *arena, visit func(x, y, pred *Tensor)) error {
	s := newSource(ds, m.dtype())
	indices := make([]int, ds.Len())
	for i := range indices {
		indices[i] = i
	}
	n := evaluationBatch
	for len(indices) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		n = min(n, len(indices))
		memory.reset()
		x, y := s.batch(memory, indices[:n])
		if small := max(1, evaluationNumbers*n/max(x.Len(), 1)); small < n { // samples are larger than thought
			n = small
			continue
		}
		x.eval, x.noGrad = true, true
		visit(x, y, m.Forward(x))
		indices = indices[n:]
	}
	return nil
}

// dtype is the type of the model's parameters, Float32 if it has none.
func (m *Model) dtype() DType {
	for _, p := range m.Params() {
		return p.DType()
	}
	return Float32
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

// task finds out whether a model classifies, and counts what it gets right.
type task struct {
	model *Model
	loss  LossFunc
	kind  taskKind
	best  []int
}

type taskKind uint8

const (
	unknownTask taskKind = iota // not seen a batch yet
	otherTask                   // no classification
	classIndices
	oneHotRows
	binaryLogits
	binaryProbabilities
)

// correct counts the samples whose class is predicted rightly, or returns -1
// when the task is no classification. It is one when each sample has several
// outputs and the target is its class, as an index or one-hot, or when it has one
// output and the loss is BinaryCrossEntropy or the last layer gives probabilities.
func (t *task) correct(pred, target *Tensor) int {
	if t.kind == unknownTask {
		t.kind = t.find(pred, target)
	}
	n := 0
	switch t.kind {
	case classIndices, oneHotRows:
		t.best = growInts(t.best, pred.shape[0])
		vec.ArgMaxRows(t.best, pred.data, pred.shape[1])
		for i, class := range t.best {
			if t.kind == classIndices && int(target.data.At(i)) == class ||
				t.kind == oneHotRows && target.data.At(i*pred.shape[1]+class) == 1 {
				n++
			}
		}
	case binaryLogits, binaryProbabilities:
		threshold := 0.0 // above it, class 1
		if t.kind == binaryProbabilities {
			threshold = 0.5
		}
		for i := range pred.Len() {
			if (pred.data.At(i) > threshold) == (target.data.At(i) > 0.5) {
				n++
			}
		}
	default:
		return -1
	}
	return n
}

func (t *task) find(pred, target *Tensor) taskKind {
	if len(pred.shape) == 0 || len(target.shape) == 0 || pred.shape[0] != target.shape[0] {
		return otherTask
	}
	switch width := size(pred.shape[1:]); {
	case width == 1 && target.Len() == pred.Len():
		switch {
		case t.model.endsInProbabilities():
			return binaryProbabilities
		case sameFunc(t.loss, BinaryCrossEntropy):
			return binaryLogits
		}
	case len(pred.shape) == 2 && width > 1 && len(target.shape) == 1:
		return classIndices
	case len(pred.shape) == 2 && width > 1 && isOneHot(target):
		return oneHotRows
	}
	return otherTask
}

func growInts(s []int, n int) []int {
	if cap(s) < n {
		return make([]int, n)
	}
	return s[:n]
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
