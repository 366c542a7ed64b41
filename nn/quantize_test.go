package nn

import (
	"errors"
	"math"
	"testing"
)

// relative is ‖a - b‖ / ‖b‖.
func relative(a, b *Tensor) float64 {
	d := a.To(Float64).Sub(b.To(Float64))
	return math.Sqrt(d.Square().Sum().Item() / b.Square().Sum().Item())
}

func TestQuantize(t *testing.T) {
	Seed(8)
	for name, c := range map[string]struct {
		m *Model
		x *Tensor
	}{
		"Linear":         {Sequential(Linear(20, 7)), Randn(30, 20)},
		"Linear of 3":    {Sequential(Linear(5, 4)), Randn(2, 3, 5)},
		"convolution":    {Sequential(Conv2D(3, 5, 3)), Randn(2, 9, 8, 3)},
		"all settings":   {Sequential(Conv2D(2, 4, 3).Stride(2).Padding(1).Dilation(2).NoBias()), Randn(2, 9, 11, 2)},
		"same":           {Sequential(Conv2D(2, 4, 4).Same()), Randn(1, 7, 6, 2)},
		"sequence":       {Sequential(Conv1D(3, 4, 3).Padding(1)), Randn(2, 10, 3)},
		"network":        {Sequential(Conv2D(1, 6, 3), ReLU(), MaxPool2D(2), Flatten(), Sequential(Linear(54, 16), ReLU()), Linear(16, 4)), Randn(40, 8, 8, 1)},
		"grouped, as is": {Sequential(Conv2D(4, 4, 3).Groups(2)), Randn(2, 5, 5, 4)},
	} {
		q := c.m.Quantize(c.x)
		got, want := q.Predict(c.x), c.m.Predict(c.x)
		if !sameShape(got, want) {
			t.Errorf("%s: shape %v, want %v", name, got.Shape(), want.Shape())
			continue
		}
		if e := relative(got, want); e > 0.03 || e == 0 && name != "grouped, as is" {
			t.Errorf("%s: relative error %.4f", name, e)
		}
	}
}

// The sum is what whole numbers give: computed here one by one.
func TestInt8LinearIsExact(t *testing.T) {
	Seed(9)
	m := Sequential(Linear(3, 2))
	x := Randn(4, 3).To(Float32)
	l := m.Quantize(x).Layers[0].(*Int8Layer)
	y := l.Forward(x)
	for i := range 4 {
		for j := range 2 {
			sum := 0
			for k := range 3 {
				q := math.RoundToEven(float64(float32(x.At(i, k)) * float32(1/l.input)))
				sum += int(max(-127, min(127, q))) * int(l.weights[j*3+k])
			}
			want := float64(float32(sum)*(float32(l.input)*l.scales[j]) + l.bias[j])
			if got := y.At(i, j); got != want {
				t.Errorf("[%d %d]: %v, want %v", i, j, got, want)
			}
		}
	}
	if l.String() != "Int8 Linear(3, 2)" || l.Bytes() != 6+8+8 {
		t.Errorf("%v, %d bytes", l, l.Bytes())
	}
}

func TestQuantizedModelKeepsItsAccuracy(t *testing.T) {
	data := clouds(400)
	m := smallNet()
	if _, err := m.Fit(data, FitConfig{Epochs: 20, Optimizer: Adam(0.01)}); err != nil {
		t.Fatal(err)
	}
	before, after := m.Evaluate(data)["accuracy"], m.Quantize(data.x).Evaluate(data)["accuracy"]
	if before-after > 0.01 {
		t.Errorf("accuracy %v, quantised %v", before, after)
	}
	x := data.x.Detach().RequiresGrad()
	func() {
		defer func() {
			var g *GraphError
			if err, _ := recover().(error); !errors.As(err, &g) {
				t.Errorf("a gradient of whole numbers: %v", err)
			}
		}()
		m.Quantize(data.x).Forward(x).Sum().Backward()
	}()
}

func TestBestScaleCutsOutliers(t *testing.T) {
	x := Randn(10_000)
	x.Set(1e4, 0)
	if s := bestScale(x.data); s > 1e4/127 || s < 1e-3 {
		t.Errorf("scale %v", s)
	}
	if bestScale(Zeros(3).data) != 1 {
		t.Error("zeros have no scale of their own")
	}
}

func BenchmarkInt8(b *testing.B) {
	m := Sequential(Linear(784, 512), ReLU(), Linear(512, 512), ReLU(), Linear(512, 10))
	x := Randn(64, 784).To(Float32)
	q := m.Quantize(x)
	for name, m := range map[string]*Model{"float32": m, "int8": q} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				m.Predict(x)
			}
		})
	}
}

func TestQuantizedModelIsSavedAndLoaded(t *testing.T) {
	Seed(10)
	m := Sequential(Conv2D(1, 4, 3).NoBias(), BatchNorm2D(4), ReLU(), Flatten(), Sequential(Linear(16, 8), ReLU()), Linear(8, 3))
	x := Randn(20, 4, 4, 1)
	q := m.Quantize(x)
	path := t.TempDir() + "/int8.safetensors"
	if err := q.Save(path); err != nil {
		t.Fatal(err)
	}
	back, err := LoadModel(path)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := back.Predict(x), q.Predict(x); !slicesEqual(got, want) || back.String() != q.String() {
		t.Errorf("after loading:\n%v\nwant\n%v", back, q)
	}
	plain, err := m.Encode()
	if err != nil {
		t.Fatal(err)
	}
	small, err := q.Encode()
	if err != nil || len(small) > len(plain) {
		t.Errorf("%d bytes, with Float32 %d: %v", len(small), len(plain), err)
	}
}

func slicesEqual(a, b *Tensor) bool {
	for i, v := range a.Data() {
		if b.data.At(i) != v {
			return false
		}
	}
	return sameShape(a, b)
}

func FuzzDecodeInt8(f *testing.F) {
	Seed(11)
	m := Sequential(Conv1D(1, 2, 2), Flatten(), Linear(4, 2))
	raw, err := m.Quantize(Randn(3, 3, 1)).Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := DecodeModel(raw)
		if err != nil || len(m.Params()) > 100 {
			return
		}
		defer func() {
			switch p := recover().(type) {
			case nil, *ShapeError, *ValueError:
			default:
				t.Errorf("%v", p)
			}
		}()
		m.Predict(Ones(1, 3, 1))
	})
}

// Training with rounding brings the rounded model's loss down; the gradient passes.
func TestQuantizationAware(t *testing.T) {
	data := clouds(200)
	m := smallNet()
	aware := m.QuantizationAware()
	h, err := aware.Fit(data, FitConfig{Epochs: 15, Optimizer: Adam(0.01)})
	if err != nil || h.Last()["accuracy"] < 0.9 {
		t.Fatalf("%v %v", h, err)
	}
	before, after := aware.Evaluate(data)["loss"], m.Quantize(data.x).Evaluate(data)["loss"]
	if math.Abs(before-after) > 0.02 {
		t.Errorf("loss %v with rounding, %v with whole numbers", before, after)
	}
	x := Vector(-0.3, 0.2, 5).RequiresGrad()
	y := round(x, []float64{0.01})
	sameTensor(t, "rounded", y, Vector(-0.3, 0.2, 1.27))
	y.Sum().Backward()
	sameTensor(t, "gradient", x.Grad(), Vector(1, 1, 0))
}
