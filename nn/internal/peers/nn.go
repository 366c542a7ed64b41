package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"time"

	"gradus/nn"
	"gradus/nn/data"
)

// doWork is nn as a contestant: see peer.py for the protocol.
func doWork(dir string) error {
	w, x, y, err := readWork(dir)
	if err != nil {
		return err
	}
	train, err := training(w, x, y)
	if err != nil {
		return err
	}
	if _, _, err := train(w.Epochs); err != nil { // warm-up
		return err
	}
	out := json.NewEncoder(os.Stdout)
	if err := out.Encode(map[string]string{"version": runtime.Version()}); err != nil {
		return err
	}
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		r, err := round(w, train)
		if err != nil {
			return err
		}
		if err := out.Encode(r); err != nil {
			return err
		}
	}
	return nil
}

// trainFunc trains from the start for some epochs, and returns how long that took and
// what computes the loss.
type trainFunc func(epochs int) (time.Duration, func() float64, error)

func training(w work, x, y []float32) (trainFunc, error) {
	switch w.Name {
	case "chain":
		return chain(w, x, y), nil
	case "chain-by-hand":
		return chainByHand(w), nil
	case "scalar":
		return scalars(w, x, y), nil
	}
	return fit(w, x, y)
}

// round trains anew until the time is over.
func round(w work, train trainFunc) (result, error) {
	var r result
	var loss func() float64
	for end := time.Now().Add(time.Duration(w.Seconds * float64(time.Second))); loss == nil || time.Now().Before(end); {
		busy := cpuSeconds()
		took, final, err := train(w.Epochs)
		r.CPU += cpuSeconds() - busy
		if err != nil {
			return r, err
		}
		r.Units += w.units() * float64(w.Epochs)
		r.Seconds += took.Seconds()
		loss = final
	}
	r.Loss = loss()
	allocs, err := allocsPerStep(w, train)
	r.Allocs = allocs
	return r, err
}

// units is how many units an epoch counts: samples, steps or ops.
func (w work) units() float64 {
	switch w.Name {
	case "chain", "chain-by-hand":
		return float64(w.Shape[0] * 2 * chainLength)
	case "scalar":
		return 1
	}
	return float64(w.Shape[0])
}

// allocsPerStep is by how many allocations a training of three epochs exceeds one of
// one epoch, divided by the steps of two epochs.
func allocsPerStep(w work, train trainFunc) (float64, error) {
	count := func(epochs int) (uint64, error) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, _, err := train(epochs)
		runtime.ReadMemStats(&after)
		return after.Mallocs - before.Mallocs, err
	}
	one, err := count(1)
	if err != nil {
		return 0, err
	}
	three, err := count(3)
	steps := 2 * ((w.Shape[0] + w.Batch - 1) / w.Batch)
	return max(0, float64(three)-float64(one)) / float64(steps), err
}

// fit trains a network as a learner would.
func fit(w work, x, y []float32) (trainFunc, error) {
	if models[w.Name] == nil {
		return nil, fmt.Errorf("nn has no model for %s", w.Name)
	}
	train := data.New(nn.FromFloat32(x, w.Shape...), nn.FromFloat32(y, len(y)))
	loss := nn.CrossEntropy
	if w.Classes == 1 {
		loss = nn.BinaryCrossEntropy
	}
	return func(epochs int) (time.Duration, func() float64, error) {
		nn.Seed(0)
		model := models[w.Name](w.Classes)
		start := time.Now()
		_, err := model.Fit(train, nn.FitConfig{Loss: loss, Optimizer: w.optimizer(), Epochs: epochs, BatchSize: w.Batch})
		return time.Since(start), func() float64 { return model.Evaluate(train, loss)["loss"] }, err
	}, nil
}

func (w work) optimizer() nn.Optimizer {
	if w.Optimizer == "sgd" {
		return nn.SGD(w.LR)
	}
	return nn.Adam(w.LR)
}

// models are the networks by the name of the work.
var models = map[string]func(classes int) *nn.Model{
	"moons":      func(classes int) *nn.Model { return perceptron(2, 16, 16, classes) },
	"moons-full": func(classes int) *nn.Model { return perceptron(2, 16, 16, classes) },
	"digits":     func(classes int) *nn.Model { return perceptron(64, 128, 64, classes) },
	"mlp-sgd":    func(classes int) *nn.Model { return perceptron(784, 128, 64, classes) },
	"mlp-adam":   func(classes int) *nn.Model { return perceptron(784, 128, 64, classes) },
	"cnn":        cnn,
	"lstm": func(classes int) *nn.Model {
		return nn.Sequential(nn.LSTM(28, 128).Last(), nn.Linear(128, classes))
	},
}

func perceptron(in, hidden1, hidden2, out int) *nn.Model {
	return nn.Sequential(
		nn.Linear(in, hidden1), nn.ReLU(),
		nn.Linear(hidden1, hidden2), nn.ReLU(),
		nn.Linear(hidden2, out),
	)
}

func cnn(classes int) *nn.Model {
	return nn.Sequential(
		nn.Conv2D(1, 32, 3), nn.ReLU(), nn.MaxPool2D(2),
		nn.Conv2D(32, 64, 3), nn.ReLU(), nn.MaxPool2D(2),
		nn.Conv2D(64, 128, 3), nn.ReLU(), nn.MaxPool2D(2),
		nn.Flatten(),
		nn.Linear(128*6*6, 128), nn.ReLU(),
		nn.Linear(128, classes),
	)
}
