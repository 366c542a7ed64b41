package vec

import (
	"encoding/json"
	"math"
	"os"
	"testing"
)

// torchFile is testdata/torch.json, written by testdata/dump_torch.py.
type torchFile struct {
	Optimizers struct {
		Start []float64
		Grads [][]float64
		End   map[string][]float64
	}
	Activations struct {
		X []float64
		Y map[string][]float64
	}
	Recurrent struct {
		Hidden int
		H, C   []float64
		LSTM   struct{ Gates, Bias, H, C []float64 }
		GRU    struct{ GX, GH, BiasX, BiasH, H []float64 }
	}
	Losses struct {
		X, Target                     []float64
		Labels                        []int32
		CrossEntropy, Binary, Squared float64
		Gamma, Beta, LayerNorm        []float64
	}
}

func readTorch(t *testing.T) (f torchFile) {
	b, err := os.ReadFile("testdata/torch.json")
	if err == nil {
		err = json.Unmarshal(b, &f)
	}
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// bothTypes runs a comparison in float64 and in float32, with every set of kernels
// that the machine can run. from makes an array of the type; the tolerance is the
// relative one to expect of it.
func bothTypes(t *testing.T, run func(t *testing.T, from func(v []float64) Array, tolerance float64)) {
	best32, best64 := f32, f64
	defer func() { f32, f64 = best32, best64 }()
	for name := range sets32 {
		f32, f64 = sets32[name], sets64[name]
		for _, is64 := range []bool{true, false} {
			typ, tolerance := ", float64", 1e-13
			if !is64 {
				typ, tolerance = ", float32", 2e-6
			}
			t.Run(name+typ, func(t *testing.T) {
				run(t, func(v []float64) Array {
					a := Make(is64, len(v))
					a.CopyFrom(Array{F64: v})
					return a
				}, tolerance)
			})
		}
	}
}

func TestOptimizersAreTorchs(t *testing.T) {
	f := readTorch(t).Optimizers
	const lr, b1, b2, eps, mu, decay = 0.1, 0.8, 0.95, 1e-6, 0.9, 0.01
	steps := map[string]func(p, g, m, v Array, t float64){
		"SGD":      func(p, g, m, v Array, _ float64) { SGD(p, g, lr, decay) },
		"Momentum": func(p, g, m, v Array, _ float64) { Momentum(p, g, v, lr, mu, decay, false) },
		"Nesterov": func(p, g, m, v Array, _ float64) { Momentum(p, g, v, lr, mu, decay, true) },
		"Adam": func(p, g, m, v Array, t float64) {
			Adam(&p, &g, &m, &v, lr, b1, b2, eps, 1-math.Pow(b1, t), 1-math.Pow(b2, t), decay, false)
		},
		"AdamW": func(p, g, m, v Array, t float64) {
			Adam(&p, &g, &m, &v, lr, b1, b2, eps, 1-math.Pow(b1, t), 1-math.Pow(b2, t), 0.1, true)
		},
		"RMSProp":           func(p, g, m, v Array, _ float64) { RMSProp(p, g, v, Array{}, lr, 0.9, eps, decay, 0) },
		"RMSProp, momentum": func(p, g, m, v Array, _ float64) { RMSProp(p, g, v, m, lr, 0.9, eps, decay, 0.8) },
		"AdaGrad":           func(p, g, m, v Array, _ float64) { AdaGrad(p, g, v, lr, eps, decay) },
	}
	if len(steps) != len(f.End) {
		t.Fatalf("%d optimisers here, %d in torch.json", len(steps), len(f.End))
	}
	bothTypes(t, func(t *testing.T, from func([]float64) Array, tolerance float64) {
		for name, end := range f.End {
			p, zeros := from(f.Start), make([]float64, len(f.Start))
			m, v := from(zeros), from(zeros)
			for i, g := range f.Grads {
				steps[name](p, from(g), m, v, float64(i+1))
			}
			near(t, name, p.Float64s(), end, tolerance)
		}
	})
}

func TestActivationsAreTorchs(t *testing.T) {
	f := readTorch(t).Activations
	bothTypes(t, func(t *testing.T, from func([]float64) Array, tolerance float64) {
		for name, call := range map[string]func(dst, x *Array){
			"ReLU": ReLU, "Tanh": Tanh, "Sigmoid": Sigmoid, "SiLU": SiLU, "Softplus": Softplus,
			"GELU": GELU, "GELUTanh": GELUTanh,
			"Softmax":    func(dst, x *Array) { Softmax(*dst, *x, 4) },
			"LogSoftmax": func(dst, x *Array) { LogSoftmax(*dst, *x, 4) },
			"LeakyReLU":  func(dst, x *Array) { LeakyReLU(*dst, *x, 0.2) },
			"ELU":        func(dst, x *Array) { ELU(*dst, *x, 0.7) },
		} {
			y := from(f.X)
			call(&y, &y)
			near(t, name, y.Float64s(), f.Y[name], tolerance)
		}
	})
}

func TestRecurrentCellsAreTorchs(t *testing.T) {
	f := readTorch(t).Recurrent
	bothTypes(t, func(t *testing.T, from func([]float64) Array, tolerance float64) {
		h, c, tanhC := from(f.H), from(f.C), from(f.C)
		LSTM(h, c, tanhC, from(f.LSTM.Gates), from(f.LSTM.Bias), c, f.Hidden)
		near(t, "LSTM's h", h.Float64s(), f.LSTM.H, tolerance)
		near(t, "LSTM's c", c.Float64s(), f.LSTM.C, tolerance)
		h = from(f.H)
		GRU(h, from(f.GRU.GX), from(f.GRU.GH), from(f.GRU.BiasX), from(f.GRU.BiasH), h, f.Hidden)
		near(t, "GRU's h", h.Float64s(), f.GRU.H, tolerance)
	})
}

func TestLossesAreTorchs(t *testing.T) {
	f := readTorch(t).Losses
	bothTypes(t, func(t *testing.T, from func([]float64) Array, tolerance float64) {
		x, y := from(f.X), from(f.X)
		near(t, "losses", []float64{
			SoftmaxCrossEntropy(y, x, f.Labels, 3, 1),
			SigmoidCrossEntropy(y, x, from(f.Target), 1),
			SquaredError(y, x, from(f.Target), 1),
		}, []float64{f.CrossEntropy, f.Binary, f.Squared}, tolerance)
		four := make([]float64, 4)
		LayerNorm(y, from(four), from(four), x, from(f.Gamma), from(f.Beta), 3, 1e-5)
		near(t, "LayerNorm", y.Float64s(), f.LayerNorm, tolerance)
	})
}
