// Package data reads and makes data sets, and feeds them to a training.
//
//	shapes, err := data.Images("shapes", data.ImageConfig{Height: 64, Width: 64, Gray: true})
//	train, test := shapes.Split(0.8)
//	model.Fit(train, nn.FitConfig{Validation: test})
//
// # Data sets
//
// Embedded: [Digits], [Iris], [Fashion], [Alice], [FirstNames]. Made: [Moons],
// [Circles], [Spirals], [Shapes], [Sine], [Reversal]. Read: [Images] in class
// folders, [IDX], [MNIST], [FashionMNIST], [CIFAR10], [CSV], [NPY], and text by a
// [Vocabulary]. [Download] fetches a file once. Images and sequences are Float32,
// tables Float64.
//
// # On the way to a training
//
// A [Data] is changed by making another: [Data.Split], [Data.Split3],
// [Data.Shuffle], [Data.Reshape], [Data.OneHot], [Data.Standardize],
// [Data.Normalize]. [Augment] changes samples at random each time they are used,
// [Prefetch] gathers batches in the background; both take any nn.Dataset.
//
// Whatever reads a file says in its error which file it is, which line or item of
// it is wrong, and what was expected. What a header claims is believed only as far
// as the file bears it out.
package data

import (
	"fmt"

	"gradus/nn"
)

// Data is a set of samples with their targets, in memory. It is an [nn.Dataset].
type Data struct {
	X        *nn.Tensor // [N, …], a sample in each row
	Y        *nn.Tensor // [N] class indices, or whatever else the loss takes
	Names    []string   // what the classes are called; nil if they are no classes
	Features []string   // what the columns of X are called; nil if they have no names
	Paths    []string   // the file that each sample was read from; nil if they share one
	Skipped  []string   // what SkipBroken left out, and why

	// Mean and Std are what Standardize subtracted from each feature and divided
	// it by, Min and Max the ends of its range for Normalize; nil if the data is
	// as it was.
	Mean, Std *nn.Tensor
	Min, Max  *nn.Tensor

	white float64 // the value of a white pixel; 0 stands for 1
}

// New makes a data set of samples x [N, …] and targets y [N] or [N, …].
func New(x, y *nn.Tensor) *Data {
	if len(x.Shape()) == 0 || len(y.Shape()) == 0 || x.Dim(0) != y.Dim(0) {
		panic(&nn.ShapeError{Op: "data.New", Shapes: [][]int{x.Shape(), y.Shape()}, Hint: "there must be a target in y for each sample in x"})
	}
	return &Data{X: x, Y: y}
}

// Len returns the number of samples.
func (d *Data) Len() int { return d.X.Dim(0) }

// Tensors returns all samples and targets; Fit takes its batches from them.
func (d *Data) Tensors() (x, y *nn.Tensor) { return d.X, d.Y }

// Batch gathers the samples with the given indices.
func (d *Data) Batch(indices []int) (x, y *nn.Tensor) {
	for _, i := range indices {
		if i < 0 || i >= d.Len() {
			panic(&nn.ValueError{Op: "Batch", Hint: fmt.Sprintf("there is no sample %d among %d", i, d.Len())})
		}
	}
	return d.X.Gather(indices), d.Y.Gather(indices)
}

// Take returns the data set of the samples with the given indices.
func (d *Data) Take(indices []int) *Data {
	part := *d
	part.X, part.Y = d.Batch(indices)
	if d.Paths != nil {
		part.Paths = make([]string, len(indices))
		for k, i := range indices {
			part.Paths[k] = d.Paths[i]
		}
	}
	return &part
}

// Reshape returns the data set with each sample in another shape: digits of 64
// numbers as images of 8×8 pixels with one channel are digits.Reshape(8, 8, 1).
func (d *Data) Reshape(shape ...int) *Data {
	shaped := *d
	shaped.X = d.X.Reshape(append([]int{d.Len()}, shape...)...)
	return &shaped
}

// Points returns a copy of the samples, each as a slice of all its numbers.
func (d *Data) Points() [][]float64 { return d.X.Reshape(d.Len(), rowWidth(d.X.Shape())).Rows() }

// Labels returns the class of each sample. It panics with an *nn.ValueError if
// the targets are not class indices, or outside of Names.
func (d *Data) Labels() []int {
	labels := make([]int, d.Len())
	if d.Y.Len() != len(labels) {
		panic(&nn.ShapeError{Op: "Labels", Shapes: [][]int{d.Y.Shape()}, Hint: "labels are one class index for each sample"})
	}
	for i, v := range d.Y.Data() {
		labels[i] = int(v)
		if float64(labels[i]) != v || v < 0 {
			panic(&nn.ValueError{Op: "Labels", Hint: fmt.Sprintf("target %v of sample %d is no class index", v, i)})
		}
		if d.Names != nil && labels[i] >= len(d.Names) {
			panic(&nn.ValueError{Op: "Labels", Hint: fmt.Sprintf("target %v of sample %d is outside of the %d classes", v, i, len(d.Names))})
		}
	}
	return labels
}

// String tells sizes and classes: "1797 samples, X [1797 64], classes 0 1 2 3 …".
func (d *Data) String() string {
	s := fmt.Sprintf("%d samples, X %v, Y %v", d.Len(), d.X.Shape(), d.Y.Shape())
	if d.Names != nil {
		s += fmt.Sprintf(", %d classes %v", len(d.Names), d.Names)
	}
	if d.Features != nil {
		s += fmt.Sprintf(", features %v", d.Features)
	}
	return s
}

// rowWidth is how many numbers belong to one sample.
func rowWidth(shape []int) int {
	width := 1
	for _, d := range shape[1:] {
		width *= d
	}
	return width
}

// classNames are "0", "1", … for classes that have no other names.
func classNames(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprint(i)
	}
	return names
}
