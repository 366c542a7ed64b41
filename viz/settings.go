package viz

import "fmt"

// on returns the axes that a setting is about.
func (f *Figure) on(setting string) *axes {
	a, ok := f.chart.(*axes)
	if !ok {
		fail("Figure."+setting, "", "a %s has no axes", f.plot)
	}
	return a
}

// XLabel says what runs to the right.
func (f *Figure) XLabel(s string) *Figure { f.on("XLabel").x.label = s; return f }

// YLabel says what runs upwards.
func (f *Figure) YLabel(s string) *Figure { f.on("YLabel").y.label = s; return f }

// XRange shows only what lies in lo…hi.
func (f *Figure) XRange(lo, hi float64) *Figure {
	f.on("XRange").x.setRange("XRange", lo, hi)
	return f
}

// YRange shows only what lies in lo…hi.
func (f *Figure) YRange(lo, hi float64) *Figure {
	f.on("YRange").y.setRange("YRange", lo, hi)
	return f
}

func (a *axis) setRange(setting string, lo, hi float64) {
	if !(lo < hi) || !isFinite(lo) || !isFinite(hi) {
		fail("Figure."+setting, "pass the smaller end first", "%v to %v is not a range", lo, hi)
	}
	if a.log && lo <= 0 {
		fail("Figure."+setting, "a logarithmic axis has positive values only", "%v to %v includes what is not positive", lo, hi)
	}
	a.lo, a.hi, a.set = lo, hi, true
}

// LogX makes the x axis logarithmic. What is not positive is left out, and
// the picture says how much that was.
func (f *Figure) LogX() *Figure { f.logarithmic("LogX").x.setLog("LogX"); return f }

// LogY makes the y axis logarithmic. What is not positive is left out, and
// the picture says how much that was.
func (f *Figure) LogY() *Figure { f.logarithmic("LogY").y.setLog("LogY"); return f }

func (f *Figure) logarithmic(setting string) *axes {
	a := f.on(setting)
	for _, m := range a.marks {
		if _, ok := m.(scaled); !ok {
			fail("Figure."+setting, "use it on lines, functions and points", "a %s cannot be logarithmic", f.plot)
		}
	}
	return a
}

func (a *axis) setLog(setting string) {
	if a.set && a.lo <= 0 {
		fail("Figure."+setting, "set a positive range first", "the range starts at %v", a.lo)
	}
	a.log = true
}

func notPositive(n int) string {
	if n == 1 {
		return "1 value is not positive: not on the logarithmic axis"
	}
	return fmt.Sprintf("%d values are not positive: not on the logarithmic axis", n)
}

// A named mark takes the names of what it draws.
type named interface {
	setNames(names []string) (rest []string)
}

// Names labels, in order, the curves or classes that the figure draws.
func (f *Figure) Names(names ...string) *Figure {
	rest := names
	for _, m := range f.on("Names").marks {
		if n, ok := m.(named); ok {
			rest = n.setNames(rest)
		}
	}
	if len(rest) > 0 {
		fail("Figure.Names", "pass one name for each curve or class", "%d names are too many for this %s", len(names), f.plot)
	}
	return f
}
