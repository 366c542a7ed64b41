package nn_test

import (
	"fmt"

	"gradus/nn"
)

// Two features of very different sizes come out alike.
func ExampleBatchNorm1D() {
	x := nn.Matrix([][]float64{{1, 1000}, {2, 2000}, {3, 6000}})
	l := nn.BatchNorm1D(2)
	fmt.Println(l.Forward(x))
	fmt.Println("running mean", l.RunningMean)
	// Output:
	// [[-1.2247 -0.9258]
	//  [ 0.     -0.4629]
	//  [ 1.2247  1.3887]]
	// running mean [2.e-01 3.e+02]
}

func ExampleBatchNorm2D() {
	fmt.Println(nn.Sequential(nn.BatchNorm2D(16).Momentum(0.01), nn.ReLU()))
	// Output:
	// Sequential
	//   #  layer                           output  params
	//   0  BatchNorm2D(16).Momentum(0.01)  ?           32
	//   1  ReLU()                          ?            0
	//      total                                       32
}

// Every row comes out with mean 0 and variance 1.
func ExampleLayerNorm() {
	x := nn.Matrix([][]float64{{1, 2, 3}, {10, 0, -10}})
	fmt.Println(nn.LayerNorm(3).Forward(x))
	// Output:
	// [[-1.2247  0.      1.2247]
	//  [ 1.2247  0.     -1.2247]]
}

// While training a part of the numbers is dropped; a prediction sees them all.
func ExampleDropout() {
	nn.Seed(3)
	m := nn.Sequential(nn.Dropout(0.5))
	x := nn.Ones(2, 5)
	fmt.Println(m.Forward(x))
	fmt.Println(m.Predict(x))
	// Output:
	// [[2. 0. 0. 2. 2.]
	//  [2. 0. 2. 2. 2.]]
	// [[1. 1. 1. 1. 1.]
	//  [1. 1. 1. 1. 1.]]
}

// The words of a sentence, given by their numbers, become vectors.
func ExampleEmbedding() {
	words := nn.Embedding(1000, 2)
	sentence := nn.Vector(7, 42, 7)
	y := words.Forward(sentence)
	fmt.Println(y.Shape(), y.At(0, 0) == y.At(2, 0))
	// Output: [3 2] true
}

func ExampleResidual() {
	block := nn.Residual(nn.Linear(2, 2).Init(nn.Zeros), nn.ReLU())
	fmt.Println(block.Forward(nn.Vector(3, 4))) // f(x) is 0
	// Output: [3. 4.]
}

// A gate, which no chain of layers can express: y = (xA) ⊙ σ(xB).
func ExampleGraph() {
	value, gate := nn.Linear(4, 8), nn.Linear(4, 8)
	gated := nn.Graph(func(x *nn.Tensor) *nn.Tensor {
		return value.Forward(x).Mul(gate.Forward(x).Sigmoid())
	}, value, gate)
	m := nn.Sequential(gated, nn.Linear(8, 1))
	fmt.Println(m.Predict(nn.Zeros(3, 4)).Shape())
	fmt.Println(gated)
	// Output:
	// [3 1]
	// Graph(f, Linear(4, 8), Linear(4, 8))
}
