package vec

import (
	"math/rand"
	"slices"
	"testing"
)

// FuzzMulInt8 compares the products in assembly with the Go twin, which they equal
// exactly.
func FuzzMulInt8(f *testing.F) {
	f.Add(int64(1), uint8(5), uint8(7), uint16(100))
	f.Add(int64(2), uint8(4), uint8(3), uint16(16))
	f.Fuzz(func(t *testing.T, seed int64, m, n uint8, k uint16) {
		compareInt8(t, seed, int(m%40), int(n%40), int(k%500))
	})
}

func TestMulInt8(t *testing.T) {
	for m := range 10 {
		for n := range 10 {
			for k := 0; k < 140; k += 1 + (m+n)%3 + k/40*7 {
				compareInt8(t, int64(k), m, n, k)
			}
		}
	}
}

func compareInt8(t *testing.T, seed int64, m, n, k int) {
	t.Helper()
	r := rand.New(rand.NewSource(seed))
	numbers := func(n int) []int8 {
		x := make([]int8, n+2*margin)
		for i := range x {
			x[i] = int8(r.Intn(256))
			if r.Intn(4) == 0 {
				x[i] = -128
			}
		}
		return x[margin : margin+n]
	}
	a, b := numbers(m*k), numbers(n*k)
	want := make([]int32, m*n)
	mulInt8Go(want, a, b, m, n, k)
	for name, set := range setsInt8 {
		whole := make([]int32, m*n+2*margin)
		for i := range whole {
			whole[i] = 12345
		}
		set.mul(whole[margin:margin+m*n], a, b, m, n, k)
		if got := whole[margin : margin+m*n]; !slices.Equal(got, want) {
			t.Errorf("%s, m = %d, n = %d, k = %d: %v, want %v", name, m, n, k, got, want)
		}
		for i, v := range whole {
			if (i < margin || i >= margin+m*n) && v != 12345 {
				t.Errorf("%s, m = %d, n = %d, k = %d: overrun at %d", name, m, n, k, i-margin)
			}
		}
	}
}

// BenchmarkMulInt8 counts a multiplication and an addition as one operation of a byte.
func BenchmarkMulInt8(b *testing.B) {
	const m, n, k = 64, 128, 768
	x, w, c := make([]int8, m*k), make([]int8, n*k), make([]int32, m*n)
	for name, set := range setsInt8 {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(m * n * k)
			for b.Loop() {
				set.mul(c, x, w, m, n, k)
			}
		})
	}
}
