package viz

import (
	"math/rand"
	"testing"

	"gonum.org/v1/plot/vg"
)

// TestSpread puts labels at random heights, more crowded each time.
func TestSpread(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	const gap, lo, hi = 10, 0, 200
	for n := 1; n <= 20; n++ {
		at := make([]vg.Length, n)
		for i := range at {
			at[i] = vg.Length(r.Float64() * 200)
		}
		wish := append([]vg.Length(nil), at...)
		spread(at, gap, lo, hi)
		for i := range at {
			if at[i] < lo+gap/2-1e-9 || at[i] > hi-gap/2+1e-9 {
				t.Errorf("%d labels: one at %v is outside", n, at[i])
			}
			for j := range i {
				if abs := max(at[i]-at[j], at[j]-at[i]); abs < gap-1e-9 {
					t.Errorf("%d labels: two are %v apart", n, abs)
				}
				if wish[i] < wish[j] && at[i] > at[j] {
					t.Errorf("%d labels: two changed places", n)
				}
			}
		}
	}
	at := []vg.Length{50, 150}
	if spread(at, gap, lo, hi); at[0] != 50 || at[1] != 150 {
		t.Errorf("labels with room moved to %v", at)
	}
}

// TestManyKeys draws more labels than there is room for.
func TestManyKeys(t *testing.T) {
	xs := []float64{0, 1}
	var ys [][]float64
	var names []string
	for i := range 60 {
		ys, names = append(ys, []float64{0, float64(i)}), append(names, "line")
	}
	if edge := onEdge(Lines(xs, ys...).Names(names...).Image()); edge > 0 {
		t.Errorf("%d pixels on the edge", edge)
	}
}
