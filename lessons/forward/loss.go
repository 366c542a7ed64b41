package forward

import (
	"math"

	"gradus/lessons/exercise"
	"gradus/nn"
)

type lossFunc = func(logits [][]float64, classes []int) float64

// crossEntropy is the check of 02.3, against nn.
var crossEntropy = exercise.Spec[lossFunc]{
	Reference: func(logits [][]float64, classes []int) float64 {
		target := make([]float64, len(classes))
		for i, c := range classes {
			target[i] = float64(c)
		}
		return nn.CrossEntropy(nn.Matrix(logits), nn.Vector(target...)).Item()
	},
	Calls: []exercise.Call[lossFunc]{
		lossOf("crossEntropy([][]float64{{2, 1, -1}}, []int{0})", []int{0}, []float64{2, 1, -1}),
		lossOf("crossEntropy([][]float64{{2, 1, -1}, {0, 3, 1}}, []int{1, 2})", []int{1, 2}, []float64{2, 1, -1}, []float64{0, 3, 1}),
		lossOf("crossEntropy([][]float64{{0, 0, 0}, {1, 1, 1}}, []int{2, 0})", []int{2, 0}, []float64{0, 0, 0}, []float64{1, 1, 1}),
		lossOf("crossEntropy([][]float64{{1000, 1001}}, []int{0})", []int{0}, []float64{1000, 1001}),
		lossOf("crossEntropy([][]float64{{1000, 0}}, []int{1})", []int{1}, []float64{1000, 0}),
	},
	Bugs: []exercise.Bug[lossFunc]{
		perRow("the log of a zero",
			"With logits 1000 apart softmax rounds to exactly 0, and the log of 0 is −Inf. Don't take the log of `softmax`: multiply the formula out first, as the text above the exercise does.",
			mean, func(z []float64, y int) float64 { return -math.Log(shifted(z)[y]) }),
		perRow("softmax not shifted",
			"`math.Exp(1000)` is +Inf. Subtract the row's largest logit inside each exponential, and add it again outside the log.",
			mean, func(z []float64, y int) float64 { return math.Log(sum(exps(z, 0))) - z[y] }),
		perRow("softmax not shifted",
			"`math.Exp(1000)` is +Inf. Subtract the row's largest logit inside each exponential, and add it again outside the log.",
			mean, func(z []float64, y int) float64 { return -math.Log(divide(exps(z, 0), sum(exps(z, 0)))[y]) }),
		perRow("wrong sign",
			"A probability is below 1, so its log is negative; the loss is minus that log.",
			mean, func(z []float64, y int) float64 { return -rowLoss(z, y) }),
		perRow("missing ÷N",
			"You return the sum over the flowers. Divide by how many there are, so that the loss does not grow with the data.",
			total, rowLoss),
		perRow("the largest probability instead of the true class's",
			"The loss asks about the class that the flower has, `classes[i]`, not about the one the network likes best.",
			mean, func(z []float64, _ int) float64 { return -math.Log(largest(shifted(z))) }),
		perRow("no softmax",
			"You take the logit itself. The loss is minus the log of a probability, so the logits go through softmax first.",
			mean, func(z []float64, y int) float64 { return -z[y] }),
		perRow("log of base 2",
			"`math.Log` is the natural logarithm, which everybody uses here; `math.Log2` counts bits.",
			mean, func(z []float64, y int) float64 { return rowLoss(z, y) / math.Ln2 }),
		perRow("no log",
			"You average the probabilities. The loss is minus the log of each, averaged.",
			mean, func(z []float64, y int) float64 { return shifted(z)[y] }),
		perRow("the shift is not added again",
			"You subtract the largest logit inside the exponentials; add it again outside the log, or subtract it from `z[y]` too.",
			mean, func(z []float64, y int) float64 { return rowLoss(z, y) - largest(z) }),
	},
	Praise: "It agrees with `nn.CrossEntropy` to nine decimals, and stays finite even when the network is certain and wrong.",
}

func lossOf(text string, classes []int, logits ...[]float64) exercise.Call[lossFunc] {
	return exercise.Call[lossFunc]{Text: text, Do: func(f lossFunc) any {
		rows := make([][]float64, len(logits))
		for i := range rows {
			rows[i] = append([]float64(nil), logits[i]...)
		}
		return f(rows, append([]int(nil), classes...))
	}}
}

// perRow is the bug of someone who takes this loss of each row, and joins them
// in this way.
func perRow(name, advice string, join func([]float64) float64, loss func([]float64, int) float64) exercise.Bug[lossFunc] {
	return exercise.Bug[lossFunc]{Name: name, Advice: advice, Answer: func(logits [][]float64, classes []int) float64 {
		losses := make([]float64, len(logits))
		for i, z := range logits {
			losses[i] = loss(z, classes[i])
		}
		return join(losses)
	}}
}

// rowLoss is −log softmax(z)[y], finite for any z.
func rowLoss(z []float64, y int) float64 {
	m := largest(z)
	return m + math.Log(sum(exps(z, m))) - z[y]
}

func shifted(z []float64) []float64 {
	e := exps(z, largest(z))
	return divide(e, sum(e))
}

func total(losses []float64) float64 { return sum(losses) }

func mean(losses []float64) float64 { return sum(losses) / float64(len(losses)) }
