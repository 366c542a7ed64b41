package viz_test

import (
	"fmt"

	"gradus/viz"
)

func ExampleSetTheme() {
	viz.SetTheme(viz.Dark)
	defer viz.SetTheme(viz.Light)
	r, g, b, _ := viz.Line("loss", 2, 1).Image().At(0, 0).RGBA()
	fmt.Println(r>>8, g>>8, b>>8)
	// Output: 17 17 17
}

func ExampleThemeFunc() {
	pageIsDark := true // what the kernel learns from the page
	viz.ThemeFunc(func() viz.Theme {
		if pageIsDark {
			return viz.Dark
		}
		return viz.Light
	})
	defer viz.ThemeFunc(nil)
	r, _, _, _ := viz.Line("loss", 2, 1).Image().At(0, 0).RGBA()
	fmt.Println(r >> 8)
	// Output: 17
}

func ExampleTheme() {
	mine := viz.Light
	mine.Sequential = viz.NewRamp("FFFFFF", "0072B2")
	fmt.Println(viz.HeatMap([][]float64{{0, 1}}).Theme(mine))
	// Output: viz.HeatMap (300×134)
}

func ExampleNewRamp() {
	grey := viz.NewRamp("000000", "FFFFFF")
	fmt.Println(grey.At(0).R, grey.At(1).R)
	// Output: 0 255
}
