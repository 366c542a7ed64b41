package data

import (
	"math"

	"gradus/nn"
)

// Standardize returns a copy in which every feature of X has mean 0 and standard
// deviation 1: x ← (x - mean) / std. The features are the last axis: the columns
// of a table [N, F], the channels of images [N, H, W, C]. A feature that never
// changes becomes 0. The copy keeps Mean and Std, so that other samples can be
// treated alike:
//
//	train = train.Standardize()
//	test = test.StandardizeAs(train)
func (d *Data) Standardize() *Data {
	x, features := d.X.Data(), d.features()
	mean, std := make([]float64, features), make([]float64, features)
	n := float64(len(x) / features)
	for i, v := range x {
		mean[i%features] += v / n
	}
	for i, v := range x {
		diff := v - mean[i%features]
		std[i%features] += diff * diff / n
	}
	for j, variance := range std {
		std[j] = math.Sqrt(variance)
	}
	return d.standardized(nn.Vector(mean...), nn.Vector(std...))
}

// StandardizeAs returns a copy scaled with the mean and standard deviation of
// train, which must be the result of Standardize. A test set is treated so: its
// own statistics would leak what a model in use cannot know.
func (d *Data) StandardizeAs(train *Data) *Data {
	if train.Mean == nil {
		panic(&nn.ValueError{Op: "StandardizeAs", Hint: "the other data set has no Mean and Std; call Standardize on it first"})
	}
	d.mustMatch("StandardizeAs", train)
	return d.standardized(train.Mean, train.Std)
}

func (d *Data) standardized(mean, std *nn.Tensor) *Data {
	scaled := d.scaled(mean.Data(), std.Data())
	scaled.Mean, scaled.Std = mean, std
	return scaled
}

// scaled returns a copy with x ← (x - shift) / scale, feature by feature; where
// the scale is 0, x ← x - shift.
func (d *Data) scaled(shift, scale []float64) *Data {
	x := d.X.Data()
	for i := range x {
		j := i % len(shift)
		x[i] -= shift[j]
		if s := scale[j]; s > 0 {
			x[i] /= s
		}
	}
	scaled := *d
	scaled.X = tensorLike(d.X, x)
	return &scaled
}

// features is the size of the last axis of X; a vector has one feature.
func (d *Data) features() int {
	if shape := d.X.Shape(); len(shape) > 1 {
		return max(1, shape[len(shape)-1])
	}
	return 1
}

func (d *Data) mustMatch(op string, train *Data) {
	if d.features() != train.features() || len(d.X.Shape()) != len(train.X.Shape()) {
		panic(&nn.ShapeError{Op: op, Shapes: [][]int{d.X.Shape(), train.X.Shape()}, Hint: "the samples must have the same features"})
	}
}
