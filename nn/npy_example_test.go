package nn_test

import (
	"fmt"
	"os"
	"path/filepath"

	"gradus/nn"
)

// In Python: x = numpy.load("x.npy").
func ExampleTensor_SaveNPY() {
	dir, err := os.MkdirTemp("", "npy")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "x.npy")
	if err := nn.Arange(0, 6, 1).Reshape(2, 3).SaveNPY(path); err != nil {
		fmt.Println(err)
		return
	}
	x, err := nn.LoadNPY(path)
	fmt.Println(x, err)
	// Output:
	// [[0. 1. 2.]
	//  [3. 4. 5.]] <nil>
}
