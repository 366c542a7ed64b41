package nn_test

import (
	"fmt"

	"gradus/nn"
)

// One target is far off: it dominates the mean of the squares.
func ExampleHuber() {
	pred, target := nn.Vector(1, 2, 3), nn.Vector(1.5, 2, 13)
	fmt.Println("MSE  ", nn.MSE(pred, target))
	fmt.Println("MAE  ", nn.MAE(pred, target))
	fmt.Println("Huber", nn.Huber(1)(pred, target))
	// Output:
	// MSE   33.4167
	// MAE   3.5
	// Huber 3.2083
}

func ExampleCrossEntropyWith() {
	scores := nn.Matrix([][]float64{{9, 0, 0}, {0, 9, 0}})
	labels := nn.Vector(0, 1)
	smooth := nn.CrossEntropyWith(nn.CrossEntropyConfig{Smoothing: 0.1})
	rare := nn.CrossEntropyWith(nn.CrossEntropyConfig{ClassWeights: []float64{1, 1, 20}})
	fmt.Printf("%.4f %.4f %.4f\n", nn.CrossEntropy(scores, labels).Item(), smooth(scores, labels).Item(), rare(scores, labels).Item())
	// Output: 0.0002 0.6002 0.0002
}

// Log-probabilities of LogSoftmax, and a target that is a distribution.
func ExampleKLDivergence() {
	scores := nn.Matrix([][]float64{{2, 1, 0}})
	same := scores.Softmax()
	uniform := nn.Full(1./3, 1, 3)
	fmt.Println(nn.KLDivergence(scores.LogSoftmax(), same).Item() < 1e-9, nn.KLDivergence(scores.LogSoftmax(), uniform))
	fmt.Println(nn.NLL(scores.LogSoftmax(), nn.Vector(0)), nn.CrossEntropy(scores, nn.Vector(0)))
	// Output:
	// true 0.309
	// 0.4076 0.4076
}

// A model that ends in Softmax.
func ExampleCategoricalCrossEntropy() {
	p := nn.Matrix([][]float64{{0.5, 0.25, 0.25}})
	oneHot := nn.Matrix([][]float64{{0, 1, 0}})
	fmt.Println(nn.CategoricalCrossEntropy(p, oneHot))
	// Output: 1.3863
}
