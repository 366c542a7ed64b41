package data

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestParseCSV(t *testing.T) {
	d, err := parseCSV(strings.NewReader("1,2,0\n3,4,1\n"))
	if err != nil || !slices.Equal(d.X.Data(), []float64{1, 2, 3, 4}) || !slices.Equal(d.Labels(), []int{0, 1}) || !slices.Equal(d.Names, []string{"0", "1"}) {
		t.Errorf("without header: %v, %v", d, err)
	}
	d, err = parseCSV(strings.NewReader("2,1,cat,dog,cow\r\n1.5,1\r\n-1e3,0"))
	if err != nil || !slices.Equal(d.X.Data(), []float64{1.5, -1000}) || !slices.Equal(d.Names, []string{"cat", "dog", "cow"}) {
		t.Errorf("with header: %v, %v", d, err)
	}
}

func TestParseCSVErrors(t *testing.T) {
	cases := map[string]string{
		"":                       "there are no samples",
		"2,1,cat,dog\n":          "there are no samples",
		"1\n":                    "line 1 has 1 columns",
		"1,2,0\n1,0\n":           "line 2 has 2 columns",
		"1,2,0\nx,2,0\n":         `line 2: column 1: "x" is not a number`,
		"1,NaN,0\n":              `"NaN" is not a number`,
		"1,Inf,0\n":              `"Inf" is not a number`,
		"1,1e999,0\n":            `"1e999" is not a number`,
		"1,2,0.5\n":              "sample 0: 0.5 is not a class index",
		"1,2,-1\n":               "sample 0: -1 is not a class index",
		"1,2,1e9\n":              "sample 0: 1e+09 is not a class index",
		"1,1,cat\n3,0\n3,1\n":    "class 1 has no name in the header, which names 1",
		"1,\"2,0\n":              "data: parse error on line 1",
		"1,2,cat\n1,2,dog\n":     `line 2: column 3: "dog" is not a number`,
		"1,2,0\n3,4,0\n5,6,1,\n": "line 3 has 4 columns",
	}
	for text, want := range cases {
		if d, err := parseCSV(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, error %v, want %q", text, d, err, want)
		}
	}
}

// Whatever the bytes, parseCSV gives an error or a consistent data set.
func FuzzParseCSV(f *testing.F) {
	for _, seed := range []string{
		irisFile[:200], "1,2,0\n3,4,1\n", "2,1,cat,dog\n1,1\n", "1,2,1e4\n", "\"1\",0\n", "a,b\n", "1,NaN,0", ",,,\n", "0x1p-2,0\n", "\ufeff1,0\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		d, err := parseCSV(strings.NewReader(string(raw)))
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
