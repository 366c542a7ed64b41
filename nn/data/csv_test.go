package data

import (
	"compress/gzip"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestReadCSV(t *testing.T) {
	const pets = "kg,cm,pet,age\n4,25,cat,3\n30, 60,dog,7\n\n5,23,cat,1.5\r\n"
	cases := []struct {
		name, text string
		cfg        CSVConfig
		x, y       []float64
		names      []string
		features   []string
		skipped    int
	}{
		{"words are classes in order", pets, CSVConfig{Target: "pet"}, []float64{4, 25, 3, 30, 60, 7, 5, 23, 1.5}, []float64{0, 1, 0}, []string{"cat", "dog"}, []string{"kg", "cm", "age"}, 0},
		{"a quantity", pets, CSVConfig{Features: []string{"cm", "kg"}, Regression: true}, []float64{25, 4, 60, 30, 23, 5}, []float64{3, 7, 1.5}, nil, []string{"cm", "kg"}, 0},
		{"no header", "1,2,0\n3,4,1\n", CSVConfig{NoHeader: true}, []float64{1, 2, 3, 4}, []float64{0, 1}, []string{"0", "1"}, nil, 0},
		{"no header, column by number", "1,2,0\n0,4,1\n", CSVConfig{NoHeader: true, Target: "1", Features: []string{"3"}}, []float64{0, 1}, []float64{1, 0}, []string{"0", "1"}, nil, 0},
		{"semicolons and a byte order mark", "\ufeffa;b\n1;0\n", CSVConfig{Separator: ';', Target: "b"}, []float64{1}, []float64{0}, []string{"0"}, []string{"a"}, 0},
		{"broken lines left out", "a,b,y\n1,,0\n2,x,0\n3,4,1\n5,NaN,0\n6,7,\n", CSVConfig{SkipBroken: true}, []float64{3, 4}, []float64{1}, []string{"0", "1"}, []string{"a", "b"}, 4},
	}
	for _, c := range cases {
		d, err := ReadCSV(strings.NewReader(c.text), c.cfg)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if !slices.Equal(d.X.Data(), c.x) || !slices.Equal(d.Y.Data(), c.y) || !slices.Equal(d.Names, c.names) || !slices.Equal(d.Features, c.features) || len(d.Skipped) != c.skipped {
			t.Errorf("%s: %v, X %v, Y %v, skipped %q", c.name, d, d.X, d.Y, d.Skipped)
		}
		if c.cfg.Regression && !slices.Equal(d.Y.Shape(), []int{d.Len(), 1}) {
			t.Errorf("%s: targets of shape %v, want a column", c.name, d.Y.Shape())
		}
	}
}

func TestCSVFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pets.csv.gz")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := gzip.NewWriter(file)
	if _, err := w.Write([]byte("kg,pet\n4,cat\nx,dog\n")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	d, err := CSV(path, CSVConfig{SkipBroken: true})
	if err != nil || d.Len() != 1 || !slices.Equal(d.Skipped, []string{`line 3, column kg: "x" is not a number`}) {
		t.Errorf("%v, skipped %q, error %v", d, d.Skipped, err)
	}
	_, err = CSV(path, CSVConfig{})
	if want := "data: " + path + `: line 3, column kg: "x" is not a number; CSVConfig{SkipBroken: true} leaves such lines out`; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
	if _, err = CSV(path+".not", CSVConfig{}); err == nil || !strings.Contains(err.Error(), "no such file") {
		t.Errorf("error %v", err)
	}
}

func TestReadCSVErrors(t *testing.T) {
	cases := []struct {
		text string
		cfg  CSVConfig
		want string
	}{
		{"", CSVConfig{}, "there are no samples"},
		{"a,b\n", CSVConfig{}, "there are no samples"},
		{"a\n", CSVConfig{}, "line 1 has 1 columns; at least 2"},
		{"a,b,y\n1,2,0\n\n1,0\n", CSVConfig{SkipBroken: true}, "line 4 has 2 columns; the first line has 3"},
		{"a,y\n1,0\nx,1\n", CSVConfig{}, `line 3, column a: "x" is not a number`},
		{"a,y\nNaN,0\n", CSVConfig{}, `line 2, column a: "NaN" is not a number`},
		{"a,y\n1e999,0\n", CSVConfig{}, `"1e999" is not a number`},
		{"a,y\n ,0\n", CSVConfig{}, "line 2, column a: the field is empty; expected a number"},
		{"a,y\n1,\n", CSVConfig{}, "line 2, column y: the field is empty; expected the target"},
		{"a,y\n1,0\n1,0.5\n", CSVConfig{}, "line 3, column y: 0.5 is not a class index; for a quantity set CSVConfig{Regression: true}"},
		{"a,y\n1,-1\n", CSVConfig{}, "-1 is not a class index"},
		{"a,y\n1,1e9\n", CSVConfig{}, "1e9 is not a class index"},
		{"a,y\n1,NaN\n", CSVConfig{}, "NaN is not a class index"},
		{"a,y\n1,dear\n", CSVConfig{Regression: true}, `line 2, column y: "dear" is not a number`},
		{"a,y\n1,\"2\n", CSVConfig{}, "parse error on line 2"},
		{"a,y\n1,2\n", CSVConfig{Target: "z"}, `there is no column "z" to predict; there are ["a" "y"]`},
		{"a,y\n1,2\n", CSVConfig{Features: []string{"b"}}, `there is no column "b"; there are ["a" "y"]`},
		{"a,y\n1,2\n", CSVConfig{Features: []string{}}, "CSVConfig.Features names no column"},
	}
	for _, c := range cases {
		d, err := ReadCSV(strings.NewReader(c.text), c.cfg)
		if err == nil || !strings.HasPrefix(err.Error(), "data: ") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, error %v, want %q", c.text, d, err, c.want)
		}
	}
}

// Whatever the bytes, ReadCSV gives an error or a consistent data set.
func FuzzReadCSV(f *testing.F) {
	for _, seed := range []string{
		irisFile[:200], "1,2,0\n3,4,1\n", "a,b\n1,cat\n1,dog\n", "1,2,1e4\n", "\"1\",0\n", "a,b\n", "1,NaN,0", ",,,\n", "0x1p-2,0\n", "\ufeff1,0\n",
	} {
		f.Add([]byte(seed), true, false)
		f.Add([]byte(seed), false, true)
	}
	f.Fuzz(func(t *testing.T, raw []byte, noHeader, skip bool) {
		d, err := ReadCSV(strings.NewReader(string(raw)), CSVConfig{NoHeader: noHeader, SkipBroken: skip})
		if err != nil {
			if d != nil || !strings.HasPrefix(err.Error(), "data: ") {
				t.Errorf("data %v beside error %v", d, err)
			}
			return
		}
		if d.Len() == 0 || d.X.Dim(0) != d.Len() || d.Y.Len() != d.Len() || d.X.Dim(1) == 0 {
			t.Errorf("inconsistent: %v", d)
		}
		for _, label := range d.Labels() {
			if label >= len(d.Names) {
				t.Errorf("label %d of %d classes", label, len(d.Names))
			}
		}
		for _, v := range d.X.Float64s() {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Errorf("%v is not finite", v)
			}
		}
	})
}
