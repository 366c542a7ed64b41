package nn

import (
	"runtime"
	"slices"
	"strings"
	"testing"
)

func TestSequenceLayersNameThemselvesInErrors(t *testing.T) {
	x := Randn(2, 5, 3)
	for want, f := range map[string]func(){
		"nn: LSTM(3, 4): LSTM: shapes [2 3] and [3 16] do not fit: the layer expects x [N T 3]: N sequences of T steps, at least one, of 3 numbers; one sequence is x.Reshape(1, -1, 3)": func() {
			LSTM(3, 4).Forward(Randn(2, 3))
		},
		"nn: GRU(3, 4).Last(): GRU: shapes [2 0 3] and [3 12] do not fit: the layer expects x [N T 3]": func() {
			GRU(3, 4).Last().Forward(Zeros(2, 0, 3))
		},
		"nn: layer 1 RNN(5, 4).ReLU().Reverse(): RNNReLU: shapes [2 5 4] and [5 4] do not fit": func() {
			Sequential(RNN(3, 4), RNN(5, 4).ReLU().Reverse()).Forward(x)
		},
		"nn: LSTM(3, 4): LSTM: shapes [1 4] and [2 5 3] do not fit: the initial state c0 must have shape [2 4], one row for each sequence of x": func() {
			LSTM(3, 4).ForwardFrom(x, nil, Zeros(1, 4))
		},
		"nn: GRU(3, 4): GRU: shapes [2 5 3] and [3 12] do not fit: one step expects x [N 3], a row for each sequence": func() {
			GRU(3, 4).Step(x, nil)
		},
		"nn: RNN: shape [3 0] does not fit: a layer needs at least one input and one hidden number": func() { RNN(3, 0) },
		"nn: MultiHeadAttention: shape [6 4] does not fit: the width must be a multiple of the number of heads": func() {
			MultiHeadAttention(6, 4)
		},
		"nn: MultiHeadAttention(6, 2): Attention: shape [2 5 3] does not fit: the layer expects [N T 6]": func() {
			MultiHeadAttention(6, 2).Forward(x)
		},
		"nn: MultiHeadAttention(3, 1): Attention: shapes [2 5 3] and [1 5 3] do not fit: x and what it looks at must have the same number of samples": func() {
			MultiHeadAttention(3, 1).Attend(x, Randn(1, 5, 3))
		},
		"nn: MultiHeadAttention(3, 1).Causal(): Attention: shapes [2 5 3] and [2 4 3] do not fit: a causal layer looks at as many steps as x has": func() {
			MultiHeadAttention(3, 1).Causal().Attend(x, Randn(2, 4, 3))
		},
		"nn: MultiHeadAttention(3, 1): Attention: shape [2 5] does not fit: the mask must have shape [5 5], [2 1 5] or [2 5 5], with 0 where a step must not look": func() {
			MultiHeadAttention(3, 1).ForwardMasked(x, Ones(2, 5))
		},
		"nn: TransformerBlock(4, 2, 8).Causal(): TransformerBlock: shape [2 5 3] does not fit: the layer expects [N T 4]": func() {
			TransformerBlock(4, 2, 8).Causal().Forward(x)
		},
		"nn: LearnedPositions(4, 3): LearnedPositions: shapes [2 5 3] and [4 3] do not fit: the layer knows 4 positions, the sequences have 5 steps": func() {
			LearnedPositions(4, 3).Forward(x)
		},
		"nn: PositionalEncoding(4): PositionalEncoding: shape [2 5 3] does not fit: the layer expects [N T 4]": func() {
			PositionalEncoding(4).Forward(x)
		},
	} {
		if err, ok := panicOf(f).(*ShapeError); !ok || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}

func TestSequenceLayersPrintTheirCalls(t *testing.T) {
	for want, l := range map[string]Layer{
		"RNN(3, 4).ReLU().Reverse().Last()": RNN(3, 4).Last().Reverse().ReLU(),
		"GRU(3, 4).Last()":                  GRU(3, 4).Last(),
		"LSTM(3, 4).Reverse()":              LSTM(3, 4).Reverse(),
		"MultiHeadAttention(8, 2).Causal()": MultiHeadAttention(8, 2).Causal(),
		"TransformerBlock(8, 2, 16).Causal().PostNorm().ReLU().Dropout(0.1)": TransformerBlock(8, 2, 16).Dropout(0.1).ReLU().PostNorm().Causal(),
		"PositionalEncoding(8)":   PositionalEncoding(8),
		"LearnedPositions(16, 8)": LearnedPositions(16, 8),
	} {
		if got := layerName(l); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// A causal layer's output does not depend on later steps.
func TestCausalLooksAtNothingLater(t *testing.T) {
	for _, l := range []Layer{MultiHeadAttention(8, 2).Causal(), TransformerBlock(8, 2, 16).Causal(), LSTM(8, 8)} {
		x := Randn(2, 6, 8).To(Float32)
		before := l.Forward(x).Slice(1, 0, 4).Data()
		for i := range 8 {
			x.Set(9, 0, 4, i)
			x.Set(-9, 1, 5, i)
		}
		if !slices.Equal(l.Forward(x).Slice(1, 0, 4).Data(), before) {
			t.Errorf("%s: steps 0 to 3 changed with step 4", layerName(l))
		}
	}
}

// Keys that are hidden get the weight 0 exactly, in both types, however large their
// scores are; a query that may look at nothing has no weights.
func TestHiddenKeysHaveNoWeight(t *testing.T) {
	mask := New([]float64{1, 1, 0, 0, 0, 0, 0, 1, 1}, 3, 3)
	for _, dtype := range []DType{Float32, Float64} {
		l := MultiHeadAttention(4, 2)
		for _, p := range l.Params() {
			p.convert(dtype)
		}
		x := Randn(1, 3, 4).Mul(Scalar(100)).To(dtype)
		w := l.AttendWeights(x, x, mask)
		for h := range 2 {
			for i := range 3 {
				sum := 0.0
				for j := range 3 {
					v := w.At(0, h, i, j)
					sum += v
					if mask.At(i, j) == 0 && v != 0 {
						t.Errorf("%v: weight %v of a hidden key", dtype, v)
					}
				}
				if want := min(1, mask.At(i, 0)+mask.At(i, 2)); sum < want-1e-6 || sum > want+1e-6 {
					t.Errorf("%v: the weights of query %d sum to %v, want %v", dtype, i, sum, want)
				}
			}
		}
	}
}

func TestAttentionDoesNotDependOnProcessors(t *testing.T) {
	l := TransformerBlock(32, 4, 64).Causal()
	x := Randn(6, 20, 32).To(Float32).RequiresGrad()
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
				t.Errorf("result %d differs with %d processors", i, procs)
			}
		}
	}
}

// A batch without samples goes through, forward and backward.
func TestSequenceLayersWithoutSamples(t *testing.T) {
	for _, l := range []Layer{RNN(4, 4), GRU(4, 4), LSTM(4, 4), MultiHeadAttention(4, 2), TransformerBlock(4, 2, 4).Causal(), PositionalEncoding(4), LearnedPositions(6, 4)} {
		x := Zeros(0, 5, 4).RequiresGrad()
		y := l.Forward(x)
		if !slices.Equal(y.shape, []int{0, 5, 4}) {
			t.Errorf("%s: shape %v", layerName(l), y.shape)
		}
		y.Sum().Backward()
		for _, p := range l.Params() {
			if g := p.Grad(); g != nil && g.Square().Sum().Item() != 0 {
				t.Errorf("%s: gradient %v of %s", layerName(l), g, p.Name())
			}
		}
	}
}
