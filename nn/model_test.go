package nn

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// ownLayer is a layer as a learner would write it.
type ownLayer struct{}

func (ownLayer) Forward(x *Tensor) *Tensor { return x.MatMul(Ones(2, 3)) }
func (ownLayer) Params() []*Tensor         { return nil }

type _wrapper struct{ Layer }

func TestLayerNames(t *testing.T) {
	for want, l := range map[string]Layer{
		"ownLayer": ownLayer{}, "Layer": &_wrapper{ownLayer{}}, "Linear(2, 3)": Linear(2, 3), "Flatten()": Flatten(),
		"Sequential(Tanh())": Sequential(Tanh()),
	} {
		if got := layerName(l); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestModelParams(t *testing.T) {
	first, second := Linear(2, 3), Linear(3, 1)
	m := Sequential(first, ReLU()).Add(Sequential(second))
	if got, want := m.Params(), []*Tensor{first.W, first.B, second.W, second.B}; !slices.Equal(got, want) {
		t.Errorf("got %d parameters in the wrong order", len(got))
	}
	names, _ := m.ParamGrads()
	if len(names) != 0 {
		t.Errorf("gradients before Backward: %v", names)
	}
	m.Forward(Ones(1, 2)).Sum().Backward()
	names, values := m.ParamGrads()
	if want := []string{"0.W", "0.b", "2.W", "2.b"}; !slices.Equal(names, want) {
		t.Errorf("names %v, want %v", names, want)
	}
	if !slices.Equal(values[3], []float64{1}) {
		t.Errorf("gradient of the last bias: %v, want [1]", values[3])
	}
}

func TestInit(t *testing.T) {
	l := Linear(2, 2)
	w := l.W
	l.B.Set(5, 0)
	if l.Init(func(shape ...int) *Tensor { return Eye(shape[0]) }) != l || l.W != w {
		t.Error("Init must keep layer and parameter, so that an optimiser knows them")
	}
	sameTensor(t, "x·1 + 0", l.Forward(Matrix([][]float64{{3, 4}})), Matrix([][]float64{{3, 4}}))
	if std := deviation(Linear(100, 500).Init(He).W.Data()); math.Abs(std-math.Sqrt(0.02)) > 0.005 {
		t.Errorf("He's deviation: %v", std)
	}
}

func deviation(values []float64) float64 {
	x := Vector(values...)
	return math.Sqrt(x.Sub(x.Mean()).Square().Mean().Item())
}

func TestProba(t *testing.T) {
	weights := func(out int, w ...float64) *LinearLayer {
		l := Linear(1, out)
		l.W.convert(Float64)
		l.W.CopyFrom(New(w, l.W.Shape()...))
		return l
	}
	rows := [][]float64{{0}, {1}}
	cases := []struct {
		name string
		m    *Model
		want *Tensor
	}{
		{"logit", Sequential(weights(1, 2)), Matrix([][]float64{{0.5}, {1 / (1 + math.Exp(-2))}})},
		{"probability", Sequential(weights(1, 2), Sigmoid()), Matrix([][]float64{{0.5}, {1 / (1 + math.Exp(-2))}})},
		{"scores", Sequential(weights(2, 0, math.Log(3))), Matrix([][]float64{{0.5, 0.5}, {0.25, 0.75}})},
		{"probabilities", Sequential(weights(2, 0, math.Log(3)), Softmax()), Matrix([][]float64{{0.5, 0.5}, {0.25, 0.75}})},
	}
	for _, c := range cases {
		sameTensor(t, c.name, Matrix(c.m.To(Float64).Proba(rows)), c.want)
	}
}

func TestTrace(t *testing.T) {
	m := Sequential(Flatten(), Linear(2, 2), ReLU())
	l := m.Layers[1].(*LinearLayer).Init(func(shape ...int) *Tensor { return Eye(shape[0]) })
	l.W.Set(-1, 0, 0)
	tr := m.Trace(New([]float64{3, 4}, 1, 2, 1))
	names, values := tr.Activations()
	if want := []string{"0 Flatten()", "1 Linear(2, 2)", "2 ReLU()"}; !slices.Equal(names, want) {
		t.Errorf("names %q, want %q", names, want)
	}
	for i, want := range [][]float64{{3, 4}, {-3, 4}, {0, 4}} {
		if !slices.Equal(values[i], want) {
			t.Errorf("%s: %v, want %v", names[i], values[i], want)
		}
	}
	if len(tr.Outputs()) != 3 || tr.Outputs()[2] != tr.Output() {
		t.Error("Outputs are those of the layers, the last is Output")
	}
	tr.Output().Sum().Backward()
	names, values = tr.Gradients()
	if want := []string{"1 Linear(2, 2)", "2 ReLU()"}; !slices.Equal(names, want) {
		t.Errorf("gradients of %q, want %q: none reaches Flatten", names, want)
	}
	if !slices.Equal(values[0], []float64{0, 1}) || !slices.Equal(values[1], []float64{1, 1}) {
		t.Errorf("gradients %v", values)
	}
	x := Ones(1)
	if Sequential().Trace(x).Output() != x {
		t.Error("without layers, the output is the input")
	}
}

func TestSummary(t *testing.T) {
	m := Sequential(Flatten(), Linear(64, 128), LeakyReLU(0.1), Sequential(Linear(128, 3)), ownLayer{}, Softmax())
	want := `Sequential
  #  layer                       output   params
  0  Flatten()                   ?             0
  1  Linear(64, 128)             [N 128]   8,320
  2  LeakyReLU(0.1)              [N 128]       0
  3  Sequential(Linear(128, 3))  [N 3]       387
  4  ownLayer                    ?             0
  5  Softmax()                   ?             0
     total                                 8,707`
	if got := m.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	m = Sequential(Conv2D(1, 32, 3), ReLU(), MaxPool2D(2), GlobalAvgPool2D(), Flatten(), Linear(32, 5))
	want = `Sequential
  #  layer              output      params
  0  Conv2D(1, 32, 3)   [N ? ? 32]     320
  1  ReLU()             [N ? ? 32]       0
  2  MaxPool2D(2)       [N ? ? 32]       0
  3  GlobalAvgPool2D()  [N 32]           0
  4  Flatten()          [N 32]           0
  5  Linear(32, 5)      [N 5]          165
     total                             485`
	if got := m.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	m.sawInput(Zeros(1, 64, 64, 1))
	if got := m.String(); !strings.Contains(got, "[N 62 62 32]") || !strings.Contains(got, "[N 31 31 32]") {
		t.Errorf("of images of 64×64 it says\n%s", got)
	}
	m = Sequential(Flatten(), Linear(64, 128), LeakyReLU(0.1), Sequential(Linear(128, 3)), ownLayer{}, Softmax())
	want = "nn.Sequential(nn.Flatten(), nn.Linear(64, 128), nn.LeakyReLU(0.1), nn.Sequential(nn.Linear(128, 3)), nn.ownLayer, nn.Softmax())"
	if got := m.GoString(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := thousands(n); got != want {
			t.Errorf("thousands(%d) = %s", n, got)
		}
	}
}
