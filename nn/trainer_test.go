package nn

import (
	"bytes"
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// memoryData is a Dataset in memory.
type memoryData struct{ x, y *Tensor }

func (d memoryData) Len() int { return d.x.shape[0] }
func (d memoryData) Batch(indices []int) (x, y *Tensor) {
	return d.x.Gather(indices), d.y.Gather(indices)
}
func (d memoryData) Tensors() (x, y *Tensor) { return d.x, d.y }

// clouds are n points in two classes, in Float32.
func clouds(n int) memoryData {
	Seed(7)
	x, y := Randn(n, 2), Zeros(n)
	for i := range n {
		y.Set(float64(i%2), i)
		x.Set(x.At(i, 0)+3*float64(i%2), i, 0)
	}
	return memoryData{x.To(Float32), y}
}

func smallNet() *Model {
	Seed(3)
	return Sequential(Linear(2, 16), ReLU(), Linear(16, 16), Tanh(), Linear(16, 2))
}

func weights(m *Model) [][]float64 {
	var w [][]float64
	for _, p := range m.Params() {
		w = append(w, p.Data())
	}
	return w
}

func sameWeights(a, b [][]float64) bool { return slices.EqualFunc(a, b, slices.Equal) }

// In steady state a step allocates nothing: what Fit allocates does not depend on
// the number of epochs.
func TestFitStepsDoNotAllocate(t *testing.T) {
	data := clouds(100)
	allocations := func(epochs int) float64 {
		m := smallNet()
		return testing.AllocsPerRun(1, func() {
			if _, err := m.Fit(data, FitConfig{Epochs: epochs, BatchSize: 16}); err != nil {
				t.Fatal(err)
			}
		})
	}
	few, many := allocations(3), allocations(103)
	if perStep := (many - few) / 700; perStep > 3 { // a map of metrics and a shuffle for each of 7 steps
		t.Errorf("%.2f allocations in a step", perStep)
	}
	m, opt := smallNet(), Adam(1e-3)
	tr := &trainer{model: m, cfg: FitConfig{Optimizer: opt, BatchSize: 16}.withDefaults(), history: &History{}}
	if err := tr.start(data); err != nil {
		t.Fatal(err)
	}
	tr.shuffle()
	step := func() { tr.trainBatch(tr.order[:16]) }
	step()
	if n := testing.AllocsPerRun(20, step); n != 0 {
		t.Errorf("%v allocations in a step of built-in layers", n)
	}
}

// The arena changes nothing but the memory: the same weights as with fresh tensors.
func TestArenaGivesTheSameResult(t *testing.T) {
	data := clouds(70)
	train := func(fresh bool) [][]float64 {
		m := smallNet()
		tr := &trainer{model: m, cfg: FitConfig{BatchSize: 16, Epochs: 3}.withDefaults(), history: &History{}}
		if err := tr.start(data); err != nil {
			t.Fatal(err)
		}
		if fresh {
			tr.memory = nil
		}
		for tr.epoch < 3 {
			tr.epoch++
			tr.shuffle()
			for lo := 0; lo < len(tr.order); lo += 16 { // the last batch is shorter
				if fresh {
					ZeroGrad(tr.params)
					tr.backward(nil, &tr.task, tr.order[lo:min(lo+16, 70)], 1)
					tr.cfg.Optimizer.Step(tr.params)
				} else {
					tr.trainBatch(tr.order[lo:min(lo+16, 70)])
				}
			}
		}
		return weights(m)
	}
	if !sameWeights(train(true), train(false)) {
		t.Error("the weights differ")
	}
}

func TestFitDoesNotDependOnProcessors(t *testing.T) {
	data := clouds(300)
	for _, shards := range []int{0, 3} {
		var first [][]float64
		for _, procs := range []int{1, 2, 4} {
			before := runtime.GOMAXPROCS(procs)
			m := smallNet()
			_, err := m.Fit(data, FitConfig{Epochs: 3, BatchSize: 100, Shards: shards})
			runtime.GOMAXPROCS(before)
			if err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = weights(m)
			} else if !sameWeights(first, weights(m)) {
				t.Errorf("%d shards: other weights with %d processors", shards, procs)
			}
		}
	}
}

