package nn

import (
	"errors"
	"strings"
	"testing"
)

func TestShapeErrors(t *testing.T) {
	m23, m43 := Zeros(2, 3), Zeros(4, 3)
	cases := []struct {
		f    func()
		want string
	}{
		{func() { m23.MatMul(Zeros(2, 3)) }, "nn: MatMul: shapes [2 3] and [2 3] do not fit: inner sizes 3 and 2 differ; transpose one with .T()?"},
		{func() { m23.MatMul(Zeros(4, 5)) }, "nn: MatMul: shapes [2 3] and [4 5] do not fit: inner sizes 3 and 4 differ"},
		{func() { m23.MatMul(Zeros(3, 2, 1)) }, "nn: MatMul: shapes [2 3] and [3 2 1] do not fit: inner sizes 3 and 2 differ"},
		{func() { m23.MatMul(Zeros(2, 3, 1)) }, "nn: MatMul: shapes [2 3] and [2 3 1] do not fit: in a batch of matrices all axes but the last two must be equal"},
		{func() { m23.MatMul(Scalar(1)) }, "nn: MatMul: shapes [2 3] and [] do not fit: the product is defined for vectors and matrices"},
		{func() { m23.MatMul(Scalar(1)) }, "nn: MatMul: shapes [2 3] and [] do not fit"},
		{func() { m23.Add(m43) }, "nn: Add: shapes [2 3] and [4 3] do not fit: counted from the last axis"},
		{func() { m23.Div(Zeros(2)) }, "nn: Div: shapes [2 3] and [2] do not fit"},
		{func() { Zeros(2).T() }, "nn: T: shape [2] does not fit: only a matrix can be transposed"},
		{func() { m23.Reshape(4, -1) }, "nn: Reshape: shapes [2 3] and [4 -1] do not fit: 6 elements cannot be arranged so"},
		{func() { m23.Reshape(-1, -1) }, "nn: Reshape: shapes [2 3] and [-1 -1] do not fit: at most one size"},
		{func() { m23.Reshape(-2, -3) }, "nn: Reshape: shapes [2 3] and [-2 -3] do not fit"},
		{func() { m23.Reshape(7) }, "nn: Reshape: shapes [2 3] and [7] do not fit"},
		{func() { Zeros(0, 3).Reshape(0, -1) }, "nn: Reshape: shapes [0 3] and [0 -1] do not fit"},
		{func() { m23.Item() }, "nn: Item: shape [2 3] does not fit"},
		{func() { m23.At(1) }, "nn: At: shape [2 3] does not fit: index [1] needs one number for each of the 2 axes"},
		{func() { m23.At(1, 3) }, "nn: At: shape [2 3] does not fit: index [1 3] is outside: axis 1 has size 3"},
		{func() { Zeros(1, 2, 3).Rows() }, "nn: Rows: shape [1 2 3] does not fit"},
		{func() { Zeros(0).Max() }, "nn: Max: shape [0] does not fit"},
		{func() { Zeros(2, 0).ArgMax() }, "nn: ArgMax: shape [2 0] does not fit"},
		{func() { m23.Backward() }, "nn: Backward: shape [2 3] does not fit: Backward starts from one number"},
		{func() { Zeros(2, -1) }, "nn: Zeros: shape [2 -1] does not fit: a size cannot be negative"},
		{func() { Zeros(1<<20, 1<<20) }, "nn: Zeros: shape [1048576 1048576] does not fit: more than 2³¹ elements"},
		{func() { New([]float64{1, 2}, 3) }, "nn: New: shape [3] does not fit: the shape has 3 elements, the data 2"},
		{func() { Matrix([][]float64{{1, 2}, {3}}) }, "nn: Matrix: shapes [1] and [2] do not fit: row 1 has 1 numbers, row 0 has 2"},
		{func() { MSE(Zeros(3), Zeros(4)) }, "nn: MSE: shapes [3] and [4] do not fit: prediction and target must have the same shape"},
		{func() { MSE(Zeros(3, 2), Zeros(3)) }, "nn: MSE: shapes [3 2] and [3] do not fit"},
		{func() { CrossEntropy(Zeros(3), Zeros(3)) }, "nn: CrossEntropy: shape [3] does not fit: predictions must be scores [N, C]"},
		{func() { CrossEntropy(m23, Zeros(3)) }, "nn: CrossEntropy: shapes [2 3] and [3] do not fit: the target must be 2 class indices, shape [2], or one-hot rows, shape [2 3]"},
		{func() { Linear(0, 3) }, "nn: Linear: shape [0 3] does not fit"},
		{func() { Linear(2, 3).Init(func(shape ...int) *Tensor { return Zeros(shape[1], shape[0]) }) }, "nn: Linear(2, 3): Init: shapes [3 2] and [2 3] do not fit"},
		{func() { Linear(4, 3).Forward(m23) }, "nn: Linear(4, 3): Linear: shapes [2 3] and [4 3] do not fit: the layer expects 4 numbers on the last axis of x, shape [N 4]"},
		{func() { Linear(4, 3).Forward(Zeros(5, 2, 2)) }, "put nn.Flatten() before it"},
		{func() { Flatten().Forward(Scalar(1)) }, "nn: Flatten: shape [] does not fit: a scalar is no batch"},
	}
	for _, c := range cases {
		err, ok := panicOf(c.f).(*ShapeError)
		if !ok {
			t.Errorf("no *ShapeError, want %q", c.want)
			continue
		}
		if !strings.Contains(err.Error(), c.want) {
			t.Errorf("got  %s\nwant %s", err, c.want)
		}
	}
}

