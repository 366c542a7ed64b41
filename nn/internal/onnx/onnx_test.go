package onnx

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"gradus/nn/internal/pythontest"
)

// golden is the graph of testdata/make_golden.py.
func golden() *Graph {
	g := NewGraph("golden")
	g.Metadata = map[string]string{"made": "in a test", "by": "hand"}
	x := g.Input("x", Float32, Free("N"), Fixed(2))
	w := g.Initializer("W", FromFloat32([]float32{0.5, -1, 2, 2, 0.25, -1}, 2, 3))
	y := g.Node("MatMul", []string{x, w})
	y = g.Node("LeakyRelu", []string{y}, Float("alpha", 0.25))
	y = g.Node("LeakyRelu", []string{y}, Float("alpha", 0.5))
	y = g.Node("Reshape", []string{y, g.Initializer("shape", FromInts(0, 3, 1))})
	y = g.NodeOutputs("MaxPool", []string{y}, 2, Ints("kernel_shape", 1), Int("ceil_mode", 0), String("auto_pad", "NOTSET"))[0]
	g.Output(y, Float32, Free("N"), Fixed(3), Fixed(1))
	return g
}

// The bytes are those that onnx's own library writes.
func TestGolden(t *testing.T) {
	want, err := os.ReadFile("testdata/golden.onnx")
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := golden().Write(&got); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("got  %q\nwant %q", got.Bytes(), want)
	}
}

func TestNamesAreUnique(t *testing.T) {
	g := NewGraph("names")
	seen := map[string]bool{}
	for _, name := range []string{"W", "W", "W_1", "W", "b"} {
		name = g.Initializer(name, Tensor{Type: Float32})
		if seen[name] {
			t.Errorf("%s is given twice", name)
		}
		seen[name] = true
	}
}

func TestONNXRuntimeRunsIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "golden.onnx")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := golden().Write(file); err != nil {
		t.Fatal(err)
	}
	got := pythontest.Run(t, []string{"onnx", "onnxruntime", "numpy"}, `
import sys, onnx, onnxruntime, numpy
onnx.checker.check_model(sys.argv[1], full_check=True)
session = onnxruntime.InferenceSession(sys.argv[1])
print(session.run(None, {"x": numpy.array([[1, 2], [-2, 0]], numpy.float32)})[0].tolist())
`, path)
	// x·W = [[4.5 -0.5 0] [-1 2 -4]], negative numbers times 1/8
	if want := "[[[4.5], [-0.0625], [0.0]], [[-0.125], [2.0], [-0.5]]]\n"; got != want {
		t.Errorf("got %s want %s", got, want)
	}
}
