// Predict is a program with a trained model inside, as one puts it on a small
// device or into a web page: TestPredictOnOtherMachines builds it for them.
package main

import (
	_ "embed"
	"fmt"
	"log"

	"gradus/nn"
)

//go:embed model.safetensors
var file []byte

func main() {
	model, err := nn.DecodeModel(file)
	if err != nil {
		log.Fatal(err)
	}
	x := nn.Linspace(-1, 1, 2*6*6).Reshape(2, 6, 6, 1)
	for _, row := range model.Predict(x).Rows() {
		for _, v := range row {
			fmt.Printf("%.4f ", v)
		}
		fmt.Println()
	}
}
