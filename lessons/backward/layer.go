package backward

import (
	"math"

	"gradus/lessons/exercise"
	"gradus/nn"
	"gradus/viz"
)

// layerFunc computes the gradients dX, dW, db of L = mean (A − T)², where
// A = tanh(XW + b). X is [N, in], W [in, out], b [out], T [N, out].
type layerFunc = func(X, W [][]float64, b []float64, T [][]float64) ([][]float64, [][]float64, []float64)

// layer is the check of 03.3, against nn.
var layer = exercise.Spec[layerFunc]{
	Reference: func(X, W [][]float64, b []float64, T [][]float64) ([][]float64, [][]float64, []float64) {
		x, w, c := nn.Matrix(X).RequiresGrad(), nn.Matrix(W).RequiresGrad(), nn.Vector(b...).RequiresGrad()
		nn.MSE(x.MatMul(w).Add(c).Tanh(), nn.Matrix(T)).Backward()
		return x.Grad().Rows(), w.Grad().Rows(), c.Grad().Data()
	},
	Calls: []exercise.Call[layerFunc]{ // the square one first: there no bug fails for its shape, and all can be drawn
		layerOf("dX, dW, db for 3 samples, 2 inputs, 2 neurons",
			[][]float64{{1, -2}, {0.5, 0.25}, {-1, 1.5}}, [][]float64{{0.4, -0.6}, {0.9, 0.1}}, []float64{0.1, -0.2},
			[][]float64{{1, -1}, {-1, 1}, {0.5, 0}}),
		layerOf("dX, dW, db for 1 sample, 2 inputs, 1 neuron",
			[][]float64{{1, 2}}, [][]float64{{0.5}, {-0.25}}, []float64{0.3}, [][]float64{{1}}),
		layerOf("dX, dW, db for 4 samples, 2 inputs, 3 neurons",
			[][]float64{{0.2, 1}, {-0.7, 0.4}, {1.1, -0.3}, {0.6, 0.8}}, [][]float64{{0.3, -0.5, 0.8}, {-0.2, 0.7, 0.1}}, []float64{0, 0.2, -0.1},
			[][]float64{{1, 0, -1}, {0, 1, 0}, {-1, 0.5, 1}, {0.2, -0.4, 0.6}}),
	},
	Bugs: []exercise.Bug[layerFunc]{
		mistake("missing ÷N", "You have the gradient of the sum over all numbers of A. The loss is their mean: divide by how many there are.",
			func(g *recipe) {
				g.loss = func(a, t float64, _, _ int) float64 { return 2 * (a - t) }
			}),
		mistake("÷N only", "L is the mean over all numbers of A: N samples times the number of neurons. You divide by N alone.",
			func(g *recipe) {
				g.loss = func(a, t float64, rows, _ int) float64 { return 2 * (a - t) / float64(rows) }
			}),
		mistake("wrong sign", "The gradient points the other way. Look at `lossGrad`: the slope of (a − t)² for a is 2(a − t), positive where a is too large.",
			func(g *recipe) {
				g.loss = func(a, t float64, rows, cols int) float64 { return 2 * (t - a) / float64(rows*cols) }
			}),
		mistake("missing factor 2", "The slope of (a − t)² is 2(a − t).",
			func(g *recipe) {
				g.loss = func(a, t float64, rows, cols int) float64 { return (a - t) / float64(rows*cols) }
			}),
		mistake("missing f′", "The gradient jumps over the tanh. From a back to z it is multiplied by tanh's slope, 1 − a².",
			func(g *recipe) { g.prime = func(float64) float64 { return 1 } }),
		mistake("tanh twice", "`A` holds the results of tanh already: its slope is 1 − a², with no further `math.Tanh`.",
			func(g *recipe) { g.prime = func(a float64) float64 { t := math.Tanh(a); return 1 - t*t } }),
		mistake("f′ without its square", "The slope of tanh is 1 − a², not 1 − a.",
			func(g *recipe) { g.prime = func(a float64) float64 { return 1 - a } }),
		mistake("dW not accumulated", "Every sample adds to dW; yours keeps the last one only. It takes a `+=`.",
			func(g *recipe) { g.dW = func(dw *float64, x, dz float64) { *dw = x * dz } }),
		mistake("db not accumulated", "Every sample adds to db; yours keeps the last one only. It takes a `+=`.",
			func(g *recipe) { g.db = func(db *float64, dz float64) { *db = dz } }),
		mistake("dX not accumulated", "Every neuron adds to dX; yours keeps the last one only. It takes a `+=`.",
			func(g *recipe) { g.dX = func(dx *float64, w, dz float64) { *dx = w * dz } }),
		mistake("nothing accumulated", "Every sample adds to dW and db, every neuron to dX; yours keep the last one only. They take a `+=`.",
			func(g *recipe) {
				g.dW = func(dw *float64, x, dz float64) { *dw = x * dz }
				g.db = func(db *float64, dz float64) { *db = dz }
				g.dX = func(dx *float64, w, dz float64) { *dx = w * dz }
			}),
		mistake("dW transposed", "dW has the shape of W: `dW[i][j]` belongs to the weight from input i to neuron j. Yours are swapped.",
			func(g *recipe) { g.swapDW = true }),
		mistake("W transposed in dX", "What goes back to input i from neuron j passes through the weight between them, `W[i][j]`. Yours are swapped.",
			func(g *recipe) { g.swapW = true }),
		mistake("dX through X instead of W", "An input reaches neuron j by its weight: the slope of z for x[i] is `W[i][j]`.",
			func(g *recipe) { g.throughX = true }),
		mistake("dX is missing", "dW and db are right. dX is what the layer below needs: each input gets its share from every neuron, through `W[i][j]`.",
			func(g *recipe) { g.dX = func(*float64, float64, float64) {} }),
		mistake("dW is missing", "The rest is right; dW is still zero.",
			func(g *recipe) { g.dW = func(*float64, float64, float64) {} }),
		mistake("db is missing", "The rest is right; db is still zero. A bias is added with slope 1, for every sample.",
			func(g *recipe) { g.db = func(*float64, float64) {} }),
		mistake("dX and db are missing", "dW is right; dX and db are still zero.",
			func(g *recipe) {
				g.dX = func(*float64, float64, float64) {}
				g.db = func(*float64, float64) {}
			}),
		mistake("dW and dX are missing", "db is right; dW and dX are still zero.",
			func(g *recipe) {
				g.dX = func(*float64, float64, float64) {}
				g.dW = func(*float64, float64, float64) {}
			}),
	},
	Picture: errorMap,
	Praise:  "dX, dW and db agree with nn to nine decimals. Layers with such a backward can be stacked as high as you like.",
}

