package exercise_test

import (
	"math"
	"testing"

	"gradus/lessons/exercise"
)

// TestPicture checks which differences are drawn: those of a shape that can be
// seen at a glance.
func TestPicture(t *testing.T) {
	long := make([]float64, 40)
	long[3] = 1
	for _, test := range []struct {
		name      string
		got, want any
		drawn     bool
	}{
		{"a number", 1.0, 2.0, false},
		{"vectors", []float64{1, 2}, []float64{1, 3}, true},
		{"long vectors", long, make([]float64, 40), true},
		{"vectors of zeros and less", []float64{0, 0}, []float64{-1, 0}, true},
		{"matrices", [][]float64{{1, 2}, {3, 4}}, [][]float64{{1, 2}, {3, 5}}, true},
		{"other lengths", []float64{1, 2}, []float64{1, 2, 3}, false},
		{"ragged", [][]float64{{1, 2}, {3}}, [][]float64{{1, 2}, {3, 4}}, false},
		{"nothing but NaN", []float64{math.NaN(), math.NaN()}, []float64{1, 2}, false},
		{"the second of two", []any{1.0, []float64{1, 2}}, []any{1.0, []float64{1, 3}}, true},
	} {
		type f = func() any
		spec := exercise.Spec[f]{
			Reference: func() any { return test.want },
			Calls:     []exercise.Call[f]{{Text: "f()", Do: func(f f) any { return f() }}},
			Stub:      func() any { return "the stub" },
		}
		figure := spec.Check(func() any { return test.got }).Picture
		if drawn := figure != nil; drawn != test.drawn {
			t.Errorf("%s: drawn %v, want %v", test.name, drawn, test.drawn)
		}
		if figure == nil {
			continue
		}
		if png, _ := figure.(interface{ MIMEBundle() map[string]any }).MIMEBundle()["image/png"].([]byte); len(png) == 0 {
			t.Errorf("%s: no image", test.name)
		}
	}
}
