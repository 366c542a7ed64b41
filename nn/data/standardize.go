package data

import (
	"math"

	"gradus/nn"
)

// Standardize returns a copy in which every column of X has mean 0 and standard
// deviation 1: x ← (x - mean) / std. A column that never changes becomes 0. The
// copy keeps Mean and Std, so that other samples can be treated alike:
//
//	train = train.Standardize()
//	test = test.StandardizeAs(train)
func (d *Data) Standardize() *Data {
	rows, n := d.Points(), float64(d.Len())
	width := rowWidth(d.X.Shape())
	mean, std := nn.Zeros(width), nn.Zeros(width)
	for _, row := range rows {
		for j, v := range row {
			mean.Float64s()[j] += v / n
		}
	}
	for _, row := range rows {
		for j, v := range row {
			diff := v - mean.Float64s()[j]
			std.Float64s()[j] += diff * diff / n
		}
	}
	for j, variance := range std.Float64s() {
		std.Float64s()[j] = math.Sqrt(variance)
	}
	return d.scaled(mean, std)
}

// StandardizeAs returns a copy scaled with the mean and standard deviation of
// train, which must be the result of Standardize. A test set is treated so: its
// own statistics would leak what a model in use cannot know.
func (d *Data) StandardizeAs(train *Data) *Data {
	if train.Mean == nil {
		panic(&nn.ValueError{Op: "StandardizeAs", Hint: "the other data set has no Mean and Std; call Standardize on it first"})
	}
	if rowWidth(d.X.Shape()) != train.Mean.Len() {
		panic(&nn.ShapeError{Op: "StandardizeAs", Shapes: [][]int{d.X.Shape(), train.X.Shape()}, Hint: "the samples must have the same columns"})
	}
	return d.scaled(train.Mean, train.Std)
}

func (d *Data) scaled(mean, std *nn.Tensor) *Data {
	x := d.X.Data()
	for i := range x {
		j := i % mean.Len()
		x[i] -= mean.Float64s()[j]
		if s := std.Float64s()[j]; s > 0 {
			x[i] /= s
		}
	}
	scaled := *d
	scaled.X, scaled.Mean, scaled.Std = nn.New(x, d.X.Shape()...), mean, std
	return &scaled
}
