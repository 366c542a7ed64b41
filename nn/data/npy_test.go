package data

import (
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gradus/nn"
)

func TestNPY(t *testing.T) {
	dir := t.TempDir()
	x, y := filepath.Join(dir, "x.npy"), filepath.Join(dir, "y.npy")
	d := gradient(3, 2)
	if err := d.SaveNPY(x, y); err != nil {
		t.Fatal(err)
	}
	back, err := NPY(x, y)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(back.X.Shape(), d.X.Shape()) || !slices.Equal(back.X.Data(), d.X.Data()) || !slices.Equal(back.Labels(), d.Labels()) || back.X.DType() != nn.Float32 {
		t.Errorf("%v came back as %v", d, back)
	}
	if err := d.SaveNPY(x, filepath.Join(dir, "no", "y.npy")); err == nil || !strings.HasPrefix(err.Error(), "data: nn: SaveNPY: ") {
		t.Errorf("error %v", err)
	}
}

func TestNPYErrors(t *testing.T) {
	cases := []struct {
		x, y *nn.Tensor
		want string
	}{
		{nn.Scalar(1), nn.Zeros(1), "x.npy holds a single number; expected the shape [N, …]"},
		{nn.Zeros(3, 2), nn.Zeros(2), "x.npy has shape [3 2], "},
		{nn.Zeros(0, 2), nn.Zeros(0), "as many targets as samples, at least one"},
		{nn.Matrix([][]float64{{1, 2}, {3, math.NaN()}}), nn.Zeros(2), "x.npy: element [1 1] is NaN"},
		{nn.Zeros(2, 2), nn.Vector(1, math.Inf(-1)), "y.npy: element [1] is -Inf"},
	}
	for _, c := range cases {
		dir := t.TempDir()
		x, y := filepath.Join(dir, "x.npy"), filepath.Join(dir, "y.npy")
		if err := New(nn.Zeros(1), nn.Zeros(1)).SaveNPY(x, y); err != nil {
			t.Fatal(err)
		}
		if err := c.x.SaveNPY(x); err != nil {
			t.Fatal(err)
		}
		if err := c.y.SaveNPY(y); err != nil {
			t.Fatal(err)
		}
		if _, err := NPY(x, y); err == nil || !strings.HasPrefix(err.Error(), "data: "+dir) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want %q", err, c.want)
		}
	}
	if _, err := NPY("no.npy", "no.npy"); err == nil || !strings.Contains(err.Error(), "data: nn: LoadNPY: open no.npy") {
		t.Errorf("error %v", err)
	}
}
