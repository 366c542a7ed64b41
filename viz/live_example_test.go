package viz_test

import (
	"fmt"

	"gradus/viz"
)

func ExampleLive() {
	live := viz.Live("loss", "val loss")
	for epoch := range 3 { // what Fit does with OnEpoch: live.Epoch
		loss := 1 / float64(epoch+1)
		live.Epoch(epoch, map[string]float64{"loss": loss, "val loss": loss * 1.1})
	}
	live.Done()
	fmt.Println(live.Figure())
	// Output: viz.Live "Loss" (480×320)
}

func ExampleLiveFigure_Add() {
	live := viz.Live("loss").Title("By hand").Size(600, 300)
	w := 4.0
	for step := range 20 {
		live.Add("loss", float64(step), w*w)
		w -= .1 * 2 * w
	}
	live.Done()
	fmt.Println(live.Figure())
	// Output: viz.Live "By hand" (600×300)
}

func ExampleLiveFigure_Batch() {
	live := viz.Live("loss")
	for step := range 100 {
		live.Batch(step, map[string]float64{"loss": 1 / float64(step+1)})
	}
	live.Done()
	fmt.Println(live.Figure())
	// Output: viz.Live "Loss" (480×320)
}
