package nn

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gradus/nn/internal/vec"
)

// The functions of this file make the initial weights of a layer; hand one to the
// layer's Init. The last axis of the shape counts the layer's outputs, all others
// the inputs of one output:
//
//	Linear  [in, out]                     fan-in in            fan-out out
//	Conv2D  [kh, kw, in/groups, out]      fan-in kh·kw·in/groups  fan-out kh·kw·out
//
// Weights that are too large or too small make activations and gradients grow or
// vanish from layer to layer; each of these keeps their variance for one kind of
// activation.

// Glorot is XavierUniform, under its author's last name, as in Keras. Linear and
// the convolutions start with it.
func Glorot(shape ...int) *Tensor { return XavierUniform(shape...) }

// He is HeNormal.
func He(shape ...int) *Tensor { return HeNormal(shape...) }

// XavierUniform draws weights uniformly from ±√(6/(fan-in + fan-out)), which keeps
// the variance of activations and gradients alike for tanh and sigmoid. X. Glorot,
// Y. Bengio, "Understanding the difficulty of training deep feedforward neural
// networks", AISTATS 2010, eq. 16.
func XavierUniform(shape ...int) *Tensor {
	in, out := fans("XavierUniform", shape)
	return uniform("XavierUniform", shape, 2/(in+out))
}

// XavierNormal draws weights from the normal distribution with the variance of
// XavierUniform, 2/(fan-in + fan-out).
func XavierNormal(shape ...int) *Tensor {
	in, out := fans("XavierNormal", shape)
	return normal("XavierNormal", shape, 2/(in+out))
}

// HeNormal draws the weights of a layer followed by a ReLU from the normal
// distribution with variance 2/fan-in. K. He, X. Zhang, S. Ren, J. Sun, "Delving
// deep into rectifiers", ICCV 2015, eq. 10.
func HeNormal(shape ...int) *Tensor {
	in, _ := fans("HeNormal", shape)
	return normal("HeNormal", shape, 2/in)
}

// HeUniform draws weights uniformly, with the variance of HeNormal: from
// ±√(6/fan-in).
func HeUniform(shape ...int) *Tensor {
	in, _ := fans("HeUniform", shape)
	return uniform("HeUniform", shape, 2/in)
}

// LeCunNormal draws weights from the normal distribution with variance 1/fan-in,
// which keeps the variance of a layer without activation, or with SELU. Y. LeCun,
// L. Bottou, G. Orr, K.-R. Müller, "Efficient backprop", 1998, eq. 16.
func LeCunNormal(shape ...int) *Tensor {
	in, _ := fans("LeCunNormal", shape)
	return normal("LeCunNormal", shape, 1/in)
}

// LeCunUniform draws weights uniformly, with the variance of LeCunNormal: from
// ±√(3/fan-in).
func LeCunUniform(shape ...int) *Tensor {
	in, _ := fans("LeCunUniform", shape)
	return uniform("LeCunUniform", shape, 1/in)
}

// Orthogonal makes weights that keep lengths and angles: as a matrix [fan-in, out],
// its columns are orthogonal unit vectors, or its rows when there are more columns.
// All such matrices are equally likely. A. Saxe, J. McClelland, S. Ganguli, "Exact
// solutions to the nonlinear dynamics of learning in deep linear neural networks",
// ICLR 2014.
func Orthogonal(shape ...int) *Tensor {
	fanIn, _ := fans("Orthogonal", shape)
	in, out := int(fanIn), shape[len(shape)-1]
	long, short := max(in, out), min(in, out)
	rows := normal("Orthogonal", []int{short, long}, 1).data
	for i := range short {
		orthonormalize(rows, i, long)
	}
	if in < out {
		return FromFloat64(rows.F64, shape...)
	}
	w := Zeros(shape...)
	vec.Transpose(w.data, rows, short, long)
	return w
}

// orthonormalize makes row i a unit vector that is orthogonal to the rows before it,
// by Gram's and Schmidt's method. It goes through them twice: the second time takes
// away what rounding left.
func orthonormalize(rows vec.Array, i, width int) {
	row := slot(rows, i, width)
	for range 2 {
		for j := range i {
			before := slot(rows, j, width)
			vec.Axpy(row, -vec.Dot(row, before), before)
		}
		vec.Scale(row, 1/math.Sqrt(vec.SumSquares(row)), row)
	}
}

// fans counts the inputs that one output of a layer with such weights is computed
// from, and the outputs that one input has a part in.
func fans(op string, shape []int) (in, out float64) {
	if len(shape) < 2 || checkShape(op, shape) == 0 {
		shapePanic(op, "weights have the inputs of one output on all axes but the last, and the outputs on the last", append([]int(nil), shape...))
	}
	last := len(shape) - 1
	kernel := size(shape[:last-1])
	return float64(kernel * shape[last-1]), float64(kernel * shape[last])
}

// uniform draws from an interval around 0 that has the given variance, the square of
// its half width / 3.
func uniform(op string, shape []int, variance float64) *Tensor {
	limit := math.Sqrt(3 * variance)
	return draw(op, shape, func(r *rand.Rand) float64 { return limit * (2*r.Float64() - 1) })
}

func normal(op string, shape []int, variance float64) *Tensor {
	std := math.Sqrt(variance)
	return draw(op, shape, func(r *rand.Rand) float64 { return std * r.NormFloat64() })
}

// initialize draws a layer's weights anew.
func initialize(layer fmt.Stringer, w *Tensor, init func(shape ...int) *Tensor) {
	drawn := init(w.Shape()...)
	if !sameShape(drawn, w) {
		layerPanic(layer, "Init", "the new weights must have the shape of W", drawn.shape, w.shape)
	}
	w.CopyFrom(drawn)
}
