package data

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"gradus/nn"
)

func TestSine(t *testing.T) {
	d := Sine(50, 40, 0)
	if !slices.Equal(d.X.Shape(), []int{50, 40, 1}) || !slices.Equal(d.Y.Shape(), []int{50, 1}) {
		t.Fatalf("%v", d)
	}
	for i := range d.Len() {
		// A sine wave obeys x[t+1] = 2·cos(2π/period)·x[t] - x[t-1], up to and
		// including the target.
		x := append(d.Take([]int{i}).X.Data(), d.Y.At(i, 0))
		c := (x[2] + x[0]) / x[1]
		if math.Abs(x[1]) < 0.1 {
			c = (x[4] + x[2]) / x[3]
		}
		if period := 2 * math.Pi / math.Acos(c/2); period < 9.9 || period > 30.1 {
			t.Errorf("wave %d has period %v", i, period)
		}
		for s := 1; s < 40; s++ {
			if math.Abs(x[s+1]-c*x[s]+x[s-1]) > 1e-4 {
				t.Fatalf("wave %d leaves the sine at step %d", i, s+1)
			}
		}
	}
	noisy := Sine(500, 40, 0.1)
	if !slices.Equal(noisy.X.Data(), Sine(500, 40, 0.1).X.Data()) {
		t.Error("not the same every time")
	}
}

func TestReversal(t *testing.T) {
	d := Reversal(100, 6, 9)
	seen := map[float64]int{}
	for i := range d.Len() {
		x, y := d.X.Rows()[i], d.Y.Rows()[i]
		for _, id := range x {
			seen[id]++
		}
		slices.Reverse(y)
		if !slices.Equal(x, y) {
			t.Fatalf("sample %d: %v is not %v backwards", i, y, x)
		}
	}
	for id := 1.0; id <= 9; id++ {
		if seen[id] < 40 {
			t.Errorf("symbol %v comes %d times of 600", id, seen[id])
		}
	}
	if len(seen) != 9 {
		t.Errorf("symbols %v", seen)
	}
}

func TestShapes(t *testing.T) {
	d := Shapes(300)
	if !slices.Equal(d.X.Shape(), []int{300, 64, 64, 1}) || !slices.Equal(countLabels(d), []int{100, 100, 100}) {
		t.Fatalf("%v", d)
	}
	// The area of a shape and the radius of the circle around it: πr², 2r², 3√3/4 r².
	factor := []float64{math.Pi, 2, 3 * math.Sqrt(3) / 4}
	for i, class := range d.Labels() {
		img := d.Image(i)
		area, far := img.Sum().Item(), 0.0
		var cx, cy float64
		for p, v := range img.Data() {
			cx += v * (float64(p%64) + 0.5) / area
			cy += v * (float64(p/64) + 0.5) / area
		}
		for p, v := range img.Data() {
			if v > 0.5 {
				far = max(far, math.Hypot(float64(p%64)+0.5-cx, float64(p/64)+0.5-cy))
			}
			if x, y := p%64, p/64; (x == 0 || y == 0 || x == 63 || y == 63) && v > 0 {
				t.Fatalf("image %d is cut off", i)
			}
		}
		if r := math.Sqrt(area / factor[class]); math.Abs(r-far) > 1.6 || r < 9.5 || r > 22.5 {
			t.Errorf("image %d, a %s: radius %v by its area, %v by its corners", i, d.Names[class], r, far)
		}
	}
}

func TestSplit3(t *testing.T) {
	d := Iris().Take(seq(0, 130)) // 50, 50, 30
	train, val, test := d.Split3(0.6, 0.2)
	for i, want := range [][]int{{30, 30, 18}, {10, 10, 6}, {10, 10, 6}} {
		if got := countLabels([]*Data{train, val, test}[i]); !slices.Equal(got, want) {
			t.Errorf("part %d has %v of each class, want %v", i, got, want)
		}
	}
	again := New(nn.Arange(0, 50, 1).Reshape(-1, 1), nn.Arange(0, 50, 1))
	train, val, test = again.Split3(0.5, 0.25)
	everything := slices.Concat(train.X.Data(), val.X.Data(), test.X.Data())
	slices.Sort(everything)
	if !slices.Equal(everything, seqFloat(50)) {
		t.Errorf("together the parts have %v", everything)
	}
}

