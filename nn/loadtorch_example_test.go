package nn_test

import (
	"fmt"

	"gradus/nn"
)

// The file was written in Python:
//
//	model = nn.Sequential(nn.Linear(4, 6), nn.ReLU(), nn.BatchNorm1d(6),
//	                      nn.Sequential(nn.Dropout(0.5), nn.Linear(6, 3)))
//	save_file(model.state_dict(), "torch_mlp.safetensors")
func ExampleModel_LoadTorch() {
	model := nn.Sequential(
		nn.Linear(4, 6), nn.ReLU(), nn.BatchNorm1D(6),
		nn.Sequential(nn.Dropout(0.5), nn.Linear(6, 3)),
	)
	if err := model.LoadTorch("testdata/torch_mlp.safetensors"); err != nil {
		panic(err)
	}
	fmt.Println(model.Predict(nn.Vector(0.1, 0.2, 0.3, 0.4).Reshape(1, 4)))
	// Output: [[ 0.6273 -0.8009  2.5825]]
}
