package nn

import (
	"errors"
	"slices"
	"testing"
)

// A data set goes forward in parts and gives the same bits as in one piece.
func TestPredictOfADataSet(t *testing.T) {
	Seed(1)
	m := Sequential(Conv2D(1, 4, 3), ReLU(), MaxPool2D(2), Flatten(), Linear(4*31*31, 3), Softmax())
	x := Randn(70, 64, 64, 1).To(Float32)
	if x.Len() <= 2*evaluationNumbers {
		t.Fatal("the data set is too small to be cut")
	}
	y := m.Predict(x)
	whole := m.Forward(x.Eval().NoGrad())
	if !slices.Equal(y.Shape(), []int{70, 3}) || !slices.Equal(y.Float32s(), whole.Float32s()) {
		t.Errorf("%v, not %v", y, whole)
	}
}

// What is not one output for each sample is computed in one piece.
func TestPredictOfASum(t *testing.T) {
	x := Ones(3, evaluationNumbers).To(Float32)
	sum := Sequential(Graph(func(x *Tensor) *Tensor { return x.Sum() }))
	if y := sum.Predict(x); y.Item() != 3*evaluationNumbers {
		t.Errorf("the sum is %v", y)
	}
}

func TestPredictNamesShapes(t *testing.T) {
	defer func() {
		var shape *ShapeError
		if err, _ := recover().(error); !errors.As(err, &shape) {
			t.Errorf("%v", err)
		}
	}()
	Sequential(Linear(5, 2)).Predict(Ones(evaluationNumbers, 4))
}
