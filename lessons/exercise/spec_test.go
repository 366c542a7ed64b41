package exercise_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"gradus/lessons/exercise"
	"gradus/lessons/exercise/exercisetest"
)

type mean func(xs []float64) float64

// meanSpec checks a mean; its bugs show each way of going wrong.
var meanSpec = exercise.Spec[mean]{
	Reference: func(xs []float64) float64 { return total(xs) / float64(len(xs)) },
	Calls: []exercise.Call[mean]{
		{Text: "mean([1 2 6])", Do: func(f mean) any { return f([]float64{1, 2, 6}) }},
		{Text: "mean([-4 8])", Do: func(f mean) any { return f([]float64{-4, 8}) }},
	},
	Bugs: []exercise.Bug[mean]{
		{Name: "missing ÷N", Advice: "Divide by `len(xs)`.", Answer: total},
		{Name: "wrong sign", Advice: "Mind the minus.", Answer: func(xs []float64) float64 { return -total(xs) / float64(len(xs)) }},
		{Name: "one too far", Advice: "Indices end at `len(xs)-1`.", Answer: func(xs []float64) float64 {
			i := len(xs)
			return xs[i]
		}},
	},
	Praise: "It is the mean.",
}

func total(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum
}

func TestSpec(t *testing.T) {
	exercisetest.Verify(t, meanSpec, func([]float64) float64 { return 0 })
}

func check(answer any) exercise.Feedback {
	e := exercise.Exercise{ID: "99.1", Title: "Mean", Hints: []string{"Add, then divide."}, Check: meanSpec.Check}
	return e.Run(answer)
}

func TestCheckSays(t *testing.T) {
	for _, test := range []struct {
		name   string
		answer any
		state  exercise.State
		says   []string
	}{
		{"nothing", nil, exercise.NotAttempted, []string{"Not attempted"}},
		{"an unnamed func type", func(xs []float64) float64 { return total(xs) / float64(len(xs)) }, exercise.Correct, []string{"It is the mean."}},
		{"another signature", func(x float64) float64 { return x }, exercise.KeepWorking,
			[]string{"expects `exercise_test.mean`", "yours is `func(float64) float64`"}},
		{"a panic", func([]float64) float64 { panic("lost") }, exercise.KeepWorking, []string{"Panicked", "panic: lost", "mean([1 2 6])"}},
		{"a known panic", func(xs []float64) float64 { i := len(xs) + 1; return xs[i] }, exercise.KeepWorking, []string{"Panicked", "Likely bug: one too far"}},
		{"an interpreter's panic", func([]float64) float64 { panic("reflect.Value.Slice: slice index out of bounds") }, exercise.KeepWorking, []string{"panic: slice index out of bounds"}},
		{"right once", func(xs []float64) float64 { return 3 }, exercise.Almost, []string{"1 of 2 calls are right", "should be 2"}},
		{"NaN", func([]float64) float64 { return math.NaN() }, exercise.KeepWorking, []string{"NaN or Inf"}},
		{"nearly", func(xs []float64) float64 { return total(xs)/float64(len(xs)) + 1e-6 }, exercise.KeepWorking, []string{"3.000001"}},
		{"within tolerance", func(xs []float64) float64 { return total(xs)/float64(len(xs)) + 1e-12 }, exercise.Correct, nil},
	} {
		f := check(test.answer)
		if f.State != test.state {
			t.Errorf("%s: state %v, want %v", test.name, f.State, test.state)
		}
		for _, want := range test.says {
			if !strings.Contains(f.String(), want) {
				t.Errorf("%s: feedback lacks %q:\n%v", test.name, want, f)
			}
		}
	}
}

func TestShapes(t *testing.T) {
	type f = func() [][]float64
	spec := exercise.Spec[f]{
		Reference: func() [][]float64 { return [][]float64{{1, 2, 3}, {4, 5, 6}} },
		Calls:     []exercise.Call[f]{{Text: "f()", Do: func(f f) any { return f() }}},
	}
	for want, answer := range map[string]f{
		"yours is a matrix `[3 2]`, it should be a matrix `[2 3]`": func() [][]float64 { return [][]float64{{1, 4}, {2, 5}, {3, 6}} },
		"yours is a matrix `[2 3?]`":                               func() [][]float64 { return [][]float64{{1, 2}, {4, 5, 6}} },
		"1 of 6 numbers differ":                                    func() [][]float64 { return [][]float64{{1, 2, 3}, {4, 5, 7}} },
	} {
		if got := spec.Check(answer).Message; !strings.Contains(got, want) {
			t.Errorf("message %q lacks %q", got, want)
		}
	}
}

func TestStubThatIsNotZero(t *testing.T) {
	type step = func(w float64) float64
	exercisetest.Verify(t, exercise.Spec[step]{
		Reference: func(w float64) float64 { return w - 0.1 },
		Stub:      func(w float64) float64 { return w },
		Calls:     []exercise.Call[step]{{Text: "step(1)", Do: func(f step) any { return f(1) }}},
		Bugs:      []exercise.Bug[step]{{Name: "wrong sign", Answer: func(w float64) float64 { return w + 0.1 }}},
	}, func(w float64) float64 { return w })
}

func TestNumbersConvert(t *testing.T) {
	spec := exercise.Spec[float64]{
		Reference: 2,
		Calls:     []exercise.Call[float64]{{Text: "answer", Do: func(x float64) any { return x }}},
	}
	if f := spec.Check(2); f.State != exercise.Correct {
		t.Errorf("an int for a float64: %v", f)
	}
	if f := spec.Check("2"); f.State != exercise.KeepWorking || !strings.Contains(f.Message, "`string`") {
		t.Errorf("a string for a float64: %v", f)
	}
}

func ExampleSpec() {
	type double func(float64) float64
	spec := exercise.Spec[double]{
		Reference: func(x float64) float64 { return 2 * x },
		Calls: []exercise.Call[double]{
			{Text: "double(3)", Do: func(f double) any { return f(3) }},
		},
		Bugs: []exercise.Bug[double]{
			{Name: "squared", Advice: "Twice, not times itself.", Answer: func(x float64) float64 { return x * x }},
		},
	}
	e := exercise.Exercise{ID: "00.1", Title: "Double", Check: spec.Check}
	fmt.Println(e.Run(func(x float64) float64 { return x * x }))
	// Output:
	// ◐ Almost · 00.1 Double
	//   It runs and the shape is right, but the numbers differ.
	//   double(3)
	//     gives     9
	//     should be 6
	//   Likely bug: squared. Twice, not times itself.
	//   Stuck? `lessons.Solution("00.1")`
}
