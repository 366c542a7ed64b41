package nn

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// optimizers are all that the package has, with and without what they can be set to.
func optimizers() map[string]func() Optimizer {
	return map[string]func() Optimizer{
		"SGD(0.1)":                                   func() Optimizer { return SGD(0.1) },
		"SGD(0.1).Momentum(0.9).Nesterov()":          func() Optimizer { return SGD(0.1).Momentum(0.9).Nesterov() },
		"SGD(0.1).Momentum(0.9).WeightDecay(0.1)":    func() Optimizer { return SGD(0.1).Momentum(0.9).WeightDecay(0.1) },
		"AdaGrad(0.1)":                               func() Optimizer { return AdaGrad(0.1) },
		"AdaGrad(0.1).Epsilon(1e-05).WeightDecay(1)": func() Optimizer { return AdaGrad(0.1).Epsilon(1e-5).WeightDecay(1) },
		"RMSProp(0.01)":                              func() Optimizer { return RMSProp(0.01) },
		"RMSProp(0.01).Alpha(0.9).Epsilon(1e-07).Momentum(0.5).WeightDecay(0.1)": func() Optimizer {
			return RMSProp(0.01).Alpha(0.9).Epsilon(1e-7).Momentum(0.5).WeightDecay(0.1)
		},
		"Adam(0.001)": func() Optimizer { return Adam(1e-3) },
		"Adam(0.01).Betas(0.5, 0.9).Epsilon(1).WeightDecay(0.1)": func() Optimizer {
			return Adam(0.01).Betas(0.5, 0.9).Epsilon(1).WeightDecay(0.1)
		},
		"AdamW(0.001)":                func() Optimizer { return AdamW(1e-3) },
		"AdamW(0.001).WeightDecay(0)": func() Optimizer { return AdamW(1e-3).WeightDecay(0) },
	}
}