// layerOf is a call with copies of the arguments.
func layerOf(text string, X, W [][]float64, b []float64, T [][]float64) exercise.Call[layerFunc] {
	return exercise.Call[layerFunc]{Text: text, Do: func(f layerFunc) any {
		dX, dW, db := f(copied(X), copied(W), append([]float64(nil), b...), copied(T))
		return []any{dX, dW, db}
	}}
}

// errorMap draws where the gradients differ, each beside the others; nil where
// the answer has not their shapes.
func errorMap(got, want any) any {
	yours, ok := got.([]any)
	if !ok {
		return nil
	}
	var maps []*viz.Figure
	for k, name := range []string{"dX", "dW", "db"} {
		a, b := rowsOf(yours[k]), rowsOf(want.([]any)[k])
		if !alike(a, b) {
			return nil
		}
		maps = append(maps, viz.GradientMap(a, b).Title(name))
	}
	return viz.Panels(maps...)
}

// rowsOf takes a vector for a matrix of one row.
func rowsOf(v any) [][]float64 {
	if row, ok := v.([]float64); ok {
		return [][]float64{row}
	}
	return v.([][]float64)
}

func alike(a, b [][]float64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if len(a[i]) != len(b[i]) {
			return false
		}
	}
	return true
}

func copied(rows [][]float64) [][]float64 {
	c := make([][]float64, len(rows))
	for i, row := range rows {
		c[i] = append([]float64(nil), row...)
	}
	return c
}
