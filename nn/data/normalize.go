package data

import (
	"math"

	"gradus/nn"
)

// Normalize returns a copy in which every feature of X goes from 0 to 1:
// x ← (x - min) / (max - min). The features are the last axis, as for
// [Data.Standardize]; one that never changes becomes 0. The copy keeps Min and
// Max, so that other samples can be treated alike:
//
//	train = train.Normalize()
//	test = test.NormalizeAs(train)
//
// What [Images] reads is in 0…1 already, unless it was read Raw.
func (d *Data) Normalize() *Data {
	features := d.features()
	lo, hi := make([]float64, features), make([]float64, features)
	for j := range lo {
		lo[j], hi[j] = math.Inf(1), math.Inf(-1)
	}
	for i, v := range d.X.Data() {
		j := i % features
		lo[j], hi[j] = min(lo[j], v), max(hi[j], v)
	}
	return d.normalized(nn.Vector(lo...), nn.Vector(hi...))
}

// NormalizeAs returns a copy scaled with the range of train, which must be the
// result of Normalize. Values outside of that range end outside of 0…1.
func (d *Data) NormalizeAs(train *Data) *Data {
	if train.Min == nil {
		panic(&nn.ValueError{Op: "NormalizeAs", Hint: "the other data set has no Min and Max; call Normalize on it first"})
	}
	d.mustMatch("NormalizeAs", train)
	return d.normalized(train.Min, train.Max)
}

func (d *Data) normalized(lo, hi *nn.Tensor) *Data {
	normal := d.scaled(lo.Data(), hi.Sub(lo).Data())
	normal.Min, normal.Max, normal.white = lo, hi, 1
	return normal
}
