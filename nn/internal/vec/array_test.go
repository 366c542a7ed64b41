package vec

import (
	"slices"
	"strings"
	"testing"
)

func TestArray(t *testing.T) {
	for _, is64 := range []bool{false, true} {
		a := Make(is64, 5)
		if a.Len() != 5 || a.Is64() != is64 || a.IsNil() {
			t.Fatalf("Make(%v, 5) = %v", is64, a)
		}
		a.Fill(2)
		a.Set(1, 0.5)
		b := a.Slice(1, 3)
		b.Set(1, 7)
		if got := a.Float64s(); !slices.Equal(got, []float64{2, 0.5, 7, 2, 2}) {
			t.Fatal(got)
		}
		if a.At(2) != 7 || b.Len() != 2 {
			t.Fatal(a, b)
		}
		for _, to := range []bool{false, true} {
			c := Make(to, 5)
			c.CopyFrom(a)
			if !slices.Equal(c.Float64s(), a.Float64s()) {
				t.Fatal(c, a)
			}
		}
		for _, n := range []int{0, 31, 32, 33, 64, 1000} {
			b := Make(is64, n+1)
			b.Slice(0, n).Fill(3)
			if Sum(b) != float64(3*n) || b.At(n) != 0 {
				t.Fatal(n, b)
			}
		}
		a.Zero()
		if Sum(a) != 0 {
			t.Fatal(a)
		}
	}
	if !(Array{}).IsNil() || (Array{}).Len() != 0 || Make(true, 0).IsNil() {
		t.Fatal("no array is told by two nil slices")
	}
}

func TestOperandsAreChecked(t *testing.T) {
	f, d := Make(false, 6), Make(true, 6)
	short, pair := f.Slice(0, 5), d.Slice(0, 2)
	for _, c := range []struct {
		want string
		call func()
	}{
		{"vec.Add: the destination is float32[6], the operands are float32[6] float32[5]", func() { Add(&f, &f, &short) }},
		{"vec.Add: the destination is float32[6], the operands are float64[6] float32[6]", func() { Add(&f, &d, &f) }},
		{"vec.Exp: the destination is float64[6], the operands are float64[2]", func() { Exp(&d, &pair) }},
		{"vec.Exp: the destination is no array, the operands are float64[2]", func() { Exp(&Array{}, &pair) }},
		{"vec.Softmax: float32[6] cannot be cut into rows of width 4", func() { Softmax(f, f, 4) }},
		{"vec.Softmax: float32[6] cannot be cut into rows of width 0", func() { Softmax(f, f, 0) }},
		{"vec.AddRows: the row is float64[3], want float32 of length 3", func() { AddRows(f, f, d.Slice(0, 3), 3) }},
		{"vec.SoftmaxCrossEntropy: label 3 of row 1 is not in 0…2", func() { SoftmaxCrossEntropy(f, f, []int32{2, 3}, 3, 1) }},
		{"vec.SoftmaxCrossEntropy: 1 labels for 2 rows", func() { SoftmaxCrossEntropy(f, f, []int32{2}, 3, 1) }},
		{"vec.GatherRows: index -1 at 0 is not in 0…1", func() { GatherRows(f.Slice(0, 3), f, []int{-1}, 3) }},
		{"vec.Transpose: float32[6] is not 2 × 2", func() { Transpose(f, f, 2, 2) }},
		{"vec.LSTM: gates is float32[6], want float32 of length 24", func() { LSTM(f, f, f, f, Array{}, f, 3) }},
		{"vec.CopyFrom: the destination is float32[6], the source float64[5]", func() { f.CopyFrom(d.Slice(0, 5)) }},
		{"vec.MulInt8", func() { MulInt8(nil, nil, nil, 1, 1, 1) }},
		{"vec.DropoutMask", func() { DropoutMask(f, 0, 0, 0) }},
	} {
		func() {
			defer func() {
				if got, _ := recover().(string); !strings.Contains(got, c.want) {
					t.Errorf("panicked with %q, want %q", got, c.want)
				}
			}()
			c.call()
		}()
	}
}
