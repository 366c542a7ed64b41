package nn_test

import (
	"fmt"

	"gradus/nn"
	"gradus/nn/data"
)

// Handwritten digits, 64 pixels each, in ten classes.
func ExampleModel_Evaluate() {
	nn.Seed(1)
	train, test := data.Digits().Split(0.8)
	model := nn.Sequential(
		nn.Linear(64, 128), nn.ReLU(),
		nn.Linear(128, 64), nn.ReLU(),
		nn.Linear(64, 10),
	)
	if _, err := model.Fit(train, nn.FitConfig{Optimizer: nn.Adam(3e-3), Epochs: 8, BatchSize: 64}); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("more than 94 % right:", model.Evaluate(test)["accuracy"] > 0.94)
	// Output: more than 94 % right: true
}

// A layer of one's own: a factor for each feature.
type scale struct{ factors *nn.Tensor }

func (s scale) Forward(x *nn.Tensor) *nn.Tensor { return x.Mul(s.factors) }
func (s scale) Params() []*nn.Tensor            { return []*nn.Tensor{s.factors} }
func (s scale) String() string                  { return fmt.Sprintf("scale(%d)", s.factors.Len()) }

func ExampleModel_Add() {
	model := nn.Sequential(nn.Linear(2, 3)).Add(scale{nn.Ones(3).RequiresGrad()})
	fmt.Printf("%#v, %d parameter tensors\n", model, len(model.Params()))
	// Output: nn.Sequential(nn.Linear(2, 3), nn.scale(3)), 3 parameter tensors
}

// A classifier of two interleaved half moons.
func ExampleModel_Fit() {
	nn.Seed(1)
	train, test := data.Moons(400, 0.1).Split(0.8)
	model := nn.Sequential(
		nn.Linear(2, 16), nn.Tanh(),
		nn.Linear(16, 2),
	)
	history, err := model.Fit(train, nn.FitConfig{
		Loss: nn.CrossEntropy, Optimizer: nn.Adam(0.05), Epochs: 60, Validation: test,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(history.Metrics), "epochs")
	fmt.Println("good:", history.Last()["val accuracy"] > 0.95)

	p := model.Proba([][]float64{{-1, 0}, {2, 0.5}})
	fmt.Println("left moon:", p[0][0] > 0.9, "right moon:", p[1][1] > 0.9)
	// Output:
	// 60 epochs
	// good: true
	// left moon: true right moon: true
}
