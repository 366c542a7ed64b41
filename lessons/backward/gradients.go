package backward

import (
	"fmt"

	"gradus/lessons/exercise"
)

// gradientsFunc builds one of the expressions on the learner's Values, calls
// its Backward, and returns the gradients of a, b and c.
type gradientsFunc = func(expression string, a, b, c float64) []float64

// expressions are what the check asks for, on values that compute as the
// learner's do.
var expressions = map[string]func(a, b, c *value) *value{
	"a + b + c":           func(a, b, c *value) *value { return a.add(b).add(c) },
	"a·b + c":             func(a, b, c *value) *value { return a.mul(b).add(c) },
	"(tanh(a·b) − c)²":    func(a, b, c *value) *value { return a.mul(b).tanh().sub(c).square() },
	"a·a + a":             func(a, b, c *value) *value { return a.mul(a).add(a) },
	"(a·b − c)·tanh(a·b)": func(a, b, c *value) *value { p := a.mul(b); return p.sub(c).mul(p.tanh()) },
}

// gradients is the check of 03.2.
var gradients = exercise.Spec[gradientsFunc]{
	Reference: passing(func(order []*value) {
		backwards(order, func(u, in *value, slope float64) { in.grad += u.grad * slope })
	}),
	Calls: []exercise.Call[gradientsFunc]{
		gradientsOf("a + b + c", 2, -3, 5),
		gradientsOf("a·b + c", 2, -3, 5),
		gradientsOf("(tanh(a·b) − c)²", .5, .7, 1),
		gradientsOf("a·a + a", 3, 1, 1),
		gradientsOf("(a·b − c)·tanh(a·b)", .5, -.8, 2),
	},
	Bugs: []exercise.Bug[gradientsFunc]{
		each("not accumulated",
			"A value that is used twice gets a gradient from both uses; yours keeps only the one that came last. Add them up with `+=`.",
			func(u, in *value, slope float64) { in.grad = u.grad * slope }),
		each("missing slope",
			"Every value hands its gradient on unchanged. On the way to an input it is multiplied by the slope between the two.",
			func(u, in *value, slope float64) { in.grad += u.grad }),
		each("the local slope only",
			"Each input gets the slope between it and u. The chain rule multiplies that by what u itself was given, `u.Grad`.",
			func(u, in *value, slope float64) { in.grad += slope }),
		each("added instead of multiplied",
			"Along a path slopes are multiplied. Only different paths to the same value are added.",
			func(u, in *value, slope float64) { in.grad += u.grad + slope }),
		each("data instead of slope",
			"`in.Data` is what the input is; `u.Slopes[i]` says how u reacts to it.",
			func(u, in *value, slope float64) { in.grad += u.grad * in.data }),
		each("wrong sign",
			"A gradient points uphill; nothing in the chain rule changes its sign. Descending comes later, in another lesson.",
			func(u, in *value, slope float64) { in.grad -= u.grad * slope }),
		{
			Name:   "slopes of zero",
			Advice: "`Backward` looks right: sums work. But the other operations have no slopes yet. Do exercise 03.1 first, and run its cell.",
			Answer: passing(func(order []*value) {
				backwards(order, func(u, in *value, slope float64) {
					if u.op == "Add" {
						in.grad += u.grad
					}
				})
			}),
		},
		{
			Name:   "wrong direction",
			Advice: "A value may hand on its gradient only when it is complete: go through `order` from its end, where v is, to its beginning.",
			Answer: passing(func(order []*value) {
				for _, u := range order {
					for i, in := range u.inputs {
						in.grad += u.grad * u.slopes[i]
					}
				}
			}),
		},
		{
			Name:   "always the first slope",
			Advice: "Input number i has a slope of its own: `u.Slopes[i]`.",
			Answer: passing(func(order []*value) {
				backwards(order, func(u, in *value, _ float64) { in.grad += u.grad * u.slopes[0] })
			}),
		},
	},
	Praise: "Your `Backward` is right for every expression, also where a value is used twice. This loop is what trains networks of any size.",
}

func gradientsOf(expression string, a, b, c float64) exercise.Call[gradientsFunc] {
	return exercise.Call[gradientsFunc]{
		Text: fmt.Sprintf("gradients(%q, %v, %v, %v)", expression, a, b, c),
		Do:   func(f gradientsFunc) any { return f(expression, a, b, c) },
	}
}

// passing answers with gradients that pass computes: order holds every value
// after its inputs, and the last, whose gradient is 1, is the result.
func passing(pass func(order []*value)) gradientsFunc {
	return func(expression string, x, y, z float64) []float64 {
		a, b, c := &value{data: x}, &value{data: y}, &value{data: z}
		v := expressions[expression](a, b, c)
		v.grad = 1
		pass(v.order())
		return []float64{a.grad, b.grad, c.grad}
	}
}

// backwards goes through order from its end and hands each value's gradient to
// its inputs.
func backwards(order []*value, hand func(u, in *value, slope float64)) {
	for k := len(order) - 1; k >= 0; k-- {
		u := order[k]
		for i, in := range u.inputs {
			hand(u, in, u.slopes[i])
		}
	}
}

// each is the bug of someone who hands gradients on in this way.
func each(name, advice string, hand func(u, in *value, slope float64)) exercise.Bug[gradientsFunc] {
	return exercise.Bug[gradientsFunc]{Name: name, Advice: advice, Answer: passing(func(order []*value) { backwards(order, hand) })}
}
