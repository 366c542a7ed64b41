package data_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"gradus/nn"
	"gradus/nn/data"
)

// folder makes a folder for an example.
func folder() (path string, remove func()) {
	path, err := os.MkdirTemp("", "data")
	if err != nil {
		panic(err)
	}
	return path, func() { os.RemoveAll(path) }
}

// From folders of images to a model that tells them apart.
func ExampleImages() {
	dir, remove := folder()
	defer remove()
	if err := data.Shapes(300).SaveImages(filepath.Join(dir, "shapes")); err != nil { // images to read
		fmt.Println(err)
		return
	}

	shapes, err := data.Images(filepath.Join(dir, "shapes"), data.ImageConfig{Height: 32, Width: 32, Gray: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(shapes)
	fmt.Println("brightest pixel:", shapes.X.Max().Item(), "- already divided by 255")
	train, test := shapes.Split(0.8)
	fmt.Println(train.Len(), "to train with,", test.Len(), "to test with")
	// Output:
	// 300 samples, X [300 32 32 1], Y [300], 3 classes [circle square triangle]
	// brightest pixel: 1 - already divided by 255
	// 240 to train with, 60 to test with
}

// A few broken images need not stop the rest from being loaded.
func ExampleImages_skipBroken() {
	dir, remove := folder()
	defer remove()
	if err := data.Shapes(6).SaveImages(dir); err != nil {
		fmt.Println(err)
		return
	}
	if err := os.Truncate(filepath.Join(dir, "square", "00002.png"), 100); err != nil {
		fmt.Println(err)
		return
	}

	_, err := data.Images(dir, data.ImageConfig{})
	fmt.Println(strings.ReplaceAll(err.Error(), filepath.ToSlash(dir), "shapes"))
	shapes, err := data.Images(dir, data.ImageConfig{SkipBroken: true})
	fmt.Println(shapes.Len(), len(shapes.Skipped), err)
	// Output:
	// data: shapes/square/00002.png: the image is cut short (unexpected EOF); ImageConfig{SkipBroken: true} loads the other 5
	// 5 1 <nil>
}

func ExampleFashionFolders() {
	dir, remove := folder()
	defer remove()
	if err := data.FashionFolders(dir); err != nil {
		fmt.Println(err)
		return
	}
	test, err := data.Images(filepath.Join(dir, "test"), data.ImageConfig{Gray: true})
	fmt.Println(test, err)
	// Output:
	// 500 samples, X [500 28 28 1], Y [500], 10 classes [Ankle boot Bag Coat Dress Pullover Sandal Shirt Sneaker T-shirt Trouser] <nil>
}

func ExampleFashion() {
	train, test := data.Fashion()
	fmt.Println(train)
	fmt.Println(test.Len(), "to test with; the first is a", test.Names[test.Labels()[0]])
	// Output:
	// 2000 samples, X [2000 28 28 1], Y [2000], 10 classes [T-shirt Trouser Pullover Dress Coat Sandal Shirt Sneaker Bag Ankle boot]
	// 500 to test with; the first is a Ankle boot
}

// The same image looks different each time it is used.
func ExampleAugment() {
	arrow := nn.New([]float64{
		0, 0, 0, 0,
		0, 1, 0, 0,
		0, 1, 1, 0,
		0, 1, 0, 0,
	}, 1, 4, 4, 1)
	ds := data.Augment(data.New(arrow, nn.Vector(0)), 1, data.Flip(), data.Shift(0.25))
	for range 3 {
		x, _ := ds.Batch([]int{0})
		fmt.Println(x.Reshape(4, 4))
		fmt.Println()
	}
	// Output:
	// [[0. 0. 0. 0.]
	//  [0. 0. 1. 0.]
	//  [0. 1. 1. 0.]
	//  [0. 0. 1. 0.]]
	//
	// [[0. 1. 0. 0.]
	//  [0. 1. 1. 0.]
	//  [0. 1. 0. 0.]
	//  [0. 1. 0. 0.]]
	//
	// [[0. 0. 0. 0.]
	//  [0. 0. 0. 0.]
	//  [1. 0. 0. 0.]
	//  [1. 1. 0. 0.]]
}

// A step of your own.
func ExamplePerImage() {
	darker := data.PerImage(func(p *data.Pixels, r *rand.Rand) {
		factor := 0.5 + r.Float32()/2
		for i := range p.Values {
			p.Values[i] *= factor
		}
	})
	train, _ := data.Fashion()
	x, _ := data.Augment(train, 1, darker).Batch([]int{0})
	fmt.Printf("%.2f\n", x.Max().Item())
	// Output:
	// 0.67
}

// Batches are made on other processors while the model trains.
func ExamplePrefetch() {
	digits := data.Digits().Reshape(8, 8, 1)
	train := data.Prefetch(data.Augment(digits, 1, data.Shift(0.1), data.Rotate(10)), 2)
	nn.Seed(1)
	model := nn.Sequential(nn.Flatten(), nn.Linear(64, 10))
	history, err := model.Fit(train, nn.FitConfig{Epochs: 3, Optimizer: nn.Adam(0.01)})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(history.Metrics), "epochs")
	// Output: 3 epochs
}

// Blended images have blended targets.
func ExampleMixup() {
	train, _ := data.Fashion()
	_, y := data.Augment(train.OneHot(), 4, data.Mixup(1)).Batch([]int{0, 3, 8})
	for _, row := range y.Rows() {
		fmt.Printf("%.1f\n", row)
	}
	// Output:
	// [0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 1.0]
	// [0.0 0.0 0.0 0.3 0.0 0.0 0.0 0.0 0.0 0.7]
	// [0.0 0.0 0.0 0.0 0.0 0.5 0.0 0.0 0.0 0.5]
}
