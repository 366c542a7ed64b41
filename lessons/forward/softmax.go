package forward

import (
	"math"

	"gradus/lessons/exercise"
	"gradus/nn"
)

type softmaxFunc = func(z []float64) []float64

// softmax is the check of 02.2, against nn.
var softmax = exercise.Spec[softmaxFunc]{
	Reference: func(z []float64) []float64 { return nn.Vector(z...).Softmax().Data() },
	Stub:      func(z []float64) []float64 { return make([]float64, len(z)) },
	Calls: []exercise.Call[softmaxFunc]{
		softmaxOf("softmax([]float64{1, 2, 3})", 1, 2, 3),
		softmaxOf("softmax([]float64{0, 0, 0, 0})", 0, 0, 0, 0),
		softmaxOf("softmax([]float64{-2.5, 0.5})", -2.5, 0.5),
		softmaxOf("softmax([]float64{1001, 1002, 1003})", 1001, 1002, 1003),
		softmaxOf("softmax([]float64{-1000, -1001})", -1000, -1001),
		{Text: "z after softmax(z), for z = []float64{1, 2, 3}", Do: func(f softmaxFunc) any {
			z := []float64{1, 2, 3}
			f(z)
			return z
		}},
	},
	Bugs: []exercise.Bug[softmaxFunc]{
		{
			Name:   "not shifted",
			Advice: "`math.Exp(1001)` is +Inf, and Inf / Inf is NaN. Subtract the largest logit from all of them first: it changes nothing in the result, and the largest exponent becomes 0.",
			Answer: func(z []float64) []float64 { return divide(exps(z, 0), sum(exps(z, 0))) },
		},
		{
			Name:   "not normalised",
			Advice: "The exponentials are there, but they do not sum to 1 yet. Divide each by their sum.",
			Answer: func(z []float64) []float64 { return exps(z, largest(z)) },
		},
		{
			Name:   "not normalised, not shifted",
			Advice: "The exponentials are there, but they do not sum to 1 yet. Divide each by their sum.",
			Answer: func(z []float64) []float64 { return exps(z, 0) },
		},
		{
			Name:   "logits divided by their sum, no exponential",
			Advice: "A share of the logits themselves can be negative. Take `math.Exp` of each logit first.",
			Answer: func(z []float64) []float64 { return divide(append([]float64(nil), z...), sum(z)) },
		},
		{
			Name:   "wrong sign",
			Advice: "The largest logit gets the smallest share. Look for a minus inside the exponential.",
			Answer: func(z []float64) []float64 {
				e := exps(z, largest(z))
				for i := range e {
					e[i] = 1 / e[i]
				}
				return divide(e, sum(e))
			},
		},
		{
			Name:   "divided by the running sum",
			Advice: "You divide before the sum is complete. Use two loops: one adds up, the next divides.",
			Answer: func(z []float64) []float64 {
				e, total := exps(z, largest(z)), 0.0
				for i := range e {
					total += e[i]
					e[i] /= total
				}
				return e
			},
		},
		{
			Name:   "divided by the number of classes",
			Advice: "Divide by the sum of the exponentials, not by how many there are.",
			Answer: func(z []float64) []float64 { return divide(exps(z, largest(z)), float64(len(z))) },
		},
		{
			Name:   "the input is changed",
			Advice: "The numbers are right, but `z` itself is overwritten, and its owner still needs it. Make a new slice for the result.",
			Answer: func(z []float64) []float64 {
				copy(z, divide(exps(z, largest(z)), sum(exps(z, largest(z)))))
				return z
			},
		},
	},
	Praise: "Your softmax agrees with nn to nine decimals, and with logits of 1000 too: the shift by the largest logit keeps it finite.",
}

func softmaxOf(text string, z ...float64) exercise.Call[softmaxFunc] {
	return exercise.Call[softmaxFunc]{Text: text, Do: func(f softmaxFunc) any {
		return f(append([]float64(nil), z...))
	}}
}

// exps returns e^(z−shift).
func exps(z []float64, shift float64) []float64 {
	e := make([]float64, len(z))
	for i, v := range z {
		e[i] = math.Exp(v - shift)
	}
	return e
}

func largest(z []float64) float64 {
	top := math.Inf(-1)
	for _, v := range z {
		top = math.Max(top, v)
	}
	return top
}

func sum(xs []float64) float64 {
	total := 0.0
	for _, x := range xs {
		total += x
	}
	return total
}

// divide divides xs, in place, and returns it.
func divide(xs []float64, by float64) []float64 {
	for i := range xs {
		xs[i] /= by
	}
	return xs
}
