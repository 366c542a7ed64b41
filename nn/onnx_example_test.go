package nn_test

import (
	"fmt"
	"os"
	"path/filepath"

	"gradus/nn"
)

// In Python, onnxruntime.InferenceSession("digits.onnx") then predicts the same.
func ExampleModel_ExportONNX() {
	dir, err := os.MkdirTemp("", "models")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)

	model := nn.Sequential(nn.Conv2D(1, 8, 3), nn.ReLU(), nn.MaxPool2D(2), nn.Flatten(), nn.Linear(3*3*8, 10))
	if err := model.ExportONNX(filepath.Join(dir, "digits.onnx"), 8, 8, 1); err != nil {
		panic(err)
	}
	// A layer that does not fit the input is named.
	fmt.Println(model.ExportONNX(filepath.Join(dir, "digits.onnx"), 12, 12, 1))
	// Output: nn: ExportONNX: nn: layer 4 Linear(72, 10): Linear: shapes [1 200] and [72 10] do not fit: the layer expects 72 numbers on the last axis of x, shape [N 72]
}
