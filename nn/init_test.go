package nn

import (
	"math"
	"testing"
)

func TestInitialWeightsHaveTheirVariance(t *testing.T) {
	Seed(2)
	const in, out = 3 * 3 * 20, 3 * 3 * 64 // of the kernel [3, 3, 20, 64]
	cases := []struct {
		name     string
		init     func(shape ...int) *Tensor
		variance float64
		limit    float64 // of the largest; 0 for none
	}{
		{"XavierUniform", XavierUniform, 2.0 / (in + out), math.Sqrt(6.0 / (in + out))},
		{"XavierNormal", XavierNormal, 2.0 / (in + out), 0},
		{"HeNormal", HeNormal, 2.0 / in, 0},
		{"HeUniform", HeUniform, 2.0 / in, math.Sqrt(6.0 / in)},
		{"LeCunNormal", LeCunNormal, 1.0 / in, 0},
		{"LeCunUniform", LeCunUniform, 1.0 / in, math.Sqrt(3.0 / in)},
	}
	for _, c := range cases {
		w := c.init(3, 3, 20, 64)
		sameShapes(t, c.name, w.Shape(), []int{3, 3, 20, 64})
		if got := deviation(w.Data()) / math.Sqrt(c.variance); math.Abs(got-1) > 0.03 {
			t.Errorf("%s: the deviation is %.3f times what it must be", c.name, got)
		}
		largest := w.Abs().Max().Item()
		if c.limit > 0 && (largest > c.limit || largest < 0.99*c.limit) {
			t.Errorf("%s: the largest is %v, want just below %v", c.name, largest, c.limit)
		}
	}
}

func TestOrthogonal(t *testing.T) {
	for _, shape := range [][]int{{4, 4}, {7, 3}, {3, 7}, {2, 2, 3, 5}, {1, 1}} {
		w := Orthogonal(shape...)
		sameShapes(t, "Orthogonal", w.Shape(), shape)
		m := w.Reshape(-1, shape[len(shape)-1])
		gram := m.T().MatMul(m)
		if m.Dim(0) < m.Dim(1) {
			gram = m.MatMul(m.T())
		}
		sameTensor(t, "product with itself", gram, Eye(gram.Dim(0)))
	}
}

func TestInitNeedsTwoAxes(t *testing.T) {
	wantPanic[*ShapeError](t, func() { He(3) }, "nn: HeNormal: shape [3] does not fit: weights have the inputs")
	wantPanic[*ShapeError](t, func() { Orthogonal(0, 3) }, "nn: Orthogonal: shape [0 3] does not fit")
}

func TestInitTakesFunctionsThatCreate(t *testing.T) {
	l := Linear(3, 2).Init(Zeros)
	sameTensor(t, "zero weights", l.W, Zeros(3, 2))
}
