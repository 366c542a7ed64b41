package nn_test

import (
	"fmt"

	"gradus/nn"
	"gradus/nn/data"
)

func ExampleModel_FindRate() {
	nn.Seed(1)
	model := nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
	sweep, err := model.FindRate(data.Digits(), nn.FitConfig{BatchSize: 64})
	if err != nil {
		fmt.Println(err)
		return
	}
	// viz.Line(sweep.Rates, sweep.Smoothed).LogX() is the curve.
	fmt.Println("between 0.001 and 0.1:", sweep.Suggestion > 1e-3 && sweep.Suggestion < 0.1)
	// Output: between 0.001 and 0.1: true
}
