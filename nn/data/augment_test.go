package data

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gradus/nn"
)

// pixels is an image of the given rows.
func pixels(rows ...[]float32) *Pixels {
	return &Pixels{Values: slices.Concat(rows...), Height: len(rows), Width: len(rows[0]), Channels: 1, spare: make([]float32, len(rows)*len(rows[0]))}
}

func TestStretch(t *testing.T) {
	cases := []struct {
		name    string
		m       [4]float64
		in, out *Pixels
	}{
		{"as it was", [4]float64{1, 0, 1, 0}, pixels([]float32{1, 2}, []float32{3, 4}), pixels([]float32{1, 2}, []float32{3, 4})},
		{"mirrored", [4]float64{1, 0, -1, 2}, pixels([]float32{1, 2, 3}), pixels([]float32{3, 2, 1})},
		{"down by one, the border repeated", [4]float64{1, -1, 1, 0}, pixels([]float32{1}, []float32{2}, []float32{3}), pixels([]float32{1}, []float32{1}, []float32{2})},
		{"right by a quarter", [4]float64{1, 0, 1, -0.25}, pixels([]float32{0, 4, 8}), pixels([]float32{0, 3, 7})},
		{"enlarged twice from the left", [4]float64{1, 0, 0.5, 0}, pixels([]float32{0, 4, 8}), pixels([]float32{0, 2, 4})},
		{"between four", [4]float64{0, 0.5, 0, 0.5}, pixels([]float32{0, 4}, []float32{8, 12}), pixels([]float32{6, 6}, []float32{6, 6})},
	}
	for _, c := range cases {
		c.in.stretch(c.m[0], c.m[1], c.m[2], c.m[3])
		if !slices.Equal(c.in.Values, c.out.Values) {
			t.Errorf("%s: %v, want %v", c.name, c.in.Values, c.out.Values)
		}
	}
}

func TestRotate(t *testing.T) {
	for _, c := range []struct {
		degrees float64
		want    []float32
	}{
		{0, []float32{1, 2, 3, 4, 5, 6, 7, 8, 9}},
		{90, []float32{3, 6, 9, 2, 5, 8, 1, 4, 7}}, // counterclockwise
		{180, []float32{9, 8, 7, 6, 5, 4, 3, 2, 1}},
		{-90, []float32{7, 4, 1, 8, 5, 2, 9, 6, 3}},
	} {
		p := pixels([]float32{1, 2, 3}, []float32{4, 5, 6}, []float32{7, 8, 9})
		p.rotate(c.degrees)
		for i, v := range p.Values {
			if math.Abs(float64(v-c.want[i])) > 1e-5 {
				t.Errorf("by %v degrees: %v, want %v", c.degrees, p.Values, c.want)
				break
			}
		}
	}
}

// gradient is n images of 8×8 pixels whose value grows to the right, downwards and
// from one to the next, and whose channels differ.
func gradient(n, channels int) *Data {
	x := nn.Zeros(n, 8, 8, channels).To(nn.Float32)
	for i := range x.Float32s() {
		pixel, c := i/channels, i%channels
		x.Float32s()[i] = float32(pixel%8)/10 + float32(pixel/8%8)/100 + float32(c) + float32(10*(pixel/64))
	}
	d := New(x, nn.Arange(0, float64(n), 1))
	return d
}

func all(d nn.Dataset) []int {
	indices := make([]int, d.Len())
	for i := range indices {
		indices[i] = i
	}
	return indices
}

