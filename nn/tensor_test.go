package nn

import (
	"math"
	"slices"
	"testing"
)

var nan = math.NaN()

func TestReadingATensor(t *testing.T) {
	x := Matrix([][]float64{{1, 2, 3}, {4, 5, 6}}).Named("x")
	if x.Len() != 6 || x.Dim(0) != 2 || x.Dim(-1) != 3 || x.At(1, 0) != 4 || x.Name() != "x" {
		t.Errorf("Len %d, Dim %d %d, At %v, Name %q", x.Len(), x.Dim(0), x.Dim(-1), x.At(1, 0), x.Name())
	}
	x.Shape()[0] = 99
	x.Rows()[0][0] = 99
	if x.Dim(0) != 2 || x.At(0, 0) != 1 {
		t.Error("Shape and Rows must be copies")
	}
	x.Float64s()[0] = 7
	x.Data()[0] = 8
	if x.At(0, 0) != 7 {
		t.Error("Float64s must be the tensor's own storage, Data a copy")
	}
	if rows := Vector(1, 2).Rows(); len(rows) != 1 || !slices.Equal(rows[0], []float64{1, 2}) {
		t.Errorf("Rows of a vector: %v", rows)
	}
	if Scalar(3).Item() != 3 || Full(4, 1, 1).Item() != 4 || Scalar(5).At() != 5 {
		t.Error("Item or At of a single element")
	}
}

func TestSharing(t *testing.T) {
	data := []float64{1, 2}
	x := New(data, 2)
	data[0] = 9
	if x.At(0) != 1 {
		t.Error("New must copy its data")
	}
	views := []*Tensor{x.Detach(), x.Reshape(1, 2)}
	c := x.Clone()
	x.Float64s()[0] = 5
	for _, v := range views {
		if v.Data()[0] != 5 {
			t.Error("Detach and Reshape share storage")
		}
	}
	if c.Data()[0] != 1 {
		t.Error("Clone has storage of its own")
	}
}

func TestCreation(t *testing.T) {
	cases := []struct {
		name string
		got  *Tensor
		want *Tensor
	}{
		{"Zeros", Zeros(2), Vector(0, 0)},
		{"Ones", Ones(1, 2), Matrix([][]float64{{1, 1}})},
		{"Full", Full(3), Scalar(3)},
		{"Eye", Eye(2), Matrix([][]float64{{1, 0}, {0, 1}})},
		{"Arange", Arange(0, 1, 0.25), Vector(0, 0.25, 0.5, 0.75)},
		{"Arange down", Arange(2, 0, -1), Vector(2, 1)},
		{"Arange empty", Arange(2, 0, 1), Vector()},
		{"Arange uneven", Arange(0, 1, 0.4), Vector(0, 0.4, 0.8)},
		{"Linspace", Linspace(0, 1, 3), Vector(0, 0.5, 1)},
		{"Linspace of one", Linspace(3, 9, 1), Vector(3)},
		{"Matrix of nothing", Matrix(nil), Zeros(0, 0)},
	}
	for _, c := range cases {
		sameTensor(t, c.name, c.got, c.want)
	}
}

func TestRandomNumbers(t *testing.T) {
	const n = 100_000
	moments := func(x *Tensor) (mean, std float64) {
		mean = x.Mean().Item()
		return mean, math.Sqrt(x.Sub(Scalar(mean)).Square().Mean().Item())
	}
	Seed(1)
	cases := []struct {
		name      string
		x         *Tensor
		mean, std float64
	}{
		{"Randn", Randn(n), 0, 1},
		{"Rand", Rand(n), 0.5, math.Sqrt(1.0 / 12)},
		{"He", He(50, n/50), 0, math.Sqrt(2.0 / 50)},
		{"Glorot", Glorot(400, 200), 0, math.Sqrt(2.0 / 600)}, // variance limit²/3
	}
	for _, c := range cases {
		mean, std := moments(c.x)
		if math.Abs(mean-c.mean) > 0.02 || math.Abs(std/c.std-1) > 0.02 {
			t.Errorf("%s: mean %.3f, deviation %.4f, want %.3f, %.4f", c.name, mean, std, c.mean, c.std)
		}
	}
	if low, high := Rand(n).Neg().Max().Item(), Rand(n).Max().Item(); low > 0 || high >= 1 {
		t.Errorf("Rand is outside [0, 1): %v, %v", -low, high)
	}
}

func TestSeed(t *testing.T) {
	Seed(5)
	a := Randn(4)
	b := Randn(4)
	Seed(5)
	sameTensor(t, "after the same seed", Randn(4), a)
	if slices.Equal(a.Data(), b.Data()) {
		t.Error("the numbers repeat")
	}
	Seed(6)
	if slices.Equal(a.Data(), Randn(4).Data()) {
		t.Error("another seed gives the same numbers")
	}
}

func TestEmptyTensors(t *testing.T) {
	empty := Zeros(0, 3)
	sameTensor(t, "sum over no rows", empty.Sum(0), Zeros(3))
	sameTensor(t, "sum of nothing", empty.Sum(), Scalar(0))
	sameTensor(t, "broadcast", empty.Add(Ones(1, 3)), Zeros(0, 3))
	sameTensor(t, "softmax", empty.Softmax(), Zeros(0, 3))
	sameTensor(t, "product", empty.MatMul(Ones(3, 2)), Zeros(0, 2))
	sameTensor(t, "product over nothing", Zeros(2, 0).MatMul(Zeros(0, 2)), Zeros(2, 2))
	if !math.IsNaN(empty.Mean().Item()) {
		t.Error("the mean of nothing is not a number")
	}
}

func TestArgMax(t *testing.T) {
	if got := Matrix([][]float64{{1, 3, 2}, {5, 5, 0}}).ArgMax(); !slices.Equal(got, []int{1, 0}) {
		t.Errorf("got %v", got)
	}
	if got := Scalar(4).ArgMax(); !slices.Equal(got, []int{0}) {
		t.Errorf("of a scalar: %v", got)
	}
}

func TestNaNIsNotHidden(t *testing.T) {
	for name, y := range map[string]*Tensor{
		"ReLU": Scalar(nan).ReLU(), "Max": Vector(1, nan, 2).Max(), "Abs": Scalar(nan).Abs(),
		"Softmax": Vector(1, nan).Softmax().Sum(), "Sigmoid": Scalar(nan).Sigmoid(),
	} {
		if !math.IsNaN(y.Item()) {
			t.Errorf("%s of NaN is %v", name, y)
		}
	}
}