func TestOptimizersPrint(t *testing.T) {
	for want, make := range optimizers() {
		if got := fmt.Sprint(make()); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestOptimizersSkipWhatHasNoGradient(t *testing.T) {
	for name, make := range optimizers() {
		p := Scalar(3).RequiresGrad()
		make().Step([]*Tensor{p})
		sameTensor(t, name+": parameter", p, Scalar(3))
	}
}

// dumpedOptimizer is the optimiser of a case of testdata/optimizer.json.
func dumpedOptimizer(c dumpCase) Optimizer {
	lr, decay, momentum := c.number("lr", nan), c.number("weight_decay", 0), c.number("momentum", 0)
	switch name, _, _ := strings.Cut(c.Name, " "); name {
	case "SGD":
		o := SGD(lr).Momentum(momentum).WeightDecay(decay)
		if c.Settings["nesterov"] == true {
			o.Nesterov()
		}
		return o
	case "AdaGrad":
		return AdaGrad(lr).Epsilon(c.number("eps", 1e-10)).WeightDecay(decay)
	case "RMSProp":
		return RMSProp(lr).Alpha(c.number("alpha", nan)).Epsilon(c.number("eps", nan)).Momentum(momentum).WeightDecay(decay)
	case "Adam":
		o := Adam(lr).Epsilon(c.number("eps", 1e-8)).WeightDecay(decay)
		if betas, ok := c.Settings["betas"].([]any); ok {
			o.Betas(betas[0].(float64), betas[1].(float64))
		}
		return o
	case "AdamW":
		return AdamW(lr).WeightDecay(c.number("weight_decay", adamWDecay))
	}
	return nil
}

// rosenbrock is the valley (1-x)² + 5(y-x²)² of p = (x, y).
func rosenbrock(p *Tensor) *Tensor {
	one := Scalar(1).To(p.DType())
	x, y := p.Mul(Vector(1, 0).To(p.DType())).Sum(), p.Mul(Vector(0, 1).To(p.DType())).Sum()
	return one.Sub(x).Square().Add(y.Sub(x.Square()).Square().Mul(Scalar(5).To(p.DType())))
}

func TestOptimizersAgainstPyTorchPaths(t *testing.T) {
	for _, c := range readDump("optimizer.json") {
		path := c.Outputs["path"].Data
		opt := dumpedOptimizer(c)
		switch {
		case strings.HasPrefix(c.Name, "Clip"), c.Name == "L-BFGS": // see clip_test.go, lbfgs_test.go
			continue
		case opt == nil:
			t.Errorf("%s is of no optimiser here", c.Name)
			continue
		}
		for _, dtype := range []DType{Float64, Float32} {
			t.Run(c.Name+" "+dtype.String(), func(t *testing.T) {
				opt := dumpedOptimizer(c)
				p := c.Inputs["start"].tensor().To(dtype).RequiresGrad()
				for step := range 10 {
					p.ZeroGrad()
					rosenbrock(p).Backward()
					opt.Step([]*Tensor{p})
					want := Vector(path[2*step+2:][:2]...)
					if dtype == Float32 {
						nearly(t, "step "+strconv.Itoa(step+1), p, want, 1e-4)
					} else {
						sameTensor(t, "step "+strconv.Itoa(step+1), p, want)
					}
				}
			})
		}
	}
}

// nearly is sameTensor with another tolerance.
func nearly(t *testing.T, what string, got, want *Tensor, tolerance float64) {
	t.Helper()
	for i, w := range want.Data() {
		if g := got.data.At(i); !(math.Abs(g-w) <= tolerance*max(1, math.Abs(w))) {
			t.Errorf("%s, element %d: %v, want %v", what, i, g, w)
		}
	}
}

// twoParams are parameters with gradients that follow from the step.
func twoParams(dtype DType) (params []*Tensor, step func(i int)) {
	Seed(7)
	params = []*Tensor{Randn(3, 2).To(dtype).RequiresGrad(), Randn(5).To(dtype).RequiresGrad()}
	return params, func(i int) {
		for j, p := range params {
			g := p.gradient()
			for k := range g.Len() {
				g.Set(k, math.Sin(float64(i*7+j*3+k)))
			}
		}
	}
}

// An optimiser whose state is saved and loaded goes on as if nothing had happened, to
// the last bit.
func TestOptimizerStateIsWhole(t *testing.T) {
	for name, make := range optimizers() {
		for _, dtype := range []DType{Float32, Float64} {
			opt := make()
			params, gradients := twoParams(dtype)
			for i := range 5 {
				gradients(i)
				opt.Step(params)
			}
			opt.(rated).SetRate(0.5 * opt.(rated).Rate())
			saved := opt.(savedOptimizer).saveState(params)
			copies := []*Tensor{params[0].Clone().RequiresGrad(), params[1].Clone().RequiresGrad()}
			for i := 5; i < 9; i++ {
				gradients(i)
				opt.Step(params)
			}

			resumed := make()
			if err := resumed.(savedOptimizer).loadState(copies, saved); err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			for i := 5; i < 9; i++ {
				gradients(i)
				for j, p := range copies {
					p.gradient().CopyFrom(params[j].grad)
				}
				resumed.Step(copies)
			}
			for j, p := range copies {
				if !slices.Equal(p.Data(), params[j].Data()) {
					t.Errorf("%s %v: parameter %d is %v, want %v", name, dtype, j, p, params[j])
				}
			}
		}
	}
}

func TestOptimizerStateErrors(t *testing.T) {
	params, gradients := twoParams(Float32)
	gradients(1)
	adam := Adam(0.1)
	adam.Step(params)
	state := adam.saveState(params)
	var names []string
	for _, s := range state {
		names = append(names, s.Name)
	}
	if want := []string{"lr", "0.m", "0.v", "0.step", "1.m", "1.v", "1.step"}; !slices.Equal(names, want) {
		t.Errorf("saved %v, want %v", names, want)
	}
	for _, c := range []struct {
		opt    Optimizer
		params []*Tensor
		state  []NamedTensor
		want   string
	}{
		{SGD(1).Momentum(0.9), params, state, `nn: optimiser state "0.m" is of another optimiser: this one remembers [v]`},
		{Adam(1), params[:1], state, `nn: optimiser state "1.m" belongs to none of the 1 parameters`},
		{Adam(1), params, state[1:], `nn: the optimiser's state has no learning rate "lr"`},
		{Adam(1), params, state[:3], `nn: the optimiser's state of parameter 0 is incomplete: want [m v] and step`},
		{Adam(1), []*Tensor{params[1], params[0]}, state, `nn: optimiser state "0.m" is Float32 of shape [3 2], but parameter 0 is Float32 of shape [5]`},
		{Adam(1), params, append(state[:1:1], NamedTensor{"best", Scalar(1)}), `nn: optimiser state "best" belongs to none of the 2 parameters`},
	} {
		err := c.opt.(savedOptimizer).loadState(c.params, c.state)
		if err == nil || err.Error() != c.want {
			t.Errorf("error %v\nwant  %s", err, c.want)
		}
		if c.opt.(rated).Rate() != 1 {
			t.Errorf("a failed load changed the optimiser: %v", c.opt)
		}
	}
}

// A big parameter is changed in parts, to the same numbers as one after the other.
func TestBigParameters(t *testing.T) {
	const n = 3*parameterPart + 5
	for name, make := range optimizers() {
		Seed(9)
		start, g := Randn(n).To(Float32), Randn(n).To(Float32)
		run := func(procs, size int) []float64 {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
			var all []float64
			opt, p := make(), start.Clone()
			var params []*Tensor
			for lo := 0; lo < n; lo += size {
				part := &Tensor{shape: []int{min(size, n-lo)}, data: p.data.Slice(lo, min(lo+size, n))}
				part.grad, part.requires, part.arrived = g.data.Slice(lo, min(lo+size, n)), true, true
				params = append(params, part)
			}
			for range 2 {
				opt.Step(params)
			}
			return append(all, p.Data()...)
		}
		want := run(1, n)
		if !slices.Equal(run(4, n), want) {
			t.Errorf("%s depends on the number of processors", name)
		}
		if !slices.Equal(run(1, parameterPart), want) {
			t.Errorf("%s of a big parameter is not that of its parts", name)
		}
	}
}

func TestStepAllocatesNothing(t *testing.T) {
	for name, make := range optimizers() {
		opt := make()
		params, gradients := twoParams(Float32)
		big := Zeros(2 * bigParameter).To(Float32).RequiresGrad()
		big.gradient()
		params = append(params, big)
		gradients(1)
		opt.Step(params)
		if n := testing.AllocsPerRun(50, func() { opt.Step(params) }); n >= 1 {
			t.Errorf("%s: %v allocations in a step", name, n)
		}
	}
}

// Six small parameters, as of an MLP 2-16-16-1.
func BenchmarkSmallStep(b *testing.B) {
	var params []*Tensor
	for _, shape := range [][]int{{2, 16}, {16}, {16, 16}, {16}, {16, 1}, {1}} {
		p := Randn(shape...).To(Float32).RequiresGrad()
		p.gradient()
		params = append(params, p)
	}
	for _, opt := range []Optimizer{SGD(1e-3), SGD(1e-3).Momentum(0.9), AdaGrad(1e-3), RMSProp(1e-3), Adam(1e-3), AdamW(1e-3)} {
		b.Run(fmt.Sprint(opt), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				opt.Step(params)
			}
		})
	}
	b.Run("Adam(0.001) of one", func(b *testing.B) { // the same arithmetic without the overhead
		n := 0
		for _, p := range params {
			n += p.Len()
		}
		one := Randn(n).To(Float32).RequiresGrad()
		one.gradient()
		opt := Adam(1e-3)
		for b.Loop() {
			opt.Step([]*Tensor{one})
		}
	})
}

// One parameter of a million elements.
func BenchmarkBigStep(b *testing.B) {
	p := Randn(1 << 20).To(Float32).RequiresGrad()
	p.gradient()
	opt := Adam(1e-3)
	for b.Loop() {
		opt.Step([]*Tensor{p})
	}
}