func TestAugmentations(t *testing.T) {
	const n = 200
	d := gradient(n, 3)
	first := func(x *nn.Tensor, i int) float64 { return x.At(i, 0, 0, 0) - d.X.At(i, 0, 0, 0) }
	run := func(steps ...Augmentation) *nn.Tensor {
		before := d.X.Data()
		x, y := Augment(d, 3, steps...).Batch(all(d))
		if !slices.Equal(x.Shape(), d.X.Shape()) || x.DType() != nn.Float32 || !slices.Equal(y.Data(), d.Y.Data()) {
			t.Errorf("%v and %v", x.Shape(), y.Shape())
		}
		if !slices.Equal(before, d.X.Data()) {
			t.Error("the original was changed")
		}
		return x
	}
	if x := run(); !slices.Equal(x.Data(), d.X.Data()) {
		t.Error("no step, and yet a change")
	}
	for name, step := range map[string]Augmentation{"Flip": Flip(), "FlipVertical": FlipVertical()} {
		x, flipped := run(step), 0
		for i := range n {
			if first(x, i) != 0 {
				flipped++
			}
		}
		if flipped < 70 || flipped > 130 {
			t.Errorf("%s: %d of %d", name, flipped, n)
		}
	}
	moves := map[string]int{}
	x := run(Shift(0.25))
	for i := range n {
		moves[fmt.Sprintf("%.2f", first(x, i))]++
	}
	if len(moves) != 9 { // from the border: 0, 1 or 2 pixels up × 0, 1 or 2 to the left
		t.Errorf("Shift(0.25) of 8 pixels: %v", moves)
	}
	x = run(Noise(0.5))
	diff := x.Sub(d.X)
	if std := math.Sqrt(diff.Square().Mean().Item()); math.Abs(std-0.5) > 0.01 || math.Abs(diff.Mean().Item()) > 0.01 {
		t.Errorf("Noise(0.5): deviation %v, mean %v", std, diff.Mean())
	}
	x = run(Cutout(0.5))
	changed := 0
	for i := range n * 64 {
		if v := x.Float32s()[3*i]; v != d.X.Float32s()[3*i] {
			changed++
			if want := 10*float32(i/64) + 0.385; v-want > 1e-4 || want-v > 1e-4 {
				t.Fatalf("Cutout fills with %v, want the mean %v", v, want)
			}
		}
	}
	// 16 pixels, less what lies outside of the border.
	if mean := float64(changed) / n; mean < 11 || mean > 14.5 {
		t.Errorf("Cutout(0.5) covers %v of 64 pixels", mean)
	}
	x = run(Crop(0.5))
	for i := range n {
		low, high := x.At(i, 0, 0, 0)-10*float64(i), x.At(i, 7, 7, 0)-10*float64(i)
		if low < -1e-4 || high > 0.77+1e-4 || high-low < 0.35 || high-low > 0.78 {
			t.Errorf("Crop(0.5): image %d from %v to %v", i, low, high)
		}
	}
	if x := run(Rotate(0), Shift(0), Crop(1), Noise(0), Cutout(0)); !slices.Equal(x.Data(), d.X.Data()) {
		t.Error("steps of nothing, and yet a change")
	}
	invert := PerImage(func(p *Pixels, r *rand.Rand) {
		for i := range p.Values {
			p.Values[i] = -p.Values[i]
		}
		p.Values[p.At(7, 7)+2] = 42
	})
	if x := run(invert); x.At(5, 7, 7, 2) != 42 || x.At(5, 1, 1, 1) != -d.X.At(5, 1, 1, 1) {
		t.Error("PerImage")
	}
}

func TestMixup(t *testing.T) {
	d := gradient(4, 1)
	d = d.OneHot()
	x, y := Augment(d, 1, Mixup(0.4)).Batch(all(d))
	blended := 0
	for i, row := range y.Rows() {
		sum, level := 0.0, 0.0
		for class, share := range row {
			sum += share
			level += 10 * float64(class) * share
			if share > 0 && share < 1 {
				blended++
			}
		}
		if math.Abs(sum-1) > 1e-6 || math.Abs(x.At(i, 0, 0, 0)-level) > 1e-5 {
			t.Errorf("sample %d: target %v, pixel %v", i, row, x.At(i, 0, 0, 0))
		}
	}
	if blended == 0 {
		t.Error("nothing was blended")
	}
}

