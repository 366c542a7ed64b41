package nn

import (
	"math"
	"testing"
)

func TestColumnTargets(t *testing.T) {
	column, vector := Matrix([][]float64{{1}, {0}, {1}}), Vector(1, 1, 0)
	for name, loss := range map[string]LossFunc{"MSE": MSE, "BinaryCrossEntropy": BinaryCrossEntropy} {
		want := loss(vector, Vector(1, 0, 1))
		sameTensor(t, name+" of a column and a vector", loss(vector, column), want)
		sameTensor(t, name+" of a vector and a column", loss(vector.Reshape(3, 1), Vector(1, 0, 1)), want)
	}
}

// A score of -Inf rules a class out: 0 · ln 0 counts as 0.
func TestCrossEntropyOfAnImpossibleClass(t *testing.T) {
	scores := Matrix([][]float64{{0, math.Inf(-1), 0}}).RequiresGrad()
	loss := CrossEntropy(scores, Vector(2))
	sameTensor(t, "loss", loss, Scalar(math.Ln2))
	loss.Backward()
	sameTensor(t, "gradient", scores.Grad(), Matrix([][]float64{{0.5, 0, -0.5}}))
}
