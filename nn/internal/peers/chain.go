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

// chain runs the chain as a loss in Fit, where memory is used again, from the outputs
// of a small layer; w is its bias. Whatever else a step does (gathering a batch, the
// layer, the optimiser) counts as the chain's.
func chain(w work, x, y []float32) trainFunc {
	train := data.New(nn.FromFloat32(x, w.Shape...), nn.FromFloat32(y, len(y)))
	return func(epochs int) (time.Duration, func() float64, error) {
		nn.Seed(0)
		layer := nn.Linear(w.Shape[1], 16)
		loss := func(z, _ *nn.Tensor) *nn.Tensor { return tanhs(z.Reshape(16), layer.B) }
		start := time.Now()
		_, err := nn.Sequential(layer).Fit(train, nn.FitConfig{Loss: loss, Optimizer: w.optimizer(), Epochs: epochs, BatchSize: w.Batch})
		return time.Since(start), func() float64 { return layer.B.Grad().Data()[0] }, err
	}
}

// chainByHand calls Backward as a learner does before he knows Fit.
func chainByHand(w work) trainFunc {
	x := nn.Full(0.01, 16).To(nn.Float32)
	p := nn.Full(0.02, 16).To(nn.Float32).RequiresGrad()
	return func(epochs int) (time.Duration, func() float64, error) {
		start := time.Now()
		for range epochs * w.Shape[0] {
			p.ZeroGrad()
			tanhs(x, p).Backward()
		}
		return time.Since(start), func() float64 { return p.Grad().Data()[0] }, nil
	}
}
