//go:build amd64 && !noasm && !linux

package gemm

import (
	"math/rand/v2"
	"testing"
)

// guarded returns n small whole numbers, and has the test fail if what lies
// behind them in memory changes.
func guarded[T Float](t *testing.T, rng *rand.Rand, n int) []T {
	const canaries = 64
	x := wholeNumbers[T](rng, n+canaries)
	behind := x[n:]
	for i := range behind {
		behind[i] = 12345
	}
	t.Cleanup(func() {
		for _, v := range behind {
			if v != 12345 {
				t.Error("memory behind a slice has changed")
			}
		}
	})
	return x[:n:n]
}
