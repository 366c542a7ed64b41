package nn

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// ROCCurve is what every possible threshold of a score does: a sample whose score is
// at least the threshold is taken for class 1. It goes from (0, 0) to (1, 1), with a
// point for each different score.
type ROCCurve struct {
	FPR        []float64 // false positive rate: the part of class 0 taken for class 1
	TPR        []float64 // true positive rate: the part of class 1 taken for class 1
	Thresholds []float64 // falling; the first is +Inf
}

// ROC returns the receiver operating characteristic of scores or probabilities [N]
// or [N, 1] for the classes 0 and 1 of target [N].
func ROC(scores, target *Tensor) *ROCCurve {
	if scores.Len() != target.Len() || scores.Len() == 0 {
		shapePanic("ROC", "there must be one score and one class for each sample; of several classes take one column", scores.Shape(), target.Shape())
	}
	positive := make([]bool, target.Len())
	for i := range positive {
		switch v := target.data.At(i); v {
		case 0:
		case 1:
			positive[i] = true
		default:
			valuePanic("ROC", "target %v of sample %d: the classes are 0 and 1", v, i)
		}
	}
	return rocCurve("ROC", scores.Data(), positive)
}

func rocCurve(op string, scores []float64, positive []bool) *ROCCurve {
	order := make([]int, len(scores))
	positives := 0
	for i, s := range scores {
		order[i] = i
		if math.IsNaN(s) {
			valuePanic(op, "the score of sample %d is NaN", i)
		}
		if positive[i] {
			positives++
		}
	}
	negatives := len(scores) - positives
	if positives == 0 || negatives == 0 {
		valuePanic(op, "all %d samples are of one class: a curve needs both", len(scores))
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(scores[j], scores[i]) })
	c := &ROCCurve{FPR: []float64{0}, TPR: []float64{0}, Thresholds: []float64{math.Inf(1)}}
	right, wrong := 0, 0
	for k, i := range order {
		if positive[i] {
			right++
		} else {
			wrong++
		}
		if k+1 < len(order) && scores[order[k+1]] == scores[i] {
			continue // equal scores cross a threshold together
		}
		c.FPR = append(c.FPR, float64(wrong)/float64(negatives))
		c.TPR = append(c.TPR, float64(right)/float64(positives))
		c.Thresholds = append(c.Thresholds, scores[i])
	}
	return c
}

// AUC returns the area under the curve.
func (c *ROCCurve) AUC() float64 {
	area := 0.0
	for i := 1; i < len(c.FPR); i++ {
		area += (c.FPR[i] - c.FPR[i-1]) * (c.TPR[i] + c.TPR[i-1]) / 2
	}
	return area
}

// String tells the area and the number of thresholds.
func (c *ROCCurve) String() string {
	return fmt.Sprintf("ROC curve of %d thresholds, AUC %.4f", len(c.Thresholds), c.AUC())
}

// AUC returns the area under the ROC curve: the probability that a sample of class 1
// has a higher score than one of class 0, equal scores counting half. 1 is perfect,
// 0.5 is chance. scores are [N] or [N, 1], with target [N] of 0 and 1. Of scores
// [N, C] it is the mean over the classes, each against the rest, with class indices
// or one-hot rows as target; comparing samples needs probabilities then.
func AUC(scores, target *Tensor) float64 {
	if len(scores.shape) < 2 || scores.width() == 1 {
		return ROC(scores, target).AUC()
	}
	_, right, classes := classesOf("AUC", scores, target)
	width := scores.width()
	if classes > width {
		valuePanic("AUC", "the target has class %d, the scores have %d", classes-1, width)
	}
	sum := 0.0
	column, positive := make([]float64, len(right)), make([]bool, len(right))
	for class := range width {
		for i := range right {
			column[i], positive[i] = scores.data.At(i*width+class), right[i] == class
		}
		sum += rocCurve("AUC", column, positive).AUC()
	}
	return sum / float64(width)
}
