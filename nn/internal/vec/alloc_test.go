package vec

import "testing"

func TestNothingIsAllocated(t *testing.T) {
	bothTypes(t, func(t *testing.T, from func([]float64) Array, _ float64) {
		const n, w = 48, 4
		zeros := make([]float64, n)
		x, y, z, v := from(zeros), from(zeros), from(zeros), from(zeros)
		row, short := from(zeros[:w]), from(zeros[:n/w])
		labels, best, indices, q := make([]int32, n/w), make([]int, n/w), []int{2, 1}, make([]int8, n)
		products, none := make([]int32, 4), Array{}
		sum := 0.0
		if a := testing.AllocsPerRun(10, func() {
			Add(&z, &x, &y)
			Axpy(z, 2, x)
			Tanh(&z, &x)
			TanhGrad(&z, &x, &y)
			AddRows(z, x, row, w)
			SumRows(row, x, w)
			SumCols(short, x, w)
			Softmax(z, x, w)
			sum += SoftmaxCrossEntropy(z, x, labels, w, 1) + SigmoidCrossEntropy(none, x, y, 1) + Sum(x) + Dot(x, y)
			ArgMaxRows(best, x, w)
			LayerNorm(z, short, short, x, row, none, w, 1e-5)
			Adam(&x, &y, &z, &v, 1e-3, 0.9, 0.999, 1e-8, 0.1, 0.001, 0, true)
			LSTM(short, short, short, z, none, short, n/w)
			Transpose(z, x, n/w, w)
			GatherRows(z.Slice(0, 2*w), x, indices, w)
			ScatterAddRows(z, x.Slice(0, 2*w), indices, w)
			DropoutMask(z, 1, 2, 0.5)
			Quantize(q, x, 0.1)
			MulInt8(products, q[:6], q[:6], 2, 2, 3)
			z.CopyFrom(x)
			if !IsFinite(z) || MaxValue(z) != z.At(0) {
				t.Error("zeros are finite")
			}
		}); a != 0 {
			t.Errorf("%v allocations", a)
		}
	})
}
