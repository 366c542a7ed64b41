package vec

import (
	"fmt"
	"math/rand"
	"testing"
)

// Benchmarks run beside the pure Go twins: compare the lines of one run.

// eachSet runs b once with every set of kernels.
func eachSet(b *testing.B, name string, run func(b *testing.B)) {
	best32, best64 := f32, f64
	defer func() { f32, f64 = best32, best64 }()
	for _, set := range []string{"AVX-512", "AVX2", "pure Go"} {
		if k, ok := sets32[set]; ok {
			f32, f64 = k, sets64[set]
			b.Run(name+"/"+set, run)
		}
	}
}

func noise(is64 bool, n int) Array {
	a := Make(is64, n)
	for i := range n {
		a.Set(i, rand.NormFloat64())
	}
	return a
}

// BenchmarkCall is what a call costs: 16 elements.
func BenchmarkCall(b *testing.B) {
	x, y, z := noise(false, 16), noise(false, 16), noise(false, 16)
	eachSet(b, "Add", func(b *testing.B) {
		for b.Loop() {
			Add(&z, &x, &y)
		}
	})
	eachSet(b, "ReLU", func(b *testing.B) {
		for b.Loop() {
			ReLU(&z, &x)
		}
	})
	eachSet(b, "Tanh", func(b *testing.B) {
		for b.Loop() {
			Tanh(&z, &x)
		}
	})
	eachSet(b, "Sum", func(b *testing.B) {
		for b.Loop() {
			Sum(x)
		}
	})
}

// BenchmarkElements works on 4096 elements, which stay in the first cache; the bytes
// are those of one operand.
func BenchmarkElements(b *testing.B) {
	const n = 4096
	for _, is64 := range []bool{false, true} {
		x, y, z, v := noise(is64, n), noise(is64, n), noise(is64, n), noise(is64, n)
		Abs(&v, &v)
		labels := make([]int32, n/2)
		mean, rstd := Make(is64, n/64), Make(is64, n/64)
		for _, c := range []struct {
			name string
			call func()
		}{
			{"Add", func() { Add(&z, &x, &y) }},
			{"MulAdd", func() { MulAdd(z, x, y) }},
			{"Axpy", func() { Axpy(z, 1e-9, x) }},
			{"ReLU", func() { ReLU(&z, &x) }},
			{"Exp", func() { Exp(&z, &x) }},
			{"Log", func() { Log(&z, &v) }},
			{"Tanh", func() { Tanh(&z, &x) }},
			{"Sigmoid", func() { Sigmoid(&z, &x) }},
			{"GELU", func() { GELU(&z, &x) }},
			{"GELUTanh", func() { GELUTanh(&z, &x) }},
			{"Sum", func() { Sum(x) }},
			{"SumRows64", func() { SumRows(z.Slice(0, 64), x, 64) }},
			{"Softmax16", func() { Softmax(z, x, 16) }},
			{"Softmax1024", func() { Softmax(z, x, 1024) }},
			{"SoftmaxCrossEntropy2", func() { SoftmaxCrossEntropy(z, x, labels, 2, 1) }},
			{"SoftmaxCrossEntropy16", func() { SoftmaxCrossEntropy(z, x, labels[:n/16], 16, 1) }},
			{"LayerNorm64", func() { LayerNorm(z, mean, rstd, x, Array{}, Array{}, 64, 1e-5) }},
			{"SGD", func() { SGD(z, y, 1e-9, 0) }},
			{"Adam", func() { Adam(&z, &y, &x, &v, 1e-9, 0.9, 0.999, 1e-8, 1, 1, 0, false) }},
			{"Transpose64", func() { Transpose(z, x, 64, 64) }},
			{"DropoutMask", func() { DropoutMask(z, 1, 2, 0.5) }},
		} {
			eachSet(b, fmt.Sprintf("%s/%s", typeName(x), c.name), func(b *testing.B) {
				b.SetBytes(int64(n * 4))
				for b.Loop() {
					c.call()
				}
			})
		}
	}
}

// BenchmarkLSTM is one time step of a batch of 64 with 128 hidden units.
func BenchmarkLSTM(b *testing.B) {
	const n, hidden = 64, 128
	gates, bias := noise(false, n*4*hidden), noise(false, 4*hidden)
	h, c, tanhC := noise(false, n*hidden), noise(false, n*hidden), noise(false, n*hidden)
	eachSet(b, "forward", func(b *testing.B) {
		for b.Loop() {
			LSTM(h, c, tanhC, gates, bias, c, hidden)
		}
	})
	dc, dgates := noise(false, n*hidden), noise(false, n*4*hidden)
	eachSet(b, "backward", func(b *testing.B) {
		for b.Loop() {
			LSTMGrad(dgates, dc, h, dc, gates, tanhC, c, hidden)
		}
	})
}
