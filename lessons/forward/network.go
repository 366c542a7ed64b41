package forward

import (
	"math"

	"gradus/lessons/exercise"
	"gradus/nn"
)

type forwardFunc = func(x []float64, W1 [][]float64, b1 []float64, W2 [][]float64, b2 []float64) []float64

// network is the check of 02.1, against nn.
var network = exercise.Spec[forwardFunc]{
	Reference: func(x []float64, W1 [][]float64, b1 []float64, W2 [][]float64, b2 []float64) []float64 {
		h := nn.Matrix([][]float64{x}).MatMul(nn.Matrix(W1)).Add(nn.Vector(b1...)).ReLU()
		return h.MatMul(nn.Matrix(W2)).Add(nn.Vector(b2...)).Rows()[0]
	},
	Calls: []exercise.Call[forwardFunc]{
		{Text: "forward(x, W1, b1, W2, b2) with 2 inputs, 3 hidden neurons, 2 outputs", Do: func(f forwardFunc) any {
			return f([]float64{1, 2}, [][]float64{{0.5, -1, 2}, {1, 0.25, -1.5}}, []float64{0.1, -0.2, 0.3},
				[][]float64{{1, -0.5}, {2, 0.75}, {-1, 3}}, []float64{-4, 0.5})
		}},
		{Text: "forward(x, W1, b1, W2, b2) with 4 inputs, 2 hidden neurons, 3 outputs", Do: func(f forwardFunc) any {
			return f([]float64{-1, 0.5, 2, 0}, [][]float64{{1, 2}, {-1, 0.5}, {0.25, 1}, {3, -3}}, []float64{2, 0.5},
				[][]float64{{1, -1, 0.5}, {0.25, 0.5, -2}}, []float64{0.1, 0.2, -0.3})
		}},
		{Text: "forward(x, W1, b1, W2, b2) with 2 inputs, 2 hidden neurons, 2 outputs", Do: func(f forwardFunc) any {
			return f([]float64{3, -1}, [][]float64{{1, 2}, {3, 4}}, []float64{0, 1},
				[][]float64{{1, -2}, {0.5, 1}}, []float64{0.5, -8})
		}},
	},
	Bugs: []exercise.Bug[forwardFunc]{
		twoLayers("no ReLU in between",
			"Negative numbers pass from the first layer to the second. Put `relu` around the hidden layer: without it, two layers are no more than one.",
			affine, same, same),
		twoLayers("ReLU on the output",
			"The logits of the last layer may be negative; only the hidden layer goes through `relu`.",
			affine, relu, relu),
		twoLayers("bias not added",
			"Each output begins with, or ends with, its own `b[j]`.",
			func(x []float64, W [][]float64, b []float64) []float64 { return affine(x, W, make([]float64, len(b))) }, relu, same),
		twoLayers("bias added once for each input",
			"`b[j]` belongs outside the loop over the inputs: it is added once.",
			func(x []float64, W [][]float64, b []float64) []float64 {
				z := affine(x, W, make([]float64, len(b)))
				for j := range z {
					z[j] += b[j] * float64(len(x))
				}
				return z
			}, relu, same),
		twoLayers("W transposed",
			"`W[i][j]` leads from input i to output j: the row is the input, the column the output. Yours are swapped.",
			func(x []float64, W [][]float64, b []float64) []float64 {
				z := make([]float64, len(b))
				for j := range z {
					z[j] = b[j]
					for i := range x {
						z[j] += x[i] * W[j][i]
					}
				}
				return z
			}, relu, same),
		twoLayers("not accumulated",
			"Only the last input counts: each product replaces the one before. Add them up with `+=`.",
			func(x []float64, W [][]float64, b []float64) []float64 {
				last := len(x) - 1
				return affine(x[last:], W[last:], b)
			}, relu, same),
		{
			Name:   "only one layer",
			Advice: "This is the hidden layer. Send it through `W2` and `b2` as well.",
			Answer: func(x []float64, W1 [][]float64, b1 []float64, _ [][]float64, _ []float64) []float64 {
				return relu(affine(x, W1, b1))
			},
		},
	},
	Praise: "Two layers by hand, and nn gives the same numbers to nine decimals.",
}

// twoLayers is the bug of someone with this layer, these activations.
func twoLayers(name, advice string, layer func([]float64, [][]float64, []float64) []float64,
	hidden, output func([]float64) []float64) exercise.Bug[forwardFunc] {
	return exercise.Bug[forwardFunc]{Name: name, Advice: advice,
		Answer: func(x []float64, W1 [][]float64, b1 []float64, W2 [][]float64, b2 []float64) []float64 {
			return output(layer(hidden(layer(x, W1, b1)), W2, b2))
		}}
}

// affine is x [in] · W [in, out] + b [out].
func affine(x []float64, W [][]float64, b []float64) []float64 {
	z := append([]float64(nil), b...)
	for i, row := range W {
		for j, w := range row {
			z[j] += x[i] * w
		}
	}
	return z
}

func relu(z []float64) []float64 {
	a := make([]float64, len(z))
	for i, v := range z {
		a[i] = math.Max(0, v)
	}
	return a
}

func same(z []float64) []float64 { return z }
