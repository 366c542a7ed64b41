package nn_test

import (
	"testing"

	"gradus/nn"
	"gradus/nn/data"
)

// Networks of every kind of layer learn to read the digits, images of 8×8 pixels.
func TestLayersLearn(t *testing.T) {
	image := nn.Reshape(8, 8, 1)
	for name, build := range map[string]func() *nn.Model{
		"convolution": func() *nn.Model {
			return nn.Sequential(image, nn.Conv2D(1, 16, 3).Same(), nn.ReLU(), nn.MaxPool2D(2), nn.Conv2D(16, 16, 3), nn.ReLU(), nn.Flatten(), nn.Dropout(0.2), nn.Linear(64, 10))
		},
		"residual blocks": func() *nn.Model {
			block := func() *nn.ResidualLayer {
				return nn.Residual(nn.Conv2D(8, 8, 3).Same().NoBias(), nn.BatchNorm2D(8), nn.ReLU(), nn.Conv2D(8, 8, 3).Same().NoBias(), nn.BatchNorm2D(8))
			}
			return nn.Sequential(image, nn.Conv2D(1, 8, 3).Same(), block(), nn.ReLU(), nn.MaxPool2D(2), block(), nn.Flatten(), nn.Linear(128, 10))
		},
		"depthwise": func() *nn.Model {
			return nn.Sequential(image, nn.Conv2D(1, 16, 3).Same(), nn.BatchNorm2D(16), nn.ReLU(), nn.Conv2D(16, 16, 3).Groups(16).Same(), nn.Conv2D(16, 32, 1), nn.ReLU(), nn.AvgPool2D(4), nn.Flatten(), nn.Linear(128, 10))
		},
		"rows as a sequence": func() *nn.Model {
			return nn.Sequential(nn.Reshape(8, 8), nn.Conv1D(8, 32, 3).Same(), nn.GELU(), nn.LayerNorm(32), nn.MaxPool1D(2), nn.Flatten(), nn.Linear(128, 10))
		},
		"a graph": func() *nn.Model {
			in, deep, wide := nn.Linear(64, 32), nn.Linear(32, 32), nn.Linear(64, 32)
			return nn.Sequential(nn.Graph(func(x *nn.Tensor) *nn.Tensor {
				return deep.Forward(in.Forward(x).SiLU()).Add(wide.Forward(x)).ELU(1)
			}, in, deep, wide), nn.Linear(32, 10))
		},
	} {
		t.Run(name, func(t *testing.T) {
			nn.Seed(1)
			train, test := data.Digits().Split(0.8)
			m := build()
			if _, err := m.Fit(train, nn.FitConfig{Epochs: 6, Optimizer: nn.Adam(0.005)}); err != nil {
				t.Fatal(err)
			}
			if a := m.Evaluate(test)["accuracy"]; a < 0.85 {
				t.Errorf("accuracy %.3f", a)
			}
		})
	}
}
