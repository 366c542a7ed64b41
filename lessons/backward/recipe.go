package backward

import (
	"math"

	"gradus/lessons/exercise"
)

// recipe is how somebody computes the gradients of a layer: the steps, each of
// which a mistake may replace.
type recipe struct {
	loss     func(a, t float64, rows, cols int) float64 // ∂L/∂a
	prime    func(a float64) float64                    // ∂a/∂z, from a
	dX       func(dx *float64, w, dz float64)
	dW       func(dw *float64, x, dz float64)
	db       func(db *float64, dz float64)
	swapDW   bool // dW[j][i]
	swapW    bool // W[j][i]
	throughX bool // X[n][i] in place of W[i][j]
}

// right is the recipe without mistakes: with ∘ element by element,
//
//	dA = 2(A − T) / (N·out)    dZ = dA ∘ (1 − A²)
//	dX = dZ Wᵀ    dW = Xᵀ dZ    db = Σₙ dZₙ
func right() *recipe {
	return &recipe{
		loss:  func(a, t float64, rows, cols int) float64 { return 2 * (a - t) / float64(rows*cols) },
		prime: func(a float64) float64 { return 1 - a*a },
		dX:    func(dx *float64, w, dz float64) { *dx += w * dz },
		dW:    func(dw *float64, x, dz float64) { *dw += x * dz },
		db:    func(db *float64, dz float64) { *db += dz },
	}
}

// mistake is the bug of someone who changes the right recipe in this way.
func mistake(name, advice string, change func(*recipe)) exercise.Bug[layerFunc] {
	g := right()
	change(g)
	return exercise.Bug[layerFunc]{Name: name, Advice: advice, Answer: g.gradients}
}

func (g *recipe) gradients(X, W [][]float64, b []float64, T [][]float64) ([][]float64, [][]float64, []float64) {
	dX, dW, db := zeros(len(X), len(W)), zeros(len(W), len(b)), make([]float64, len(b))
	for n, x := range X {
		for j := range b {
			z := b[j]
			for i := range x {
				z += x[i] * W[i][j]
			}
			a := math.Tanh(z)
			dz := g.loss(a, T[n][j], len(X), len(b)) * g.prime(a)
			g.db(&db[j], dz)
			for i := range x {
				g.dW(g.weight(dW, i, j), x[i], dz)
				g.dX(&dX[n][i], *g.way(X, W, n, i, j), dz)
			}
		}
	}
	return dX, dW, db
}

// weight is the element of dW for the weight from input i to neuron j.
func (g *recipe) weight(dW [][]float64, i, j int) *float64 {
	if g.swapDW {
		i, j = j, i
	}
	return &dW[i][j]
}

// way is what sample n's gradient is multiplied by on its way from neuron j to
// input i.
func (g *recipe) way(X, W [][]float64, n, i, j int) *float64 {
	switch {
	case g.throughX:
		return &X[n][i]
	case g.swapW:
		return &W[j][i]
	}
	return &W[i][j]
}

func zeros(rows, cols int) [][]float64 {
	m := make([][]float64, rows)
	for i := range m {
		m[i] = make([]float64, cols)
	}
	return m
}
