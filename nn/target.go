package nn

import (
	"fmt"
	"math"
	"slices"

	"gradus/nn/internal/vec"
)

// classTarget is what a loss of classes compares with: for every row of
// predictions the index of its class, or the probability of each class.
type classTarget struct {
	labels []int32   // a class for each row; one-hot rows are kept so, too
	soft   vec.Array // or numbers like the predictions; no array if there are labels
}

// read checks and keeps the target of the loss y of predictions [..., C]: class
// indices of shape [...], or probabilities of shape [..., C].
func (t *classTarget) read(y, pred, target *Tensor) {
	op, classes := y.op.name, pred.width()
	t.labels, t.soft = t.labels[:0], vec.Array{}
	switch last := len(pred.shape) - 1; {
	case sameShape(pred, target):
		var oneHot bool
		if target.data.Is64() {
			t.labels, oneHot = oneHotLabels(t.labels, target.data.F64, classes)
		} else {
			t.labels, oneHot = oneHotLabels(t.labels, target.data.F32, classes)
		}
		if !oneHot {
			checkProbabilities(op, target)
			t.soft = y.converted(target)
		}
	case slices.Equal(pred.shape[:last], target.shape):
		if target.data.Is64() {
			t.labels = readLabels(op, t.labels, target.data.F64, classes)
		} else {
			t.labels = readLabels(op, t.labels, target.data.F32, classes)
		}
	default:
		rows := pred.shape[:last]
		hint := fmt.Sprintf("the target must be %d class indices, shape %v, or one-hot rows, shape %v", size(rows), rows, pred.shape)
		shapePanic(op, hint, pred.Shape(), target.Shape())
	}
}

// each visits the predictions that the target speaks of, by their place, with the
// probability that the target gives them.
func (t *classTarget) each(classes int, visit func(i int, p float64)) {
	for row, label := range t.labels {
		visit(row*classes+int(label), 1)
	}
	for i := range t.soft.Len() {
		if p := t.soft.At(i); p != 0 {
			visit(i, p)
		}
	}
}

// checkRows panics unless pred is a batch of rows, one number for each class; what
// says of what kind.
func checkRows(op, what string, pred *Tensor) {
	if len(pred.shape) < 2 || pred.width() == 0 {
		shapePanic(op, "predictions must be "+what+" [N, C], a row for each sample and a column for each class", pred.Shape())
	}
}

// oneHotLabels appends the class of each row that has a single 1 among zeros; ok
// is false if there is another row.
func oneHotLabels[T float32 | float64](labels []int32, t []T, width int) (_ []int32, ok bool) {
	for lo := 0; lo < len(t); lo += width {
		hot := -1
		for i, p := range t[lo : lo+width] {
			if p == 0 {
				continue
			}
			if p != 1 || hot >= 0 {
				return labels[:0], false
			}
			hot = i
		}
		if hot < 0 {
			return labels[:0], false
		}
		labels = append(labels, int32(hot))
	}
	return labels, true
}

func readLabels[T float32 | float64](op string, labels []int32, t []T, classes int) []int32 {
	for i, v := range t {
		label := int32(v)
		if T(label) != v || label < 0 || int(label) >= classes {
			valuePanic(op, "label %v of sample %d is no class: with %d outputs, labels are the whole numbers 0 to %d", v, i, classes, classes-1)
		}
		labels = append(labels, label)
	}
	return labels
}

// checkProbabilities panics unless each row of the target is a distribution.
func checkProbabilities(op string, target *Tensor) {
	width := target.width()
	for row := range target.Len() / width {
		sum := 0.0
		for i := range width {
			p := target.data.At(row*width + i)
			if !(p >= 0) {
				valuePanic(op, "probability %v in target row %d is not between 0 and 1", p, row)
			}
			sum += p
		}
		if !(math.Abs(sum-1) <= 1e-5) {
			valuePanic(op, "target row %d sums to %v, not to 1: for class indices give a target of shape [N]", row, sum)
		}
	}
}
