package viz_test

import (
	"fmt"
	"os"
	"path/filepath"

	"gradus/viz"
)

func ExampleFigure_Save() {
	file := filepath.Join(os.TempDir(), "gradus-loss.png")
	defer os.Remove(file)
	if err := viz.Line("loss", 2, 1, .5).Title("Loss").Save(file); err != nil {
		fmt.Println(err)
	}
	info, err := os.Stat(file)
	fmt.Println(err, info.Size() > 1000)
	// Output: <nil> true
}

func ExampleFigure_Size() {
	size := viz.Line("loss", 2, 1).Size(300, 200).Image().Bounds().Size()
	fmt.Println(size)
	// Output: (600,400)
}

func ExampleFigure_MIMEBundle() {
	f := viz.Line("loss", 2, 1).Title("Loss")
	fmt.Println(f.MIMEBundle()["text/plain"], f.MIMEMetadata())
	// Output: viz.Line "Loss" (480×320) map[image/png:map[height:320 width:480]]
}
