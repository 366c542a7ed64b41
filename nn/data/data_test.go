package data

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"gradus/nn"
)

func TestDigits(t *testing.T) {
	d := Digits()
	if d.Len() != 1797 || !slices.Equal(d.X.Shape(), []int{1797, 64}) || !slices.Equal(d.Y.Shape(), []int{1797}) {
		t.Fatalf("shapes %v", d)
	}
	if lo, hi := -d.X.Neg().Max().Item(), d.X.Max().Item(); lo != 0 || hi != 1 {
		t.Errorf("brightness from %v to %v, want 0 to 1", lo, hi)
	}
	// The numbers of samples that scikit-learn documents.
	if got, want := countLabels(d), []int{178, 182, 177, 183, 181, 182, 181, 179, 174, 180}; !slices.Equal(got, want) {
		t.Errorf("samples of each digit %v, want %v", got, want)
	}
	if len(d.Names) != 10 || d.Names[9] != "9" {
		t.Errorf("names %v", d.Names)
	}
	if img := d.Image(0); !slices.Equal(img.Shape(), []int{8, 8}) || img.At(0, 2) != 5.0/16 || img.At(7, 3) != 13.0/16 {
		t.Errorf("image 0:\n%v", img)
	}
}

func TestIris(t *testing.T) {
	d := Iris()
	if !slices.Equal(d.X.Shape(), []int{150, 4}) || !slices.Equal(countLabels(d), []int{50, 50, 50}) {
		t.Fatalf("%v", d)
	}
	if !slices.Equal(d.Names, []string{"setosa", "versicolor", "virginica"}) || len(d.Features) != 4 {
		t.Errorf("%v", d)
	}
	if got := d.Points()[149]; !slices.Equal(got, []float64{5.9, 3, 5.1, 1.8}) || d.Labels()[149] != 2 {
		t.Errorf("last flower %v", got)
	}
}

func TestEachCallGivesACopy(t *testing.T) {
	a := Digits()
	a.X.Float32s()[0], a.Y.Float32s()[0], a.Names[0] = 99, 99, "?"
	if b := Digits(); b.X.Float32s()[0] != 0 || b.Y.Float32s()[0] != 0 || b.Names[0] != "0" {
		t.Error("a change of one copy shows in another")
	}
}

func countLabels(d *Data) []int {
	counts := make([]int, len(d.Names))
	for _, label := range d.Labels() {
		counts[label]++
	}
	return counts
}

func TestBatch(t *testing.T) {
	d := New(nn.Arange(0, 12, 1).Reshape(3, 2, 2), nn.Vector(7, 8, 9))
	x, y := d.Batch([]int{2, 0})
	if !slices.Equal(x.Shape(), []int{2, 2, 2}) || !slices.Equal(x.Data(), []float64{8, 9, 10, 11, 0, 1, 2, 3}) || !slices.Equal(y.Data(), []float64{9, 7}) {
		t.Errorf("x %v, y %v", x, y)
	}
	if got := d.Image(1); !slices.Equal(got.Shape(), []int{2, 2}) || got.At(0, 0) != 4 {
		t.Errorf("image %v", got)
	}
	if got := d.Points(); len(got) != 3 || !slices.Equal(got[2], []float64{8, 9, 10, 11}) {
		t.Errorf("points %v", got)
	}
	none := d.Take(nil)
	if none.Len() != 0 || len(none.Points()) != 0 {
		t.Errorf("no samples: %v", none)
	}
}

func TestSplit(t *testing.T) {
	d := Iris().Take(seq(0, 130)) // 50, 50, 30
	train, test := d.Split(0.7)
	if got, want := countLabels(train), []int{35, 35, 21}; !slices.Equal(got, want) {
		t.Errorf("training set has %v of each class, want %v", got, want)
	}
	if got, want := countLabels(test), []int{15, 15, 9}; !slices.Equal(got, want) {
		t.Errorf("test set has %v of each class, want %v", got, want)
	}
	again, _ := d.Split(0.7)
	if !slices.Equal(train.X.Data(), again.X.Data()) {
		t.Error("the split is not the same every time")
	}
	if len(train.Names) != 3 || len(test.Features) != 4 {
		t.Error("the names are lost")
	}
}

func TestSplitLosesAndDoublesNothing(t *testing.T) {
	d := New(nn.Arange(0, 101, 1).Reshape(-1, 1), nn.Arange(0, 101, 1)) // targets, no classes
	train, test := d.Split(0.8)
	all := append(train.X.Data(), test.X.Data()...)
	if train.Len() != 81 || slices.IsSorted(test.Take(seq(0, 5)).X.Data()) && slices.Equal(train.X.Data(), seqFloat(81)) {
		t.Errorf("%d samples for training, or not shuffled", train.Len())
	}
	slices.Sort(all)
	if !slices.Equal(all, seqFloat(101)) {
		t.Errorf("together the parts have %v", all)
	}
}

func seq(lo, hi int) []int {
	var s []int
	for i := lo; i < hi; i++ {
		s = append(s, i)
	}
	return s
}

func seqFloat(n int) []float64 { return nn.Arange(0, float64(n), 1).Data() }

