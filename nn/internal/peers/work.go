package main

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"

	"gradus/nn/data"
)

// work is what every contestant does, nn as well as the peers. They read it from
// work.json, and the data from x.f32 and y.f32 beside it.
type work struct {
	Name      string  `json:"name"`
	Shape     []int   `json:"shape"`     // of x
	Classes   int     `json:"classes"`   // outputs of the model; 1 for yes or no
	Optimizer string  `json:"optimizer"` // adam or sgd
	LR        float64 `json:"lr"`
	Epochs    int     `json:"epochs"` // of one training, from the start
	Batch     int     `json:"batch"`
	Seconds   float64 `json:"seconds"` // of a round, at least
}

// unit is how a rate, units a second, is shown.
type unit int

const (
	samplesPerSecond unit = iota
	millisecondsPerStep
	nanosecondsPerOp
)

// workload is a row of the table.
type workload struct {
	work
	title string
	unit  unit
	goal  goal
	peers []peer
	data  func(shape []int, classes int) (x, y []float32)
}

// goal is what nn should reach; zero fields are no goals.
type goal struct {
	best        float64 // nn ÷ the best peer
	pytorch     float64 // nn ÷ PyTorch's best setting
	nanoseconds float64 // at most, per op
}

func workloads() []workload {
	return []workload{
		{
			work:  work{Name: "moons", Shape: []int{512, 2}, Classes: 1, Optimizer: "adam", LR: 0.01, Epochs: 20, Batch: 16},
			title: "two moons, MLP 2-16-16-1, Adam, batch 16", goal: goal{best: 4, pytorch: 50},
			peers: frameworks(kerasSmall), data: moons,
		},
		{
			work:  work{Name: "moons-full", Shape: []int{500, 2}, Classes: 1, Optimizer: "adam", LR: 0.01, Epochs: 300, Batch: 500},
			title: "two moons, full batch of 500", goal: goal{best: 1.2, pytorch: 8},
			peers: frameworks(kerasSmall), data: moons,
		},
		{
			work:  work{Name: "digits", Shape: []int{1797, 64}, Classes: 10, Optimizer: "adam", LR: 1e-3, Epochs: 10, Batch: 64},
			title: "digits, MLP 64-128-64-10, Adam, batch 64", goal: goal{best: 1.9, pytorch: 7},
			peers: frameworks(kerasSmall), data: digits,
		},
		{
			work:  work{Name: "mlp-sgd", Shape: []int{19200, 784}, Classes: 10, Optimizer: "sgd", LR: 0.1, Epochs: 1, Batch: 64},
			title: "MLP 784-128-64-10, SGD, batch 64", goal: goal{best: 1.4},
			peers: frameworks(kerasSmall), data: patterns,
		},
		{
			work:  work{Name: "mlp-adam", Shape: []int{19200, 784}, Classes: 10, Optimizer: "adam", LR: 1e-3, Epochs: 1, Batch: 64},
			title: "the same, Adam", goal: goal{best: 1.5},
			peers: frameworks(kerasSmall), data: patterns,
		},
		{
			work:  work{Name: "cnn", Shape: []int{256, 64, 64, 1}, Classes: 3, Optimizer: "adam", LR: 1e-3, Epochs: 3, Batch: 32},
			title: "the article's CNN, 64 × 64 × 1, Adam, batch 32", goal: goal{best: 1.8},
			peers: frameworks(kerasLarge), data: patterns,
		},
		{
			work:  work{Name: "lstm", Shape: []int{2048, 28, 28}, Classes: 10, Optimizer: "adam", LR: 3e-3, Epochs: 2, Batch: 64},
			title: "LSTM, 28 steps of 28, hidden 128, Adam, batch 64", goal: goal{best: 1.5},
			peers: frameworks(kerasLarge), data: patterns,
		},
		{
			work:  work{Name: "scalar", Shape: []int{100, 2}, Classes: 1, Optimizer: "sgd", LR: 0.1, Epochs: 4, Batch: 100},
			title: "scalar autodiff, MLP 2-16-16-1 on 100 points, a step", unit: millisecondsPerStep, goal: goal{best: 50},
			peers: micrograd, data: moons,
		},
		{
			work:  work{Name: "chain", Shape: []int{400, 16}, Classes: 1, Optimizer: "sgd", LR: 1e-3, Epochs: 1, Batch: 1},
			title: "autodiff, forward and backward, 16 elements, in Fit", unit: nanosecondsPerOp, goal: goal{nanoseconds: 50},
			peers: []peer{eager}, data: patterns,
		},
		{
			work:  work{Name: "chain-by-hand", Shape: []int{400, 16}, Classes: 1, Optimizer: "sgd", LR: 1e-3, Epochs: 1, Batch: 1},
			title: "the same, by hand", unit: nanosecondsPerOp,
			peers: []peer{eager}, data: patterns,
		},
	}
}

func moons(shape []int, _ int) (x, y []float32) {
	d := data.Moons(shape[0], 0.1)
	return float32s(d.X.Data()), float32s(d.Y.Data())
}

func digits([]int, int) (x, y []float32) {
	d := data.Digits()
	return float32s(d.X.Data()), float32s(d.Y.Data())
}

// patterns makes samples of as many classes as wanted, in turn: waves along a
// sample's elements, of a length that is the class's, with noise.
func patterns(shape []int, classes int) (x, y []float32) {
	r := rand.New(rand.NewPCG(1, 0))
	width := 1
	for _, n := range shape[1:] {
		width *= n
	}
	for i := range shape[0] {
		class := i % classes
		for k := range width {
			wave := math.Sin(2 * math.Pi * float64(k) / (7 + 3*float64(class)))
			x = append(x, float32(0.5+0.5*wave+0.2*r.NormFloat64()))
		}
		y = append(y, float32(class))
	}
	return x, y
}

func float32s(vs []float64) []float32 {
	out := make([]float32, len(vs))
	for i, v := range vs {
		out[i] = float32(v)
	}
	return out
}

// write makes the files that the contestants read.
func (w workload) write(dir string) error {
	settings, err := json.Marshal(w.work)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "work.json"), settings, 0o600); err != nil {
		return err
	}
	x, y := w.data(w.Shape, w.Classes)
	return errors.Join(writeFloats(filepath.Join(dir, "x.f32"), x), writeFloats(filepath.Join(dir, "y.f32"), y))
}

func writeFloats(name string, vs []float32) error {
	raw, err := binary.Append(nil, binary.LittleEndian, vs)
	if err != nil {
		return err
	}
	return os.WriteFile(name, raw, 0o600)
}

// readWork reads what write has written.
func readWork(dir string) (w work, x, y []float32, err error) {
	settings, err := os.ReadFile(filepath.Join(dir, "work.json"))
	if err != nil {
		return w, nil, nil, err
	}
	if err := json.Unmarshal(settings, &w); err != nil {
		return w, nil, nil, err
	}
	if x, err = readFloats(filepath.Join(dir, "x.f32")); err != nil {
		return w, nil, nil, err
	}
	y, err = readFloats(filepath.Join(dir, "y.f32"))
	return w, x, y, err
}

func readFloats(name string) ([]float32, error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	vs := make([]float32, len(raw)/4)
	_, err = binary.Decode(raw, binary.LittleEndian, vs)
	return vs, err
}
