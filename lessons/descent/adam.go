package descent

import (
	"math"

	"gradus/lessons/exercise"
)

type adamFunc = func(w, g, m, v []float64, t int, lr float64)

// The settings of Adam's paper, which the exercise uses too.
const (
	beta1   = 0.9
	beta2   = 0.999
	epsilon = 1e-8
)

// adam is the check of 04.2.
var adam = exercise.Spec[adamFunc]{
	Reference: adamRule{}.answer(),
	Stub:      func(w, g, m, v []float64, t int, lr float64) {},
	Calls: []exercise.Call[adamFunc]{
		adamPath("6 steps down a valley from (-2, 1): adam(w, g, m, v, t, 0.2) for t = 1 … 6", -2, 1, 0.2),
		adamPath("6 steps down a valley from (1, -0.5): adam(w, g, m, v, t, 0.05) for t = 1 … 6", 1, -0.5, 0.05),
		adamPath("6 steps down a valley from (0.00001, 0.00002): adam(w, g, m, v, t, 0.000001) for t = 1 … 6", 1e-5, 2e-5, 1e-6),
	},
	Bugs: []exercise.Bug[adamFunc]{
		adamRule{sign: true}.bug("wrong sign",
			"You climb. The gradient points uphill, so the step goes against it: look for a `+` that should be a `-`."),
		adamRule{fullStep: true}.bug("missing learning rate",
			"Each step is about 1 long, whatever `lr` is. Multiply it by `lr`."),
		adamRule{rawM: true, rawV: true}.bug("no bias correction",
			"`m` and `v` begin at zero, so at first they are too small. Divide them by `1 - math.Pow(beta1, t)` and `1 - math.Pow(beta2, t)` before you use them."),
		adamRule{rawM: true}.bug("bias correction of v only",
			"`m` begins at zero too: divide it by `1 - math.Pow(beta1, t)` before you use it."),
		adamRule{rawV: true}.bug("bias correction of m only",
			"`v` begins at zero too: divide it by `1 - math.Pow(beta2, t)` before you use it."),
		adamRule{store: true}.bug("the corrected means are stored",
			"`m[i]` and `v[i]` are to stay as they are; put the corrected ones into new variables. Yours are corrected again and again."),
		adamRule{late: 1}.bug("t counted from 0",
			"You take one off `t`, and 1 − β⁰ is zero. `t` is 1 in the first step already."),
		adamRule{noRoot: true}.bug("no square root",
			"`v` is a mean of *squares*. Divide by its square root, which is of the size of a gradient."),
		adamRule{noSquare: true}.bug("the gradient is not squared",
			"`v` must be the running mean of `g[i] * g[i]`; of `g[i]` itself it can be negative, and has no root."),
		adamRule{epsilonInside: true}.bug("ε inside the root",
			"`epsilon` is added to the root, not below it. With tiny gradients that makes a difference."),
		adamRule{noEpsilon: true}.bug("ε is missing",
			"Nearly right. Add `epsilon` to the root: a weight whose gradients are all zero would divide zero by zero."),
		adamRule{epsilonEarly: true}.bug("ε is added before the correction",
			"Nearly right, and some people do it so. Here `epsilon` is added to the root of the *corrected* mean."),
		adamRule{forget: true}.bug("means without accumulation",
			"Nothing is carried over from one step to the next. Keep the running means in `m[i]` and `v[i]`: they must still be there when `adam` is called again."),
		adamRule{weightless: true}.bug("missing 1 − β",
			"You add the gradient whole. In a running mean the old one counts β, the new value 1 − β."),
		adamRule{swapped: true}.bug("β₁ and β₂ swapped",
			"`beta1`, 0.9, belongs to `m`, and `beta2`, 0.999, to `v`."),
		adamRule{noScale: true}.bug("not divided by √v",
			"This is a descent along the running mean `m`. Adam divides it by the root of `v`, so that every weight takes steps of about the same size."),
	},
	Praise:  "Your steps are those of `nn.Adam(lr)`, point by point, with the bias corrected from the first step on.",
	Picture: twoPaths,
}

func adamPath(text string, x, y, lr float64) exercise.Call[adamFunc] {
	return exercise.Call[adamFunc]{Text: text, Do: func(f adamFunc) any {
		m, v := make([]float64, 2), make([]float64, 2)
		path := trajectory([]float64{x, y}, 6, func(t int, w, g []float64) { f(w, g, m, v, t, lr) })
		if math.Abs(x) > 0.01 {
			return path
		}
		for i, w := range path { // tiny weights are compared, and shown, as multiples of the first
			path[i] = []float64{w[0] / x, w[1] / x}
		}
		return path
	}}
}

// adamRule is Adam with what people get wrong; the zero value is right.
type adamRule struct {
	sign, fullStep            bool // + for −; without lr
	rawM, rawV, store         bool // uncorrected; corrected means are kept
	late                      int  // what is taken off t
	noRoot, noSquare, noScale bool
	epsilonInside, noEpsilon  bool
	epsilonEarly              bool // added to the root of the uncorrected v
	forget, weightless        bool // m and v start anew; the new value counts 1
	swapped                   bool
}

func (r adamRule) bug(name, advice string) exercise.Bug[adamFunc] {
	return exercise.Bug[adamFunc]{Name: name, Advice: advice, Answer: r.answer()}
}

func (r adamRule) answer() adamFunc {
	b1, b2 := beta1, beta2
	if r.swapped {
		b1, b2 = b2, b1
	}
	return func(w, g, m, v []float64, t int, lr float64) {
		for i := range w {
			if r.forget {
				m[i], v[i] = 0, 0
			}
			m[i] = r.mean(b1, m[i], g[i])
			if r.noSquare {
				v[i] = r.mean(b2, v[i], g[i])
			} else {
				v[i] = r.mean(b2, v[i], g[i]*g[i])
			}
			mHat := m[i] / (1 - math.Pow(b1, float64(t-r.late)))
			vHat := v[i] / (1 - math.Pow(b2, float64(t-r.late)))
			if r.rawM {
				mHat = m[i]
			}
			if r.rawV {
				vHat = v[i]
			}
			if r.store {
				m[i], v[i] = mHat, vHat
			}
			scale := r.scale(vHat)
			if r.epsilonEarly {
				scale += epsilon * (math.Sqrt(vHat/v[i]) - 1)
			}
			w[i] += r.step(mHat/scale, lr)
		}
	}
}

// mean is the running mean after a new value.
func (r adamRule) mean(beta, old, value float64) float64 {
	if r.weightless {
		return beta*old + value
	}
	return beta*old + (1-beta)*value
}

// scale is what the mean gradient is divided by.
func (r adamRule) scale(v float64) float64 {
	switch {
	case r.epsilonInside:
		return math.Sqrt(v + epsilon)
	case r.noEpsilon:
		return math.Sqrt(v)
	case r.noRoot:
		return v + epsilon
	case r.noScale:
		return 1
	}
	return math.Sqrt(v) + epsilon
}

func (r adamRule) step(direction, lr float64) float64 {
	if r.fullStep {
		lr = 1
	}
	if r.sign {
		lr = -lr
	}
	return -lr * direction
}