// Cut batches give the gradient of whole ones, up to rounding.
func TestShards(t *testing.T) {
	data := clouds(101)
	train := func(shards int) *Model {
		m := smallNet().To(Float64)
		h, err := m.Fit(data, FitConfig{Epochs: 10, BatchSize: 50, Shards: shards, Optimizer: SGD(0.1)})
		if err != nil || h.Last()["accuracy"] < 0.8 {
			t.Fatalf("%d shards: %v %v", shards, h, err)
		}
		return m
	}
	whole, cut := train(1), train(4)
	for i, p := range whole.Params() {
		sameTensor(t, "parameter", cut.Params()[i], p)
	}
}

func TestStopKeepsTheBestWeights(t *testing.T) {
	data := clouds(60)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	m := smallNet()
	var best [][]float64
	lowest := 1e9
	opt := Adam(0.02)
	_, err := m.Fit(data, FitConfig{Epochs: 100, Context: ctx, Optimizer: opt, Validation: clouds(40), OnEpoch: func(epoch int, metrics map[string]float64) {
		if metrics["val loss"] < lowest {
			lowest, best = metrics["val loss"], weights(m)
		}
		switch epoch {
		case 5:
			opt.LR = 1 // from here on it gets worse
		case 8:
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "epoch 8") && !strings.Contains(err.Error(), "epoch 9") {
		t.Fatalf("error %v", err)
	}
	if !sameWeights(weights(m), best) {
		t.Error("the model was not left with its best weights")
	}
}

func TestKeepBest(t *testing.T) {
	data := clouds(60)
	opt := Adam(0.02)
	m := smallNet()
	h, err := m.Fit(data, FitConfig{Epochs: 8, KeepBest: true, Optimizer: opt, Validation: data, OnEpoch: func(epoch int, _ map[string]float64) {
		if epoch == 5 {
			opt.LR = 1
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := m.Evaluate(data)["loss"], slices.Min(h.Values("val loss")); got != want {
		t.Errorf("loss %v, the best was %v", got, want)
	}
}

func TestValidationSplit(t *testing.T) {
	for _, data := range []Dataset{clouds(50), halves(50)} {
		seen := map[string]float64{}
		_, err := Sequential(Linear(features(data), 2)).Fit(data, FitConfig{Epochs: 1, ValidationSplit: 0.2, OnEpoch: func(_ int, metrics map[string]float64) { seen = metrics }})
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := seen["val loss"]; !ok {
			t.Errorf("no validation: %v", seen)
		}
	}
	train, validation := holdOut(clouds(50), 0.2, 1)
	if train.Len() != 40 || validation.Len() != 10 {
		t.Errorf("%d and %d samples", train.Len(), validation.Len())
	}
	x, _ := train.(inMemory).Tensors()
	v, _ := validation.(inMemory).Tensors()
	for i := range 10 {
		for j := range 40 {
			if v.At(i, 0) == x.At(j, 0) {
				t.Error("a sample is on both sides")
			}
		}
	}
}

// features is the number of features of the datasets above.
func features(d Dataset) int {
	x, _ := d.Batch([]int{0})
	return x.Len()
}

func TestProgress(t *testing.T) {
	var out bytes.Buffer
	p := newProgress(FitConfig{Epochs: 2}, 40, 1)
	p.out = &out
	p.batch(20, &tally{samples: 20, loss: 10})
	p.epoch(map[string]float64{"loss": 0.25, "val loss": 0.5, "accuracy": 1})
	p.batch(10, &tally{samples: 10, loss: 1})
	want := "\rEpoch 1/2 ━━━━━━━━━━────────── 20/40 0.0s  loss 0.5000" +
		"\rEpoch 1/2 ━━━━━━━━━━━━━━━━━━━━ 40/40 0.0s  loss 0.2500  accuracy 1.0000  val loss 0.5000\n"
	if got := out.String(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestFitSettingsErrors(t *testing.T) {
	data := clouds(10)
	for want, c := range map[string]struct {
		m   *Model
		cfg FitConfig
	}{
		"Shards is for models of nn's own layers": {Sequential(Linear(2, 2)).Add(ownLayer{}), FitConfig{Shards: 2}},
		"no share between 0 and 1":                {smallNet(), FitConfig{ValidationSplit: 1.5}},
		"Validation or ValidationSplit, not both": {smallNet(), FitConfig{ValidationSplit: 0.5, Validation: data}},
		"leaves nothing on one side":              {smallNet(), FitConfig{ValidationSplit: 0.01}},
		"cannot be negative":                      {smallNet(), FitConfig{Shards: -1}},
	} {
		if _, err := c.m.Fit(data, c.cfg); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

func TestFitWithASchedule(t *testing.T) {
	opt := Adam(0.01)
	var rates []float64
	_, err := smallNet().Fit(clouds(40), FitConfig{Epochs: 3, BatchSize: 20, Optimizer: opt, Schedule: Cosine{},
		OnBatch: func(int, map[string]float64) { rates = append(rates, opt.LR) }})
	if err != nil {
		t.Fatal(err)
	}
	if want := Rates(Cosine{}, 0.01, 6); !slices.Equal(rates, want) || opt.LR != 0.01 {
		t.Errorf("rates %v, want %v, afterwards %v", rates, want, opt.LR)
	}
	_, err = smallNet().Fit(clouds(40), FitConfig{Optimizer: still{}, Schedule: Cosine{}})
	if err == nil || !strings.Contains(err.Error(), "a Schedule needs an optimiser with the methods Rate and SetRate") {
		t.Errorf("error %v", err)
	}
}

func TestFitStopsEarly(t *testing.T) {
	opt := Adam(0.02)
	m := smallNet()
	h, err := m.Fit(clouds(60), FitConfig{Epochs: 50, Optimizer: opt, Validation: clouds(60), EarlyStopping: EarlyStopping{Patience: 2},
		OnEpoch: func(epoch int, _ map[string]float64) {
			if epoch == 5 {
				opt.LR = 1 // from here on it gets worse
			}
		}})
	if err != nil || len(h.Metrics) > 12 || len(h.Metrics) < 7 {
		t.Fatalf("%d epochs, error %v", len(h.Metrics), err)
	}
	if got, want := m.Evaluate(clouds(60))["loss"], slices.Min(h.Values("val loss")); got != want {
		t.Errorf("loss %v, the best was %v", got, want)
	}
}

func TestFitClipsGradients(t *testing.T) {
	step := func(clip float64) (moved float64) {
		m := smallNet().To(Float64)
		before := weights(m)
		if _, err := m.Fit(clouds(20), FitConfig{Epochs: 1, Optimizer: SGD(1), ClipNorm: clip}); err != nil {
			t.Fatal(err)
		}
		for i, w := range weights(m) {
			for j, v := range w {
				moved += (v - before[i][j]) * (v - before[i][j])
			}
		}
		return moved
	}
	if free, clipped := step(0), step(1e-3); free < 1e-4 || clipped > 1.0001e-6 {
		t.Errorf("squared length of a step: %v, clipped to 1e-3: %v", free, clipped)
	}
}

func TestEvaluateStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	SetContext(ctx)
	defer SetContext(context.Background())
	cancel()
	defer func() {
		if err, ok := recover().(error); !ok || !errors.Is(err, context.Canceled) {
			t.Errorf("panic %v", err)
		}
	}()
	smallNet().Evaluate(clouds(20))
}
