//go:build amd64 && !noasm

package conv

import (
	"math/rand/v2"
	"slices"
	"testing"

	"gradus/nn/internal/gemm"
)

// The transformations in assembly against their twins in Go, with canaries
// behind all that they write.
func TestTileKernels(t *testing.T) {
	rng := rand.New(rand.NewPCG(17, 18))
	for range 100 {
		compareTiles[float32](t, rng, 8*(1+rng.IntN(6)))
		compareTiles[float64](t, rng, 8*(1+rng.IntN(6)))
	}
}

func FuzzTileKernels(f *testing.F) {
	f.Add(uint64(1), uint8(2))
	f.Fuzz(func(t *testing.T, seed uint64, vectors uint8) {
		rng := rand.New(rand.NewPCG(seed, 0))
		compareTiles[float32](t, rng, 8*(1+int(vectors)))
		compareTiles[float64](t, rng, 8*(1+int(vectors)))
	})
}

func compareTiles[T gemm.Float](t *testing.T, rng *rand.Rand, channels int) {
	t.Helper()
	n := channels + 8*rng.IntN(3)
	values, bias, floor := draw[T](rng, domain*n+1), draw[T](rng, channels), atLeast[T](rng.IntN(2) == 0)
	var pixels [4][]T
	for i := range pixels {
		pixels[i] = draw[T](rng, 4*channels+1)
	}
	filter := draw[T](rng, 9*n+1)
	from := 8 * rng.IntN(n/8)
	check := func(name string, assembly, inGo func(values []T, p [4][]T, filter []T)) {
		t.Helper()
		clone := func() (v []T, p [4][]T, f []T) {
			for i := range p {
				p[i] = slices.Clone(pixels[i])
			}
			return slices.Clone(values), p, slices.Clone(filter)
		}
		gotV, gotP, gotF := clone()
		wantV, wantP, wantF := clone()
		assembly(gotV, gotP, gotF)
		inGo(wantV, wantP, wantF)
		equal(t, channels, name+": the tile", gotV, wantV)
		equal(t, channels, name+": the filter", gotF, wantF)
		for i := range gotP {
			equal(t, channels, name+": the pixels", gotP[i], wantP[i])
		}
	}
	check("toTile",
		func(v []T, p [4][]T, _ []T) { toTile(v, n, channels, p[0], p[1], p[2], p[3]) },
		func(v []T, p [4][]T, _ []T) { toTileGo(v, n, channels, p[0], p[1], p[2], p[3]) })
	check("fromTile",
		func(v []T, p [4][]T, _ []T) { fromTile(v, n, bias, &floor, p[0], p[1], p[2], p[3]) },
		func(v []T, p [4][]T, _ []T) { fromTileGo(v, n, bias, &floor, p[0], p[1], p[2], p[3]) })
	check("gradToTile",
		func(v []T, p [4][]T, _ []T) { gradToTile(v, n, channels, p[0], p[1], p[2], p[3]) },
		func(v []T, p [4][]T, _ []T) { gradToTileGo(v, n, channels, p[0], p[1], p[2], p[3]) })
	check("gradFromTile",
		func(v []T, p [4][]T, _ []T) { gradFromTile(v, n, channels, p[0], p[1], p[2], p[3]) },
		func(v []T, p [4][]T, _ []T) { gradFromTileGo(v, n, channels, p[0], p[1], p[2], p[3]) })
	check("filterToTile",
		func(v []T, _ [4][]T, f []T) { filterToTile(v, f, n) },
		func(v []T, _ [4][]T, f []T) { filterToTileGo(v, f, n) })
	check("filterGradient",
		func(v []T, _ [4][]T, f []T) { filterGradient(f, v, n, from, n) },
		func(v []T, _ [4][]T, f []T) { filterGradientGo(f, v, n, from, n) })
	check("accumulate",
		func(v []T, p [4][]T, _ []T) { accumulate(p[0][:4*channels], p[1]) },
		func(v []T, p [4][]T, _ []T) { accumulateGo(p[0][:4*channels], p[1]) })
}
