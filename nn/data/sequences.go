package data

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gradus/nn"
)

// Sine returns n pieces of sine waves and what comes next, to train recurrent nets
// with: X Float32 [n, length, 1], Y [n, 1]. Each wave has its own phase, and a
// period of 10 to 30 steps. noise is the standard deviation of a normal disturbance
// of X, not of Y. The same arguments give the same waves.
//
//	x[t] = sin(2π t/period + phase) + noise·ε    y = sin(2π length/period + phase)
func Sine(n, length int, noise float64) *Data {
	if n < 1 || length < 1 || noise < 0 || math.IsNaN(noise) {
		panic(&nn.ValueError{Op: "Sine", Hint: fmt.Sprintf("needs at least one wave of at least one step and a noise that is not negative, not %d, %d and %v", n, length, noise)})
	}
	r := rand.New(rand.NewPCG(toySeed, 0))
	x, y := make([]float32, 0, n*length), make([]float32, n)
	for i := range n {
		period, phase := 10+20*r.Float64(), 2*math.Pi*r.Float64()
		at := func(t int) float64 { return math.Sin(2*math.Pi*float64(t)/period + phase) }
		for t := range length {
			x = append(x, float32(at(t)+noise*r.NormFloat64()))
		}
		y[i] = float32(at(length))
	}
	return New(nn.FromFloat32(x, n, length, 1), nn.FromFloat32(y, n, 1))
}

// Reversal returns n random sequences of symbols and the same backwards, to train
// an encoder and decoder with: X and Y Float32 [n, length], ids from 1 to symbols;
// 0 is left free for padding or a start mark. The same arguments give the same
// sequences.
//
//	X 3 1 4 1 5    Y 5 1 4 1 3
func Reversal(n, length, symbols int) *Data {
	if n < 1 || length < 1 || symbols < 1 {
		panic(&nn.ValueError{Op: "Reversal", Hint: fmt.Sprintf("needs at least one sequence, one place and one symbol, not %d, %d and %d", n, length, symbols)})
	}
	r := rand.New(rand.NewPCG(toySeed, 0))
	x, y := make([]float32, n*length), make([]float32, n*length)
	for i := range n {
		for t := range length {
			id := float32(1 + r.IntN(symbols))
			x[i*length+t] = id
			y[i*length+length-1-t] = id
		}
	}
	return New(nn.FromFloat32(x, n, length), nn.FromFloat32(y, n, length))
}
