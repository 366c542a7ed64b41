package vec

import (
	"fmt"
	"math"
	"math/bits"
)

// SoftmaxCrossEntropy fuses the loss of a classifier with its gradient. x holds
// scores in rows of width w, labels the right class of each row. It returns
// Σ (ln Σⱼ eˣʲ - x[label]) over the rows and sets dx = (softmax(x) - onehot)·scale;
// scale is 1/rows for the mean. dx may be no array (when only the loss is
// wanted), and it may be x.
func SoftmaxCrossEntropy(dx, x Array, labels []int32, w int, scale float64) float64 {
	n := rows("SoftmaxCrossEntropy", &x, w)
	if !dx.IsNil() {
		same2("SoftmaxCrossEntropy", dx, x)
	}
	if len(labels) != n {
		panic(fmt.Sprintf("vec.SoftmaxCrossEntropy: %d labels for %d rows", len(labels), n))
	}
	largest := uint32(0)
	for _, l := range labels {
		largest = max(largest, uint32(l)) // a negative label is very large
	}
	if n > 0 && uint(largest) >= uint(w) {
		badLabel(labels, w)
	}
	if x.F64 != nil {
		return crossEntropy(&f64, dx.F64, x.F64, labels, w, scale)
	}
	return crossEntropy(&f32, dx.F32, x.F32, labels, w, float32(scale))
}

func badLabel(labels []int32, w int) {
	for i, l := range labels {
		if uint(l) >= uint(w) {
			panic(fmt.Sprintf("vec.SoftmaxCrossEntropy: label %d of row %d is not in 0…%d", l, i, w-1))
		}
	}
}

// crossEntropy takes the logarithm of a product over many rows instead of adding
// logarithms: of as many as keep the product, at most w for each, below 2¹⁰⁰⁰.
func crossEntropy[T float](k *kernels[T], dx, x []T, labels []int32, w int, scale T) float64 {
	var loss float64
	for step := 1000 / bits.Len(uint(w)); len(labels) > 0; {
		n := min(step, len(labels))
		product, margin := k.softmaxCrossEntropy(dx, x[:n*w], labels[:n], w, scale)
		loss += math.Log(product) - margin
		labels, x = labels[n:], x[n*w:]
		if dx != nil {
			dx = dx[n*w:]
		}
	}
	return loss
}

// softmaxCrossEntropyGo returns the product over the rows of Σe^(x-top), and the sum of
// x[label] - top.
func softmaxCrossEntropyGo[T float](dx, x []T, labels []int32, w int, scale T) (product, margin float64) {
	product = 1
	for r, label := range labels {
		x := x[r*w : r*w+w]
		top := largest(x)
		margin += float64(x[label] - top)
		var sum float64
		if dx == nil {
			for _, v := range x {
				sum += math.Exp(float64(v - top))
			}
		} else {
			dx := dx[r*w : r*w+w]
			for i, v := range x {
				e := math.Exp(float64(v - top))
				sum += e
				dx[i] = T(e)
			}
			s := scale / T(sum)
			for i := range dx {
				dx[i] *= s
			}
			dx[label] -= scale
		}
		product *= sum
	}
	return product, margin
}

// SigmoidCrossEntropy fuses the loss of a binary classifier with its gradient: x
// holds scores, target probabilities (usually 0 or 1). It returns
// Σ (ln(1+eˣ) - target·x) and sets dx = (σ(x) - target)·scale. dx may be no array,
// and it may be x.
func SigmoidCrossEntropy(dx, x, target Array, scale float64) float64 {
	same2("SigmoidCrossEntropy", x, target)
	if !dx.IsNil() {
		same2("SigmoidCrossEntropy", dx, x)
	}
	if x.F64 != nil {
		return f64.sigmoidCrossEntropy(dx.F64, x.F64, target.F64, scale)
	}
	return f32.sigmoidCrossEntropy(dx.F32, x.F32, target.F32, float32(scale))
}

func sigmoidCrossEntropyGo[T float](dx, x, target []T, scale T) float64 {
	var loss float64
	for i, v := range x {
		t := target[i]
		loss += softplus1(float64(v)) - float64(t)*float64(v)
		if dx != nil {
			dx[i] = (T(logistic(float64(v))) - t) * scale
		}
	}
	return loss
}

// SquaredError returns Σ (x - target)² and sets dx = 2(x - target)·scale. dx may be
// no array, and it may be x.
func SquaredError(dx, x, target Array, scale float64) float64 {
	same2("SquaredError", x, target)
	if !dx.IsNil() {
		same2("SquaredError", dx, x)
	}
	if x.F64 != nil {
		return f64.squaredError(dx.F64, x.F64, target.F64, scale)
	}
	return f32.squaredError(dx.F32, x.F32, target.F32, float32(scale))
}

func squaredErrorGo[T float](dx, x, target []T, scale T) float64 {
	var loss float64
	for i, v := range x {
		d := v - target[i]
		loss += float64(d) * float64(d)
		if dx != nil {
			dx[i] = 2 * d * scale
		}
	}
	return loss
}
