package backward

import (
	"math"
	"strings"

	"gradus/lessons/exercise"
)

// slopesFunc runs one operation of the learner's Value and returns its local
// slopes, one for each input. Operations of one input ignore b.
type slopesFunc = func(op string, a, b float64) []float64

// slopes are the specs of 03.1, an operation each: every one is judged by
// itself, so that two different bugs in two operations are both named.
var slopes = []struct {
	op   string
	spec exercise.Spec[slopesFunc]
}{
	{"Mul", against(
		func(a, b float64) float64 { return a * b }, 2,
		[]exercise.Call[slopesFunc]{slopesOf(`slopes("Mul", 3, -2)`, "Mul", 3, -2), slopesOf(`slopes("Mul", 0.5, 4)`, "Mul", .5, 4)},
		always("slopes swapped", "Nudge a by a little: the product a·b grows by b times as much. The slope for a is b, and the other way round.",
			func(a, b float64) []float64 { return []float64{a, b} }),
		always("the slopes of a sum", "In a sum each input counts once, so the slopes are 1. In a product, a nudge of one input is multiplied by the other.",
			func(a, b float64) []float64 { return []float64{1, 1} }),
		always("the value instead of its slopes", "`a.Data * b.Data` is the result. The slopes say how fast it changes with a, and with b.",
			func(a, b float64) []float64 { return []float64{a * b, a * b} }),
	)},
	{"Sub", against(
		func(a, b float64) float64 { return a - b }, 2,
		[]exercise.Call[slopesFunc]{slopesOf(`slopes("Sub", 3, -2)`, "Sub", 3, -2), slopesOf(`slopes("Sub", 0.5, 4)`, "Sub", .5, 4)},
		always("wrong sign", "In a − b a larger b makes the result smaller: its slope is negative.",
			func(a, b float64) []float64 { return []float64{1, 1} }),
		always("slopes swapped", "`Slopes[0]` belongs to a, which is added, and `Slopes[1]` to b, which is taken away.",
			func(a, b float64) []float64 { return []float64{-1, 1} }),
		always("the inputs instead of the slopes", "A difference grows as fast as a does, whatever a is: the slopes are plain numbers.",
			func(a, b float64) []float64 { return []float64{a, -b} }),
	)},
	{"Square", against(
		func(a, _ float64) float64 { return a * a }, 1,
		[]exercise.Call[slopesFunc]{slopesOf(`slopes("Square", 3, 0)`, "Square", 3, 0), slopesOf(`slopes("Square", -0.5, 0)`, "Square", -.5, 0)},
		always("missing factor 2", "a² is a·a: the nudge counts in both factors, once for each.",
			func(a, _ float64) []float64 { return []float64{a} }),
		always("the value instead of its slope", "a² is the result. The power rule gives its slope.",
			func(a, _ float64) []float64 { return []float64{a * a} }),
		always("twice the value", "The slope is 2a, not 2a²: the power goes down by one.",
			func(a, _ float64) []float64 { return []float64{2 * a * a} }),
		always("a constant slope", "The parabola is steeper further out: the slope depends on a.",
			func(a, _ float64) []float64 { return []float64{2} }),
	)},
	{"Tanh", against(
		func(a, _ float64) float64 { return math.Tanh(a) }, 1,
		[]exercise.Call[slopesFunc]{slopesOf(`slopes("Tanh", 0.5, 0)`, "Tanh", .5, 0), slopesOf(`slopes("Tanh", -1.5, 0)`, "Tanh", -1.5, 0), slopesOf(`slopes("Tanh", 0, 0)`, "Tanh", 0, 0)},
		always("input where the output belongs", "You compute 1 − a². The t in 1 − t² is the result, tanh a.",
			func(a, _ float64) []float64 { return []float64{1 - a*a} }),
		always("missing square", "You compute 1 − t. The slope is 1 − t²: it is the same on both sides of zero.",
			func(a, _ float64) []float64 { return []float64{1 - math.Tanh(a)} }),
		always("the value instead of its slope", "t = tanh a is the result. Its slope is 1 − t².",
			func(a, _ float64) []float64 { return []float64{math.Tanh(a)} }),
		always("wrong sign", "tanh rises everywhere, so its slope is never negative.",
			func(a, _ float64) []float64 { t := math.Tanh(a); return []float64{t*t - 1} }),
		always("wrong sign inside", "It is 1 − t², not 1 + t²: tanh is flat where |t| is near 1.",
			func(a, _ float64) []float64 { t := math.Tanh(a); return []float64{1 + t*t} }),
	)},
}

// checkSlopes is the check of 03.1: the operations in turn, to the first that
// is wrong.
func checkSlopes(answer any) exercise.Feedback {
	var right, todo []string
	for _, s := range slopes {
		f := s.spec.Check(answer)
		switch f.State {
		case exercise.Correct:
			right = append(right, "`"+s.op+"`")
		case exercise.NotAttempted:
			todo = append(todo, "`"+s.op+"`")
		default:
			return f
		}
	}
	switch {
	case len(right) == 0:
		return exercise.Untouched()
	case len(todo) > 0:
		return exercise.Close(strings.Join(right, ", ") + " right. Still to do: " + strings.Join(todo, ", ") + ".")
	}
	return exercise.Right("Every slope agrees with finite differences. Your values know how they react to each of their inputs.")
}

// against makes the spec of one operation f: its slopes must agree with
// central differences,
//
//	∂f/∂a ≈ (f(a+h, b) − f(a−h, b)) / 2h
func against(f func(a, b float64) float64, inputs int, calls []exercise.Call[slopesFunc], bugs ...exercise.Bug[slopesFunc]) exercise.Spec[slopesFunc] {
	const h = 1e-5
	return exercise.Spec[slopesFunc]{
		Reference: func(_ string, a, b float64) []float64 {
			d := []float64{(f(a+h, b) - f(a-h, b)) / (2 * h), (f(a, b+h) - f(a, b-h)) / (2 * h)}
			return d[:inputs]
		},
		Calls:     calls,
		Bugs:      bugs,
		Tolerance: 1e-7, // what central differences are good for
	}
}

func slopesOf(text, op string, a, b float64) exercise.Call[slopesFunc] {
	return exercise.Call[slopesFunc]{Text: text, Do: func(f slopesFunc) any { return f(op, a, b) }}
}

// always is the bug of someone who gives these slopes.
func always(name, advice string, wrong func(a, b float64) []float64) exercise.Bug[slopesFunc] {
	return exercise.Bug[slopesFunc]{Name: name, Advice: advice, Answer: func(_ string, a, b float64) []float64 { return wrong(a, b) }}
}
