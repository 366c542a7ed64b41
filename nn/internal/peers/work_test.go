package main

import (
	"math"
	"os"
	"reflect"
	"testing"

	"gradus/nn/internal/pythontest"
)

func TestWorkIsReadAsWritten(t *testing.T) {
	dir := t.TempDir()
	for _, w := range workloads() {
		if w.Name == "mlp-sgd" || w.Name == "mlp-adam" {
			w.Shape = []int{64, 784} // not 60 MB
		}
		if err := w.write(dir); err != nil {
			t.Fatal(err)
		}
		got, x, y, err := readWork(dir)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, w.work) {
			t.Errorf("%s is read as %+v", w.Name, got)
		}
		n := 1
		for _, d := range w.Shape {
			n *= d
		}
		if len(x) != n || len(y) != w.Shape[0] {
			t.Errorf("%s has %d numbers and %d targets, want %d and %d", w.Name, len(x), len(y), n, w.Shape[0])
		}
	}
}

// Every network learns: its loss falls below half of that of a guess.
func TestNetworksLearn(t *testing.T) {
	for _, w := range workloads() {
		if models[w.Name] == nil {
			continue
		}
		t.Run(w.Name, func(t *testing.T) {
			w.Shape[0] = min(w.Shape[0], 2048) // fewer are enough
			if w.Name == "cnn" {
				w.Shape[0], w.Batch = 48, 8
			}
			x, y := w.data(w.Shape, w.Classes)
			train, err := fit(w.work, x, y)
			if err != nil {
				t.Fatal(err)
			}
			_, loss, err := train(w.Epochs)
			if err != nil {
				t.Fatal(err)
			}
			if got, guess := loss(), math.Log(float64(max(2, w.Classes))); got > guess/2 {
				t.Errorf("the loss is %v; that of guessing is %v", got, guess)
			}
		})
	}
}

func TestScalarsLearn(t *testing.T) {
	x, y := moons([]int{100, 2}, 1)
	_, loss, err := scalars(work{LR: 0.1}, x, y)(20)
	if err != nil {
		t.Fatal(err)
	}
	if loss() > 0.4 {
		t.Errorf("the loss is %v after 20 steps", loss())
	}
}

// PyTorch does the work, too.
func TestPeerInPython(t *testing.T) {
	python := pythontest.Python(t, "torch", "numpy")
	dir := t.TempDir()
	if err := os.CopyFS(dir, programs); err != nil {
		t.Fatal(err)
	}
	w := workloads()[0]
	w.Seconds = 0.01
	if err := w.write(dir); err != nil {
		t.Fatal(err)
	}
	c, err := startPeer(t.Context(), python, dir, dir, eager)
	if err != nil {
		t.Fatal(err)
	}
	defer c.stop()
	r, err := c.round()
	if err != nil {
		t.Fatal(err)
	}
	if r.Units < float64(w.Epochs*w.Shape[0]) || r.Loss > 0.1 {
		t.Errorf("a round gave %+v", r)
	}
}