func TestShapeErrorOfThree(t *testing.T) {
	err := &ShapeError{Op: "Join", Shapes: [][]int{{1}, {2}, {3}}, Hint: "sizes differ"}
	if got, want := err.Error(), "nn: Join: shapes [1], [2] and [3] do not fit: sizes differ"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := (&ShapeError{Op: "Join", Hint: "nothing given"}).Error(), "nn: Join: nothing given"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestShapeErrorNamesTheLayer(t *testing.T) {
	m := Sequential(Linear(4, 8), ReLU(), Linear(9, 2))
	wantPanic[*ShapeError](t, func() { m.Forward(Zeros(1, 4)) },
		"nn: layer 2 Linear(9, 2): Linear: shapes [1 8] and [9 2] do not fit: the layer expects 9 numbers")
	wantPanic[*ShapeError](t, func() { m.Predict(Zeros(1, 3)) }, "nn: layer 0 Linear(4, 8): Linear")
	outer := Sequential(ReLU(), m)
	wantPanic[*ShapeError](t, func() { outer.Forward(Zeros(1, 4)) }, "nn: layer 1, layer 2 Linear(9, 2): Linear")
	wantPanic[*ShapeError](t, func() { Sequential(ownLayer{}).Forward(Zeros(2, 3)) }, "nn: layer 0 ownLayer: MatMul: shapes [2 3] and [2 3]")
}

func TestValueErrors(t *testing.T) {
	scores := Zeros(2, 3)
	cases := []struct {
		f    func()
		want string
	}{
		{func() { CrossEntropy(scores, Vector(0, 3)) }, "nn: CrossEntropy: label 3 of sample 1 is no class: with 3 outputs, labels are the whole numbers 0 to 2"},
		{func() { CrossEntropy(scores, Vector(-1, 0)) }, "label -1 of sample 0"},
		{func() { CrossEntropy(scores, Vector(0, 1.5)) }, "label 1.5 of sample 1"},
		{func() { CrossEntropy(scores, Vector(0, nan)) }, "label NaN of sample 1"},
		{func() { CrossEntropy(scores, Vector(0, 1e300)) }, "label 1e+300 of sample 1"},
		{func() { CrossEntropy(scores, Zeros(2, 3)) }, "target row 0 sums to 0, not to 1"},
		{func() { CrossEntropy(scores, Matrix([][]float64{{0, 1, 0}, {2, -1, 0}})) }, "probability -1 in target row 1"},
		{func() { CrossEntropy(scores, Matrix([][]float64{{0, 1, 0}, {0, 0, nan}})) }, "probability NaN in target row 1"},
		{func() { BinaryCrossEntropy(Zeros(2), Vector(0, 2)) }, "nn: BinaryCrossEntropy: target 2 of sample 1 is not between 0 and 1"},
		{func() { BinaryCrossEntropy(Zeros(1), Vector(nan)) }, "target NaN of sample 0"},
		{func() { scores.Sum(2) }, "nn: Sum: axis 2 of a tensor of shape [2 3]: it has 2 axes"},
		{func() { scores.Mean(-3) }, "nn: Mean: axis -3"},
		{func() { scores.Max(0, -2) }, "nn: Max: axis -2 is given twice"},
		{func() { scores.Dim(2) }, "nn: Dim: axis 2"},
		{func() { Arange(0, 1, 0) }, "nn: Arange: cannot count from 0 to 1 in steps of 0"},
		{func() { Arange(0, 1e300, 1) }, "nn: Arange: cannot count"},
		{func() { Sequential().Evaluate(nil, MSE, MSE) }, "nn: Evaluate: one loss at most, not 2"},
	}
	for _, c := range cases {
		wantPanic[*ValueError](t, c.f, c.want)
	}
}

func TestGraphErrors(t *testing.T) {
	wantPanic[*GraphError](t, func() { Scalar(2).Square().Backward() }, "nn: Backward: nothing here requires a gradient")
	m := Sequential(Linear(2, 1))
	wantPanic[*GraphError](t, func() { m.Trace(Zeros(1, 2)).Gradients() }, "nn: Gradients: no gradient has arrived")
}

func panicOf(f func()) (p any) {
	defer func() { p = recover() }()
	f()
	return nil
}

// wantPanic wants f to panic with an error of type E whose message contains text.
func wantPanic[E error](t *testing.T, f func(), text string) {
	t.Helper()
	p := panicOf(f)
	err, _ := p.(error)
	var typed E
	if !errors.As(err, &typed) || !strings.Contains(err.Error(), text) {
		t.Errorf("panic %v, want %T with %q", p, typed, text)
	}
}
