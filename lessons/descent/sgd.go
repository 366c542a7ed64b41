package descent

import "gradus/lessons/exercise"

type sgdFunc = func(w, g, v []float64, lr, mu float64)

// sgd is the check of 04.1: v ← μv + g, w ← w − lr·v.
var sgd = exercise.Spec[sgdFunc]{
	Reference: everyWeight(func(w, g, v, lr, mu float64) (float64, float64) {
		v = mu*v + g
		return w - lr*v, v
	}),
	Stub: func(w, g, v []float64, lr, mu float64) {},
	Calls: []exercise.Call[sgdFunc]{
		sgdPath("6 steps down a valley from (-2, 1): sgd(w, g, v, 0.015, 0)", -2, 1, 0.015, 0),
		sgdPath("6 steps down a valley from (1, -0.5): sgd(w, g, v, 0.03, 0)", 1, -0.5, 0.03, 0),
		sgdPath("6 steps down a valley from (-2, 1): sgd(w, g, v, 0.015, 0.8)", -2, 1, 0.015, 0.8),
		sgdPath("6 steps down a valley from (1, 0.5): sgd(w, g, v, 0.01, 0.5)", 1, 0.5, 0.01, 0.5),
	},
	Bugs: []exercise.Bug[sgdFunc]{
		ruleBug("wrong sign",
			"You climb. The gradient points uphill, so the step goes against it: look for a `+` that should be a `-`.",
			func(w, g, v, lr, mu float64) (float64, float64) {
				v = mu*v + g
				return w + lr*v, v
			}),
		ruleBug("missing learning rate",
			"You step by the whole velocity, and the steps are far too long. Multiply it by `lr`.",
			func(w, g, v, lr, mu float64) (float64, float64) {
				v = mu*v + g
				return w - v, v
			}),
		ruleBug("wrong sign, and the learning rate is missing",
			"The gradient points uphill, so the step goes against it; and it is `lr` times as long.",
			func(w, g, v, lr, mu float64) (float64, float64) {
				v = mu*v + g
				return w + v, v
			}),
		ruleBug("momentum without accumulation",
			"Plain descent is right, but nothing is carried over from one step to the next. Keep the velocity in `v[i]`: it must still be there when `sgd` is called again.",
			func(w, g, v, lr, _ float64) (float64, float64) { return w - lr*g, v }),
		ruleBug("the velocity never slows down",
			"You add each gradient to the velocity, but `mu` does not appear. Only the share `mu` of the old velocity is kept.",
			func(w, g, v, lr, _ float64) (float64, float64) {
				v += g
				return w - lr*v, v
			}),
		ruleBug("the gradient is weighted by 1 − μ",
			"That is a running mean, as in Adam. Here the gradient goes into the velocity whole: `mu*v[i] + g[i]`.",
			func(w, g, v, lr, mu float64) (float64, float64) {
				v = mu*v + (1-mu)*g
				return w - lr*v, v
			}),
		ruleBug("the old velocity is used",
			"The weight moves before the velocity has heard of the new gradient, one step late. Change `v[i]` first, then `w[i]`.",
			func(w, g, v, lr, mu float64) (float64, float64) { return w - lr*v, mu*v + g }),
		ruleBug("the learning rate twice",
			"`lr` is in the velocity and in the step. Use it once.",
			func(w, g, v, lr, mu float64) (float64, float64) {
				v = mu*v + lr*g
				return w - lr*v, v
			}),
		ruleBug("Nesterov's look-ahead",
			"A good rule, but another one: it adds the gradient once more. Here the step is `lr * v[i]` and nothing else.",
			func(w, g, v, lr, mu float64) (float64, float64) {
				v = mu*v + g
				return w - lr*(g+mu*v), v
			}),
		{
			Name:   "not all weights move",
			Advice: "The last weight stays where it is. The loop must reach every index: `for i := range w`.",
			Answer: func(w, g, v []float64, lr, mu float64) {
				for i := 0; i < len(w)-1; i++ {
					v[i] = mu*v[i] + g[i]
					w[i] -= lr * v[i]
				}
			},
		},
	},
	Praise:  "Your steps are those of `nn.SGD(lr).Momentum(mu)`, point by point. With μ = 0 they are plain gradient descent.",
	Picture: twoPaths,
}

func sgdPath(text string, x, y, lr, mu float64) exercise.Call[sgdFunc] {
	return exercise.Call[sgdFunc]{Text: text, Do: func(f sgdFunc) any {
		v := make([]float64, 2)
		return trajectory([]float64{x, y}, 6, func(_ int, w, g []float64) { f(w, g, v, lr, mu) })
	}}
}

// everyWeight applies a rule for one weight, which returns its new value and
// velocity, to all of them.
func everyWeight(rule func(w, g, v, lr, mu float64) (newW, newV float64)) sgdFunc {
	return func(w, g, v []float64, lr, mu float64) {
		for i := range w {
			w[i], v[i] = rule(w[i], g[i], v[i], lr, mu)
		}
	}
}

func ruleBug(name, advice string, rule func(w, g, v, lr, mu float64) (newW, newV float64)) exercise.Bug[sgdFunc] {
	return exercise.Bug[sgdFunc]{Name: name, Advice: advice, Answer: everyWeight(rule)}
}
