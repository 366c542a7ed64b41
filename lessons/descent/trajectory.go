package descent

import "gradus/viz"

// steepness is how much steeper the valley is across than along.
const steepness = 50

// valley is ½(x² + 50y²), the surface that update rules are tried on.
func valley(x, y float64) float64 { return (x*x + steepness*y*y) / 2 }

func valleyGradient(w []float64) []float64 { return []float64{w[0], steepness * w[1]} }

// trajectory returns the start and the points after each of some steps down
// the valley; update changes w, given the gradient there. Steps count from 1.
func trajectory(start []float64, steps int, update func(step int, w, g []float64)) [][]float64 {
	w := append([]float64(nil), start...)
	path := [][]float64{start}
	for step := 1; step <= steps; step++ {
		update(step, w, valleyGradient(w))
		path = append(path, append([]float64(nil), w...))
	}
	return path
}

// twoPaths draws a wrong trajectory beside the right one.
func twoPaths(got, want any) any {
	yours, ok := got.([][]float64)
	if !ok {
		return nil
	}
	return viz.Surface(valley, -2.5, 2.5, -2, 2).
		Path("expected", want.([][]float64)).Path("yours", yours).
		Title("Down the valley: your way and the expected one").Size(520, 300)
}
