package viz

// Norms draws one line per name, such as the norm of each layer's gradient,
// against the step 0, 1, 2, … on a logarithmic axis, where vanishing and
// exploding show as parallel lines drifting apart. Zeros cannot stand on such
// an axis: they are gaps, and the picture says how many there are.
func Norms(names []string, values [][]float64) *Figure {
	checkPairs("Norms", names, len(values))
	a := &axes{x: axis{whole: true}, y: axis{pad: .05, log: true}}
	for k, v := range values {
		xs := make([]float64, len(v))
		for i := range xs {
			xs[i] = float64(i)
		}
		a.addLine("Norms", names[k], xs, v)
		a.marks[k].(*line).width = 1.5
	}
	return newFigure("Norms", a).XLabel("step").YLabel("L2 norm")
}
