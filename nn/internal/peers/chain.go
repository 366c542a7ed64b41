package main

import (
	"time"

	"gradus/nn"
	"gradus/nn/data"
)

// chainLength is how often the chain computes tanh(y + w): two ops each.
const chainLength = 25

func tanhs(y, w *nn.Tensor) *nn.Tensor {
	for range chainLength {
		y = y.Add(w).Tanh()
	}
	return y.Sum()
}

// chain runs the chain as a loss in Fit, where memory is used again: w is the bias of
// the only layer. Whatever else a step does (gathering a batch, the layer, the
// optimiser) counts as the chain's.
func chain(w work) trainFunc {
	one := data.New(nn.FromFloat32([]float32{0.01}, 1, 1), nn.FromFloat32([]float32{0}, 1))
	return func(epochs int) (time.Duration, func() float64, error) {
		nn.Seed(0)
		layer := nn.Linear(1, 16)
		loss := func(y, _ *nn.Tensor) *nn.Tensor { return tanhs(y, layer.B) }
		start := time.Now()
		_, err := nn.Sequential(layer).Fit(one, nn.FitConfig{Loss: loss, Optimizer: nn.SGD(w.LR), Epochs: epochs, BatchSize: 1})
		return time.Since(start), func() float64 { return layer.B.Grad().Data()[0] }, err
	}
}

// chainByHand calls Backward as a learner does before he knows Fit.
func chainByHand() trainFunc {
	x := nn.Full(0.01, 16).To(nn.Float32)
	w := nn.Full(0.02, 16).To(nn.Float32).RequiresGrad()
	return func(epochs int) (time.Duration, func() float64, error) {
		start := time.Now()
		for range epochs {
			w.ZeroGrad()
			tanhs(x, w).Backward()
		}
		return time.Since(start), func() float64 { return w.Grad().Data()[0] }, nil
	}
}
