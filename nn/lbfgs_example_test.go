package nn_test

import (
	"fmt"

	"gradus/nn"
)

// The minimum of (1-x)² + 5·(y-x²)², a bent valley, is at (1, 1).
func ExampleLBFGS() {
	x, y := nn.Scalar(-1.2).RequiresGrad(), nn.Scalar(1).RequiresGrad()
	history, err := nn.LBFGS([]*nn.Tensor{x, y}, func() *nn.Tensor {
		return nn.Scalar(1).Sub(x).Square().Add(nn.Scalar(5).Mul(y.Sub(x.Square()).Square()))
	}, nn.LBFGSConfig{})
	fmt.Println(x, y, len(history.Metrics) < 40, err)
	// Output: 1. 1. true <nil>
}
