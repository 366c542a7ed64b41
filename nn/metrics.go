package nn

import (
	"fmt"
	"math"
	"slices"
)

// Accuracy returns the share of samples whose class is predicted rightly. pred is
// either scores or probabilities [N, C], of which the largest counts, or the
// classes themselves [N], such as p.Greater(nn.Scalar(0.5)) makes of one
// probability for each sample. target is class indices [N], or one-hot rows [N, C].
func Accuracy(pred, target *Tensor) float64 {
	predicted, right, _ := classesOf("Accuracy", pred, target)
	n := 0
	for i, class := range predicted {
		if class == right[i] {
			n++
		}
	}
	return float64(n) / float64(len(right))
}

// TopK returns the share of samples whose class is among the k with the largest
// scores [N, C]. Of equal scores those of the first classes count as larger. target
// is class indices [N], or one-hot rows [N, C].
func TopK(scores, target *Tensor, k int) float64 {
	checkRows("TopK", "scores", scores)
	width := scores.width()
	if k < 1 || k > width {
		valuePanic("TopK", "k is %d: there are %d classes", k, width)
	}
	_, right, _ := classesOf("TopK", scores, target)
	n := 0
	for row, class := range right {
		if class < width && placeIn(scores, row*width, class) < k {
			n++
		}
	}
	return float64(n) / float64(len(right))
}

// placeIn is how many scores of a row are larger than that of the class.
func placeIn(scores *Tensor, row, class int) int {
	own, place := scores.data.At(row+class), 0
	for i := range scores.width() {
		if s := scores.data.At(row + i); s > own || s == own && i < class || math.IsNaN(own) {
			place++
		}
	}
	return place
}

// classesOf returns the predicted and the right class of every sample, and how many
// classes there are at least.
func classesOf(op string, pred, target *Tensor) (predicted, right []int, classes int) {
	last := len(pred.shape) - 1
	scores := last >= 1 && pred.shape[last] > 1
	switch {
	case target.Len() == 0 || pred.Len() == 0:
		shapePanic(op, "there are no samples", pred.Shape(), target.Shape())
	case scores && sameShape(pred, target) && isOneHot(target):
		predicted, right, classes = pred.ArgMax(), target.ArgMax(), pred.shape[last]
	case scores && slices.Equal(pred.shape[:last], target.shape):
		predicted, right, classes = pred.ArgMax(), wholeClasses(op, "target", target), pred.shape[last]
	case pred.Len() == target.Len() && pred.shape[0] == target.shape[0]:
		predicted, right = wholeClasses(op, "prediction", pred), wholeClasses(op, "target", target)
	default:
		shapePanic(op, "predictions must be scores [N, C] or classes [N], the target class indices [N] or one-hot rows [N, C]", pred.Shape(), target.Shape())
	}
	return predicted, right, max(classes, slices.Max(predicted)+1, slices.Max(right)+1)
}

func wholeClasses(op, what string, t *Tensor) []int {
	classes := make([]int, t.Len())
	for i := range classes {
		v := t.data.At(i)
		if !(v >= 0 && v < 1<<31) || v != math.Trunc(v) {
			hint := fmt.Sprintf("%s %v of sample %d is no class index", what, v, i)
			if what == "prediction" {
				hint += "; for one score or probability a sample give pred.Greater(nn.Scalar(threshold))"
			}
			valuePanic(op, "%s", hint)
		}
		classes[i] = int(v)
	}
	return classes
}