func TestShuffleAndBatches(t *testing.T) {
	d := New(nn.Arange(0, 10, 1).Reshape(-1, 1), nn.Arange(0, 10, 1))
	s := d.Shuffle(1)
	if !slices.Equal(s.X.Data(), s.Y.Data()) || slices.IsSorted(s.X.Data()) || !slices.Equal(s.X.Data(), d.Shuffle(1).X.Data()) || slices.Equal(s.X.Data(), d.Shuffle(2).X.Data()) {
		t.Errorf("shuffled: %v", s.X)
	}
	batches := d.Batches(4, 1)
	if len(batches) != 3 || len(batches[0]) != 4 || len(batches[2]) != 2 {
		t.Errorf("batches %v", batches)
	}
	everything := slices.Concat(batches...)
	slices.Sort(everything)
	if !slices.Equal(everything, seq(0, 10)) {
		t.Errorf("an epoch covers %v", everything)
	}
}

func TestNormalize(t *testing.T) {
	d := New(nn.Matrix([][]float64{{1, 10, 7}, {3, 30, 7}, {2, 15, 7}}), nn.Zeros(3))
	n := d.Normalize()
	if want := []float64{0, 0, 0, 1, 1, 0, 0.5, 0.25, 0}; !slices.Equal(n.X.Data(), want) {
		t.Errorf("%v, want %v", n.X.Data(), want)
	}
	if other := New(nn.Matrix([][]float64{{5, 10, 8}}), nn.Zeros(1)).NormalizeAs(n); !slices.Equal(other.X.Data(), []float64{2, 0, 1}) {
		t.Errorf("scaled like the first: %v", other.X)
	}
	if d.X.At(0, 0) != 1 || d.Min != nil {
		t.Error("the original was changed")
	}
}

// Images are standardised channel by channel, and stay Float32.
func TestStandardizeImages(t *testing.T) {
	d := gradient(5, 3).Standardize()
	if d.X.DType() != nn.Float32 || !slices.Equal(d.Mean.Shape(), []int{3}) {
		t.Errorf("%v, mean %v", d.X.DType(), d.Mean)
	}
	mean := make([]float64, 3)
	for i, v := range d.X.Data() {
		mean[i%3] += v / 320
	}
	for _, m := range mean {
		if math.Abs(m) > 1e-5 {
			t.Errorf("means %v", mean)
		}
	}
}

func TestOneHot(t *testing.T) {
	d := New(nn.Zeros(3, 1), nn.Vector(2, 0, 1))
	if got := d.OneHot().Y.Rows(); !slices.Equal(got[0], []float64{0, 0, 1}) || !slices.Equal(got[1], []float64{1, 0, 0}) {
		t.Errorf("%v", got)
	}
	d.Names = []string{"a", "b", "c", "d"}
	if got := d.OneHot().Y.Shape(); !slices.Equal(got, []int{3, 4}) {
		t.Errorf("%v", got)
	}
	if !slices.Equal(d.Y.Shape(), []int{3}) {
		t.Error("the original was changed")
	}
}

func TestToyErrors(t *testing.T) {
	d := New(nn.Zeros(2, 3), nn.Vector(0, 1e9))
	var value *nn.ValueError
	var shape *nn.ShapeError
	cases := []struct {
		f    func()
		as   any
		want string
	}{
		{func() { Sine(0, 3, 0) }, &value, "Sine: needs"},
		{func() { Sine(3, 3, math.NaN()) }, &value, "Sine: needs"},
		{func() { Reversal(1, 1, 0) }, &value, "Reversal: needs"},
		{func() { Shapes(0) }, &value, "Shapes: needs at least one picture"},
		{func() { d.Batches(0, 1) }, &value, "the batch size 0"},
		{func() { d.Split3(0.9, 0.1) }, &value, "the shares 0.9 and 0.1"},
		{func() { d.NormalizeAs(d) }, &value, "call Normalize on it first"},
		{func() { New(nn.Zeros(2, 2), nn.Zeros(2)).NormalizeAs(d.Normalize()) }, &shape, "the same features"},
		{func() { d.OneHot() }, &value, "the highest class is 1000000000; at most 10000"},
		{func() { New(nn.Zeros(2, 4, 4, 2), nn.Zeros(2)).Picture(0) }, &shape, "a picture has 1 channel or 3"},
		{func() { New(nn.Zeros(2), nn.Zeros(2)).Picture(0) }, &shape, "pictures are [N, height, width, channels]"},
		{func() { d.Reshape(1, 3, 1).Take(nil).Sheet(3) }, &value, "there is no picture to show"},
	}
	for _, c := range cases {
		err, _ := panicOf(c.f).(error)
		if err == nil || !errors.As(err, c.as) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("panic %v, want %T with %q", err, c.as, c.want)
		}
	}
}
