package nn

import (
	"runtime"
	"slices"
	"strconv"
	"testing"
)

// recurrentLayers is one of each kind, for in = 3 and hidden = 4.
func recurrentLayers() []Layer {
	Seed(5)
	return []Layer{RNN(3, 4), RNN(3, 4).ReLU(), GRU(3, 4), LSTM(3, 4), GRU(3, 4).Last(), LSTM(3, 4).Last(), LSTM(3, 4).Reverse()}
}

func TestRecurrentStepsInAnArenaAllocateNothing(t *testing.T) {
	for _, l := range recurrentLayers() {
		memory, params := &arena{}, l.Params()
		input := Randn(40, 5, 3).To(Float32)
		target := Zeros(l.Forward(input).shape...).To(Float32)
		step := func() {
			memory.reset()
			ZeroGrad(params)
			MSE(l.Forward(memory.adopt(input)), target).Backward()
		}
		step()
		step()
		if n := testing.AllocsPerRun(20, step); n > 0 {
			t.Errorf("%s: %v allocations a step", layerName(l), n)
		}
	}
}

// An arena's memory is used again by a batch of another size.
func TestRecurrentBatchesOfAnotherSize(t *testing.T) {
	for _, l := range recurrentLayers() {
		memory := &arena{}
		for _, n := range []int{40, 7, 40, 16} {
			x := Randn(n, 5, 3).To(Float32)
			gradients := func(x *Tensor) []*Tensor {
				ZeroGrad(l.Params())
				l.Forward(x).Square().Sum().Backward()
				var g []*Tensor
				for _, p := range l.Params() {
					g = append(g, p.Grad().Clone())
				}
				return g
			}
			want := gradients(x)
			memory.reset()
			for i, g := range gradients(memory.adopt(x)) {
				if !slices.Equal(g.Data(), want[i].Data()) {
					t.Errorf("%s, batch of %d: the gradient of parameter %d differs from that outside the arena", layerName(l), n, i)
				}
			}
		}
	}
}

func TestRecurrentResultsDoNotDependOnProcessors(t *testing.T) {
	for _, l := range []Layer{RNN(8, 32), GRU(8, 32).Last(), LSTM(8, 32)} {
		x := Randn(70, 9, 8).To(Float32).RequiresGrad()
		results := func(procs int) [][]float64 {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
			ZeroGrad(append(l.Params(), x))
			y := l.Forward(x)
			y.Square().Sum().Backward()
			got := [][]float64{y.Data(), x.Grad().Data()}
			for _, p := range l.Params() {
				got = append(got, p.Grad().Data())
			}
			return got
		}
		want := results(1)
		for _, procs := range []int{2, 5} {
			for i, got := range results(procs) {
				if !slices.Equal(got, want[i]) {
					t.Errorf("%s: result %d differs with %d processors", layerName(l), i, procs)
				}
			}
		}
	}
}

// A sequence in one go is the same as step by step, and as in two halves.
func TestStepIsForward(t *testing.T) {
	x := Randn(2, 4, 3)
	at := func(i int) *Tensor { return New(slices.Concat(x.Data()[3*i:3*i+3], x.Data()[12+3*i:15+3*i]), 2, 3) }
	rnn, gru, lstm := RNN(3, 4), GRU(3, 4), LSTM(3, 4)
	var a, b, h, c *Tensor
	for i := range 4 {
		a, b = rnn.Step(at(i), a), gru.Step(at(i), b)
		h, c = lstm.Step(at(i), h, c)
	}
	_, lastH, lastC := lstm.ForwardFrom(x, nil, nil)
	_, lastB := gru.ForwardFrom(x, nil)
	for name, pair := range map[string][2]*Tensor{
		"RNN": {a, rnn.Last().Forward(x)}, "GRU": {b, lastB}, "LSTM": {h, lastH}, "LSTM cell": {c, lastC},
	} {
		sameTensor(t, name, pair[0], pair[1])
	}
}

func TestRecurrentBackwardTwice(t *testing.T) {
	for _, l := range recurrentLayers() {
		loss := l.Forward(Randn(3, 5, 3)).Square().Sum()
		loss.Backward()
		var want []*Tensor
		for _, p := range l.Params() {
			want = append(want, p.Grad().Clone())
		}
		ZeroGrad(l.Params())
		loss.Backward()
		for i, p := range l.Params() {
			if !slices.Equal(p.Grad().Data(), want[i].Data()) {
				t.Errorf("%s: the second Backward gives parameter %d another gradient", layerName(l), i)
			}
		}
	}
}

// A batch that Fit cuts into shards trains recurrent layers and attention as a whole
// one does, but for rounding.
func TestSequencesInShards(t *testing.T) {
	x, y := Randn(48, 6, 8), Randn(48, 8)
	train := func(shards int) *Model {
		Seed(2)
		m := Sequential(TransformerBlock(8, 2, 8), GRU(8, 8), LSTM(8, 8).Last()).To(Float64)
		if _, err := m.Fit(memoryData{x, y}, FitConfig{Loss: MSE, Epochs: 3, BatchSize: 24, Shards: shards}); err != nil {
			t.Fatal(err)
		}
		return m
	}
	whole, cut := train(1), train(3)
	for i, p := range cut.Params() {
		sameTensor(t, "parameter "+strconv.Itoa(i), p, whole.Params()[i])
	}
}
