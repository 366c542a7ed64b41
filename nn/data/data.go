// Package data holds the data sets of the course, embedded in the program, and
// generators of two-dimensional toys.
//
//	digits := data.Digits()
//	train, test := digits.Split(0.8)
//	model.Fit(train, nn.FitConfig{Validation: test})
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

	// Mean and Std are what Standardize subtracted from each column and divided
	// it by; nil if the data is as it was.
	Mean, Std *nn.Tensor
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

// Batch gathers the samples with the given indices.
func (d *Data) Batch(indices []int) (x, y *nn.Tensor) {
	for _, i := range indices {
		if i < 0 || i >= d.Len() {
			panic(&nn.ValueError{Op: "Batch", Hint: fmt.Sprintf("there is no sample %d among %d", i, d.Len())})
		}
	}
	return d.X.Gather(indices), d.Y.Gather(indices)
}

// Tensors returns all samples and targets; Fit takes its batches from them.
func (d *Data) Tensors() (x, y *nn.Tensor) { return d.X, d.Y }

// Take returns the data set of the samples with the given indices.
func (d *Data) Take(indices []int) *Data {
	part := *d
	part.X, part.Y = d.Batch(indices)
	return &part
}

// Points returns a copy of the samples, each as a slice of all its numbers.
func (d *Data) Points() [][]float64 { return d.X.Reshape(d.Len(), rowWidth(d.X.Shape())).Rows() }

// Labels returns the class of each sample. It panics with an *nn.ValueError if
// the targets are not class indices.
func (d *Data) Labels() []int {
	labels := make([]int, d.Len())
	if d.Y.Len() != len(labels) {
		panic(&nn.ShapeError{Op: "Labels", Shapes: [][]int{d.Y.Shape()}, Hint: "labels are one class index for each sample"})
	}
	for i, v := range d.Y.Float64s() {
		labels[i] = int(v)
		if float64(labels[i]) != v || v < 0 {
			panic(&nn.ValueError{Op: "Labels", Hint: fmt.Sprintf("target %v of sample %d is no class index", v, i)})
		}
	}
	return labels
}

// Image returns sample i as a square picture: for Digits [8, 8].
func (d *Data) Image(i int) *nn.Tensor {
	x, _ := d.Batch([]int{i})
	side := 0
	for side*side < x.Len() {
		side++
	}
	if side*side != x.Len() {
		panic(&nn.ShapeError{Op: "Image", Shapes: [][]int{d.X.Shape()}, Hint: fmt.Sprintf("%d numbers do not make a square picture", x.Len())})
	}
	return x.Reshape(side, side)
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
