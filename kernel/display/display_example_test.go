package display_test

import (
	"fmt"

	"gradus/kernel/display"
)

func ExampleOf() {
	b := display.Of(map[string][]float64{"loss": {0.5, 0.25}})
	fmt.Println(b.Data["text/plain"])
	// Output: map[string][]float64{"loss": []float64{0.5, 0.25}}
}
