package nn_test

import (
	"fmt"

	"gradus/nn"
	"gradus/nn/data"
)

// An LSTM reads twenty steps of a sine wave and says what comes next.
func ExampleLSTM() {
	nn.Seed(1)
	train, test := data.Sine(512, 20, 0).Split(0.75)
	model := nn.Sequential(nn.LSTM(1, 16).Last(), nn.Linear(16, 1))
	if _, err := model.Fit(train, nn.FitConfig{Loss: nn.MSE, Optimizer: nn.Adam(0.02), Epochs: 15}); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(model)
	fmt.Println("mean squared error below 0.005:", model.Evaluate(test, nn.MSE)["loss"] < 0.005)
	// Output:
	// Sequential
	//   #  layer               output  params
	//   0  LSTM(1, 16).Last()  [N 16]   1,152
	//   1  Linear(16, 1)       [N 1]       17
	//      total                        1,169
	// mean squared error below 0.005: true
}

// What an LSTM's gates did with one sequence of four steps.
func ExampleLSTMLayer_Gates() {
	nn.Seed(1)
	lstm := nn.LSTM(1, 2)
	x := nn.New([]float64{0, 1, 0, -1}, 1, 4, 1)
	gates := lstm.Gates(x)
	fmt.Println("forget gates of the first cell:", gates.Forget.Slice(2, 0, 1).Reshape(4))
	fmt.Println("the first cell:                ", gates.Cell.Slice(2, 0, 1).Reshape(4))
	// Output:
	// forget gates of the first cell: [0.7311 0.5659 0.7312 0.8502]
	// the first cell:                 [ 0.      0.1528  0.1093 -0.1437]
}

// Step by step is the same as all at once.
func ExampleGRULayer_Step() {
	nn.Seed(1)
	gru := nn.GRU(1, 2)
	var h *nn.Tensor
	for _, v := range []float64{0.5, -1, 2} {
		h = gru.Step(nn.Matrix([][]float64{{v}}), h)
	}
	_, last := gru.ForwardFrom(nn.New([]float64{0.5, -1, 2}, 1, 3, 1), nil)
	fmt.Println(h, last)
	// Output: [[0.6045 0.1025]] [[0.6045 0.1025]]
}

func ExampleRNN() {
	fmt.Print(nn.Sequential(nn.RNN(8, 16).ReLU(), nn.RNN(16, 16).Last(), nn.Linear(16, 3)))
	// Output:
	// Sequential
	//   #  layer               output  params
	//   0  RNN(8, 16).ReLU()   ?          400
	//   1  RNN(16, 16).Last()  [N 16]     528
	//   2  Linear(16, 3)       [N 3]       51
	//      total                          979
}

// A tiny GPT learns a rhyme by heart, and goes on with it.
func ExampleTransformerBlock() {
	const text = "one two three four five, once I caught a fish alive, six seven eight nine ten, then I let it go again. "
	const context = 12
	nn.Seed(2)
	letters := data.Characters(text)
	gpt := nn.Sequential(
		nn.Embedding(letters.Len(), 32), nn.LearnedPositions(context, 32),
		nn.TransformerBlock(32, 4, 64).Causal(),
		nn.LayerNorm(32), nn.Linear(32, letters.Len()),
	)
	if _, err := gpt.Fit(letters.Windows(text+text, context), nn.FitConfig{Optimizer: nn.Adam(0.01), Epochs: 12, BatchSize: 16}); err != nil {
		fmt.Println(err)
		return
	}
	said := letters.Encode("once I caugh")
	for range 30 {
		x := make([]float64, context)
		for i, id := range said[len(said)-context:] {
			x[i] = float64(id)
		}
		scores := gpt.Predict(nn.New(x, 1, context))
		next := scores.Reshape(context, letters.Len()).ArgMax()[context-1]
		said = append(said, next)
	}
	fmt.Println(letters.Decode(said))
	// Output: once I caught a fish alive, six seven eigh
}

// An encoder and a decoder with attention reverse a sequence: the decoder looks at the
// end first.
func ExampleMultiHeadAttentionLayer_Attend() {
	nn.Seed(3)
	const length, symbols, width = 6, 5, 32
	train, test := data.Reversal(600, length, symbols).Split(0.8)
	embed, position := nn.Embedding(symbols+1, width), nn.PositionalEncoding(width)
	encoder, decoder := nn.GRU(width, width), nn.GRU(width, width)
	attention, out := nn.MultiHeadAttention(width, 1), nn.Linear(2*width, symbols+1)
	model := nn.Sequential(nn.Graph(func(x *nn.Tensor) *nn.Tensor {
		states, last := encoder.ForwardFrom(position.Forward(embed.Forward(x)), nil)
		asked, _ := decoder.ForwardFrom(states, last)
		return out.Forward(nn.Concat(2, asked, attention.Attend(asked, states)))
	}, embed, encoder, decoder, attention, out))
	if _, err := model.Fit(train, nn.FitConfig{Optimizer: nn.Adam(0.01), Epochs: 6}); err != nil {
		fmt.Println(err)
		return
	}
	scores := model.Predict(test.X).Reshape(test.Len()*length, symbols+1)
	right := 0
	for i, symbol := range scores.ArgMax() {
		if symbol == int(test.Y.At(i/length, i%length)) {
			right++
		}
	}
	fmt.Printf("more than 98 %% of %d symbols right: %v\n", test.Len()*length, right > test.Len()*length*98/100)
	// Output: more than 98 % of 720 symbols right: true
}

// Who looks at whom in a causal layer: nobody at what comes later.
func ExampleMultiHeadAttentionLayer_Weights() {
	nn.Seed(1)
	attention := nn.MultiHeadAttention(4, 1).Causal()
	x := nn.Randn(1, 3, 4)
	fmt.Println(attention.Weights(x).Reshape(3, 3))
	// Output:
	// [[1.     0.     0.    ]
	//  [0.3683 0.6317 0.    ]
	//  [0.0257 0.2263 0.748 ]]
}

// Four steps of six numbers: waves from short to long.
func ExamplePositionalEncoding() {
	fmt.Println(nn.PositionalEncoding(6).Forward(nn.Zeros(1, 4, 6)).Reshape(4, 6))
	// Output:
	// [[ 0.      1.      0.      1.      0.      1.    ]
	//  [ 0.8415  0.5403  0.0464  0.9989  0.0022  1.    ]
	//  [ 0.9093 -0.4161  0.0927  0.9957  0.0043  1.    ]
	//  [ 0.1411 -0.99    0.1388  0.9903  0.0065  1.    ]]
}
