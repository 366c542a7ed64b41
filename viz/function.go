package viz

import "slices"

// functionSamples is how many points draw a function: more than one a pixel
// column at the usual size is lost.
const functionSamples = 481

// Function draws f over lo…hi; add others, such as its derivative, with
// [Figure.Add], and name the first with [Figure.Names]. NaN and Inf are gaps.
func Function(f func(float64) float64, lo, hi float64) *Figure {
	if f == nil {
		fail("Function", "pass a func(float64) float64", "the function is nil")
	}
	if !(lo < hi) || !isFinite(lo) || !isFinite(hi) {
		fail("Function", "pass the smaller end first", "%v to %v is not a range", lo, hi)
	}
	xs := make([]float64, functionSamples)
	for i := range xs {
		xs[i] = lo + (hi-lo)*float64(i)/(functionSamples-1)
	}
	a := &axes{y: axis{pad: .06}}
	a.addLine("Function", "", xs, sample(f, xs))
	return newFigure("Function", a)
}

// Add draws a further function over the range of the first.
func (f *Figure) Add(name string, g func(float64) float64) *Figure {
	if g == nil {
		fail("Figure.Add", "pass a func(float64) float64", "the function %q is nil", name)
	}
	a := f.on("Add")
	i := slices.IndexFunc(a.marks, func(m mark) bool { _, ok := m.(*line); return ok })
	if i < 0 || f.plot != "Function" {
		fail("Figure.Add", "start with viz.Function", "a %s is not a function figure", f.plot)
	}
	xs := a.marks[i].(*line).xs
	a.addLine("Figure.Add", name, xs, sample(g, xs))
	return f
}

func sample(f func(float64) float64, xs []float64) []float64 {
	ys := make([]float64, len(xs))
	for i, x := range xs {
		ys[i] = f(x)
	}
	return ys
}
