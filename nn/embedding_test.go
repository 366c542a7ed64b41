package nn

import "testing"

func TestEmbeddingTakesBothTypes(t *testing.T) {
	l := Embedding(5, 3)
	for _, dtype := range []DType{Float32, Float64} {
		y := l.Forward(Vector(4, 0, 4).To(dtype))
		sameTensor(t, "rows of W", y, l.W.Gather([]int{4, 0, 4}).To(Float64))
	}
	sameShapes(t, "of a scalar", l.Forward(Scalar(2)).Shape(), []int{3})
	sameShapes(t, "of a batch", l.Forward(Zeros(2, 7)).Shape(), []int{2, 7, 3})
	sameShapes(t, "of nothing", l.Forward(Zeros(0, 7)).Shape(), []int{0, 7, 3})
	sameShapes(t, "summary", l.outputShape([]int{unknownSize, 7}), []int{unknownSize, 7, 3})
}

func TestEmbeddingErrors(t *testing.T) {
	l := Embedding(5, 3)
	wantPanic[*ValueError](t, func() { l.Forward(Matrix([][]float64{{0, 1, 2}, {3, 4, 5}})) }, "nn: Embedding(5, 3): 5 at [1 2] of x is no index: they are the whole numbers 0 to 4")
	wantPanic[*ValueError](t, func() { l.Forward(Vector(-1)) }, "-1 at [0] of x is no index")
	wantPanic[*ValueError](t, func() { l.Forward(Vector(0, 1.5)) }, "1.5 at [1] of x is no index")
	wantPanic[*ValueError](t, func() { l.Forward(Scalar(nan)) }, "NaN at [] of x is no index")
	wantPanic[*ShapeError](t, func() { Embedding(0, 3) }, "nn: Embedding: shape [0 3] does not fit")
}
