package nn_test

import (
	"fmt"
	"os"
	"path/filepath"

	"gradus/nn"
)

func ExampleModel_Save() {
	dir, err := os.MkdirTemp("", "models")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "xor.safetensors")

	model := nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1), nn.Sigmoid())
	if err := model.Save(path); err != nil {
		panic(err)
	}
	again, err := nn.LoadModel(path)
	if err != nil {
		panic(err)
	}
	fmt.Println(again)
	// Output:
	// Sequential
	//   #  layer         output  params
	//   0  Linear(2, 8)  [N 8]       24
	//   1  Tanh()        [N 8]        0
	//   2  Linear(8, 1)  [N 1]        9
	//   3  Sigmoid()     [N 1]        0
	//      total                     33
}