// The same seed and epoch give the same samples, whatever the order and whatever
// gathers them; another epoch, another seed or a second look gives others.
func TestAugmentIsReproducible(t *testing.T) {
	d := gradient(40, 1)
	steps := []Augmentation{Flip(), Shift(0.3), Rotate(20), Noise(0.1)}
	order := rand.New(rand.NewPCG(1, 2)).Perm(40)
	epoch := func(ds nn.Dataset, number, size int) []float32 {
		startEpoch(ds, number, order, size)
		x := make([]float32, d.X.Len())
		for batch := range slices.Chunk(order, size) {
			got, _ := ds.Batch(batch)
			for k, i := range batch {
				copy(x[64*i:], got.Float32s()[64*k:64*(k+1)])
			}
		}
		return x
	}
	want := epoch(Augment(d, 1, steps...), 2, 8)
	same := map[string][]float32{
		"again":             epoch(Augment(d, 1, steps...), 2, 8),
		"other batches":     epoch(Augment(d, 1, steps...), 2, 7),
		"prefetched":        epoch(Prefetch(Augment(d, 1, steps...), 1), 2, 8),
		"prefetched by 4":   epoch(Prefetch(Augment(d, 1, steps...), 4), 2, 8),
		"prefetched by 100": epoch(Prefetch(Augment(d, 1, steps...), 100), 2, 3),
	}
	later := Prefetch(Augment(d, 1, steps...), 3)
	first := epoch(later, 1, 8)
	same["after another epoch"] = epoch(later, 2, 8)
	for name, got := range same {
		if !slices.Equal(got, want) {
			t.Errorf("%s: other samples", name)
		}
	}
	if slices.Equal(first, want) || slices.Equal(epoch(Augment(d, 2, steps...), 2, 8), want) {
		t.Error("another epoch or seed gives the same samples")
	}
	ds := Augment(d, 1, steps...)
	a, _ := ds.Batch([]int{7})
	b, _ := ds.Batch([]int{7})
	if slices.Equal(a.Data(), b.Data()) {
		t.Error("a second look gives the same sample")
	}
}

func TestAugmentErrors(t *testing.T) {
	var shape *nn.ShapeError
	var value *nn.ValueError
	cases := []struct {
		f    func()
		as   any
		want string
	}{
		{func() { Augment(Digits(), 1, Flip()).Batch([]int{0}) }, &shape, "Flip: shape [1 64] does not fit: images are [N, height, width, channels]; for Digits, Reshape(8, 8, 1)"},
		{func() { Augment(gradient(2, 1), 1, Mixup(1)).Batch([]int{0}) }, &shape, "make the targets one-hot with OneHot()"},
		{func() { Augment(gradient(2, 1), 1).Batch([]int{2}) }, &value, "there is no sample 2 among 2"},
		{func() { Shift(2) }, &value, "Shift: the share 2 must lie between 0 and 1"},
		{func() { Crop(-1) }, &value, "Crop: the share -1"},
		{func() { Cutout(math.NaN()) }, &value, "Cutout: the share NaN"},
		{func() { Rotate(-3) }, &value, "Rotate: -3 degrees"},
		{func() { Noise(math.Inf(1)) }, &value, "Noise: the standard deviation +Inf"},
		{func() { Mixup(0) }, &value, "Mixup: alpha 0 must be positive"},
		{func() { Prefetch(Digits(), 0) }, &value, "Prefetch: the number of batches 0"},
	}
	for _, c := range cases {
		err, _ := panicOf(c.f).(error)
		if err == nil || !errors.As(err, c.as) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("panic %v, want %T with %q", err, c.as, c.want)
		}
	}
}

func BenchmarkAugment(b *testing.B) {
	train, _ := Fashion()
	ds := Augment(train, 1, Flip(), Shift(0.1), Rotate(10))
	indices := all(train)[:64]
	b.ReportAllocs()
	for b.Loop() {
		ds.Batch(indices)
	}
}