func TestStandardize(t *testing.T) {
	d := New(nn.Matrix([][]float64{{1, 10, 7}, {3, 30, 7}}), nn.Vector(0, 1))
	s := d.Standardize()
	if want := []float64{-1, -1, 0, 1, 1, 0}; !slices.Equal(s.X.Data(), want) {
		t.Errorf("got %v, want %v", s.X.Data(), want)
	}
	if d.X.At(0, 0) != 1 || d.Mean != nil {
		t.Error("the original was changed")
	}
	other := New(nn.Matrix([][]float64{{4, 20, 8}}), nn.Vector(0)).StandardizeAs(s)
	if want := []float64{2, 0, 1}; !slices.Equal(other.X.Data(), want) {
		t.Errorf("scaled like the first: %v, want %v", other.X.Data(), want)
	}
}

func TestToys(t *testing.T) {
	on := func(f func(x, y float64) float64, class int) func(x, y float64, c int) bool {
		return func(x, y float64, c int) bool { return c != class || math.Abs(f(x, y)) < 1e-12 }
	}
	circle := func(cx, cy, r float64) func(x, y float64) float64 {
		return func(x, y float64) float64 { return math.Hypot(x-cx, y-cy) - r }
	}
	cases := []struct {
		name   string
		make   func(n int, noise float64) *Data
		counts []int
		onIt   []func(x, y float64, class int) bool
	}{
		{"Moons", Moons, []int{50, 51}, []func(x, y float64, c int) bool{on(circle(0, 0, 1), 0), on(circle(1, 0.5, 1), 1)}},
		{"Circles", Circles, []int{50, 51}, []func(x, y float64, c int) bool{on(circle(0, 0, 1), 0), on(circle(0, 0, 0.5), 1)}},
		{"Spirals", Spirals, []int{33, 34, 34}, []func(x, y float64, c int) bool{func(x, y float64, c int) bool {
			r := math.Hypot(x, y)
			sin, cos := math.Sincos(4*r + 2*math.Pi*float64(c)/3)
			return math.Hypot(x-r*cos, y-r*sin) < 1e-12
		}}},
	}
	for _, c := range cases {
		d := c.make(101, 0)
		if got := countLabels(d); !slices.Equal(got, c.counts) {
			t.Errorf("%s: classes of %v, want %v", c.name, got, c.counts)
		}
		for i, p := range d.Points() {
			for _, on := range c.onIt {
				if !on(p[0], p[1], d.Labels()[i]) {
					t.Errorf("%s: point %v of class %d is not on its curve", c.name, p, d.Labels()[i])
				}
			}
		}
		noisy := c.make(3000, 0.2)
		if !slices.Equal(noisy.X.Data(), c.make(3000, 0.2).X.Data()) {
			t.Errorf("%s: not the same every time", c.name)
		}
		diff := noisy.X.Sub(c.make(3000, 0).X)
		if std := math.Sqrt(diff.Square().Mean().Item()); math.Abs(std-0.2) > 0.01 {
			t.Errorf("%s: noise of deviation %v, want 0.2", c.name, std)
		}
	}
}

func TestErrors(t *testing.T) {
	d := New(nn.Zeros(3, 5), nn.Vector(0, 1, -2))
	var shape *nn.ShapeError
	var value *nn.ValueError
	cases := []struct {
		f    func()
		as   any
		want string
	}{
		{func() { New(nn.Zeros(3, 2), nn.Zeros(2)) }, &shape, "data.New: shapes [3 2] and [2]"},
		{func() { New(nn.Scalar(1), nn.Zeros(2)) }, &shape, "data.New: shapes [] and [2]"},
		{func() { d.Batch([]int{3}) }, &value, "there is no sample 3 among 3"},
		{func() { d.Reshape(5, 1).Image(-1) }, &value, "there is no sample -1"},
		{func() { d.Image(0) }, &shape, "5 numbers do not make a square picture"},
		{func() { d.Labels() }, &value, "target -2 of sample 2 is no class index"},
		{func() { New(nn.Zeros(1, 1), nn.Vector(math.NaN())).Labels() }, &value, "target NaN"},
		{func() { New(nn.Zeros(2, 1), nn.Zeros(2, 2)).Labels() }, &shape, "labels are one class index"},
		{func() {
			d := New(nn.Zeros(1, 1), nn.Vector(2))
			d.Names = []string{"cat", "dog"}
			d.Split(0.5)
		}, &value, "target 2 of sample 0 is outside of the 2 classes"},
		{func() { d.Split(1) }, &value, "the training share 1 must lie between 0 and 1"},
		{func() { d.Split(math.NaN()) }, &value, "the training share NaN"},
		{func() { d.StandardizeAs(d) }, &value, "call Standardize on it first"},
		{func() { New(nn.Zeros(2, 3), nn.Zeros(2)).StandardizeAs(d.Standardize()) }, &shape, "the same features"},
		{func() { Moons(1, 0) }, &value, "Moons: needs at least 2 points"},
		{func() { Spirals(9, -1) }, &value, "Spirals: needs"},
	}
	for _, c := range cases {
		err, _ := panicOf(c.f).(error)
		if err == nil || !errors.As(err, c.as) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("panic %v, want %T with %q", err, c.as, c.want)
		}
	}
}

func panicOf(f func()) (p any) {
	defer func() { p = recover() }()
	f()
	return nil
}
