package viz_test

import (
	"fmt"

	"gradus/viz"
)

func ExampleSurface() {
	loss := func(w1, w2 float64) float64 { return w1*w1 + 5*w2*w2 }
	var way [][]float64
	w1, w2 := -1.5, .9
	for range 40 {
		way = append(way, []float64{w1, w2})
		w1, w2 = w1-.1*2*w1, w2-.1*10*w2
	}
	fmt.Println(viz.Surface(loss, -2, 2, -1, 1).Path("SGD", way).XLabel("w1").YLabel("w2"))
	// Output: viz.Surface (480×320)
}
