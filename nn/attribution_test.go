package nn

import (
	"math"
	"testing"
)

// shapesNet is a small image classifier whose class 1 looks at the left half, class 0
// at the right.
func halvesNet() *Model {
	m := Sequential(Flatten(), Linear(16, 2)).To(Float64)
	l := m.Layers[1].(*LinearLayer)
	l.W.data.Zero()
	for row := range 4 {
		for col := range 4 {
			class := 0
			if col < 2 {
				class = 1
			}
			l.W.Set(1, row*4+col, class)
		}
	}
	return m
}

func TestSaliency(t *testing.T) {
	m := halvesNet()
	x := Ones(1, 4, 4, 1)
	sameTensor(t, "saliency", m.Saliency(x, 1).Reshape(4, 4), Matrix([][]float64{{1, 1, 0, 0}, {1, 1, 0, 0}, {1, 1, 0, 0}, {1, 1, 0, 0}}))
	for _, p := range m.Params() {
		if p.Grad() != nil {
			t.Error("the parameters got gradients")
		}
	}
}

// Saliency is the gradient: by central differences.
func TestSaliencyIsTheGradient(t *testing.T) {
	Seed(5)
	m := Sequential(Conv2D(1, 3, 3), Tanh(), Flatten(), Linear(12, 3)).To(Float64)
	x := Randn(1, 4, 4, 1)
	s := m.Saliency(x, 2)
	const h = 1e-6
	for i, v := range x.Data() {
		x.data.Set(i, v+h)
		above := m.Predict(x).At(0, 2)
		x.data.Set(i, v-h)
		below := m.Predict(x).At(0, 2)
		x.data.Set(i, v)
		if want := math.Abs(above-below) / (2 * h); math.Abs(s.data.At(i)-want) > 1e-6 {
			t.Errorf("pixel %d: %v, want %v", i, s.data.At(i), want)
		}
	}
}

// Completeness: the contributions add up to the difference of the scores.
func TestIntegratedGradientsAreComplete(t *testing.T) {
	Seed(6)
	m := Sequential(Flatten(), Linear(16, 8), Tanh(), Dropout(0.5), Linear(8, 3)).To(Float64)
	x, baseline := Randn(2, 4, 4, 1), Zeros(1, 4, 4, 1)
	parts := m.IntegratedGradients(x, baseline, -1, 200)
	classes := m.Predict(x).ArgMax()
	for i, class := range classes {
		want := m.Predict(x).At(i, class) - m.Predict(baseline).At(0, class)
		if got := parts.Index(i).Sum().Item(); math.Abs(got-want) > 1e-3 {
			t.Errorf("sample %d: contributions add up to %v, the score changes by %v", i, got, want)
		}
	}
}

func TestGradCAMFindsThePlace(t *testing.T) {
	m := Sequential(Conv2D(1, 1, 1), Flatten(), Linear(16, 2)).To(Float64)
	m.Layers[0].Params()[0].data.Fill(1)
	copyWeights := halvesNet().Layers[1].(*LinearLayer)
	m.Layers[2].(*LinearLayer).W.CopyFrom(copyWeights.W)
	x := Zeros(1, 4, 4, 1)
	x.Set(1, 0, 1, 0, 0) // one bright pixel on the left
	heat := m.GradCAM(x, 0, 1)
	if got := heat.ArgMax(); heat.Max().Item() <= 0 || got[1] != 0 || heat.At(0, 3, 3) != 0 {
		t.Errorf("map\n%v", heat)
	}
	small := m.GradCAM(x.Slice(0, 0, 1), 0, 1)
	if small.Dim(1) != 4 || small.Dim(2) != 4 {
		t.Errorf("shape %v", small.Shape())
	}
}

func TestOcclusion(t *testing.T) {
	m := halvesNet()
	fall := m.Occlusion(Ones(2, 4, 4, 1), 2, 1)
	if fall.At(0, 1, 0) <= 0 || fall.At(1, 2, 3) != 0 {
		t.Errorf("map\n%v", fall)
	}
}

func TestStretchImages(t *testing.T) {
	x := New([]float64{0, 1, 2, 3}, 1, 2, 2)
	sameTensor(t, "same size", stretchImages(x, 2, 2), x)
	y := stretchImages(x, 4, 4)
	if y.At(0, 0, 0) != 0 || y.At(0, 3, 3) != 3 || y.At(0, 0, 1) != 0.25 {
		t.Errorf("%v", y)
	}
}

func TestAttributionErrors(t *testing.T) {
	m := halvesNet()
	x := Ones(1, 4, 4, 1)
	wantPanic[*ValueError](t, func() { m.Saliency(x, 2) }, "nn: Saliency: there is no class 2 among 2 outputs")
	wantPanic[*ValueError](t, func() { m.IntegratedGradients(x, x, 0, 0) }, "at least one is needed")
	wantPanic[*ShapeError](t, func() { m.IntegratedGradients(x, Ones(2, 4, 4, 1), 0, 1) }, "the baseline must have the shape of x")
	wantPanic[*ValueError](t, func() { m.GradCAM(x, 9, 0) }, "there is no layer 9 among 2")
	wantPanic[*ShapeError](t, func() { m.GradCAM(x, 1, 0) }, "is no batch of feature maps")
	wantPanic[*ShapeError](t, func() { m.Occlusion(Ones(1, 16), 2, 0) }, "images are [N, H, W, C]")
	wantPanic[*ValueError](t, func() { m.Occlusion(x, 0, 0) }, "hides nothing")
}
