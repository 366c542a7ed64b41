package viz

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Ridgelines draws the distribution of each set of values on a baseline of
// its own, the first on top, each as high as the others. Beside it stands its
// standard deviation and, where they are many, the share of exact zeros (which
// the curve then leaves out, or they would hide the rest) and, for names with
// tanh or sigmoid in them, the share that is saturated: within 0.03 of an end.
// NaN and Inf are left out.
func Ridgelines(names []string, values [][]float64) *Figure {
	checkPairs("Ridgelines", names, len(values))
	r := newRidges(names, values)
	a := &axes{marks: []mark{r}, y: axis{names: true}}
	a.notes = []string{left(nonFinite(values...), "left out")}
	for k, name := range names {
		a.y.ticks = append(a.y.ticks, plot.Tick{Value: r.base(k), Label: name})
	}
	f := newFigure("Ridgelines", a)
	f.height = min(900, max(f.height, 90+38*len(names)))
	return f
}

// An ActivationTrace names the layers of a forward pass and holds their outputs,
// flattened.
type ActivationTrace interface {
	Activations() (names []string, values [][]float64)
}

// A GradientTrace is the same of a backward pass: the gradients at the outputs.
type GradientTrace interface {
	Gradients() (names []string, values [][]float64)
}

// Activations draws the outputs of each layer as [Ridgelines]: names and
// values are what t recorded in a forward pass.
func Activations(t ActivationTrace) *Figure {
	if t == nil {
		fail("Activations", "pass a trace, such as model.Trace(x)", "there is no trace")
	}
	names, values := t.Activations()
	f := Ridgelines(names, values).Title("Activations per layer").XLabel("output")
	f.plot = "Activations"
	return f
}

// Gradients draws the gradient at the output of each layer as [Ridgelines]:
// names and values are what t recorded in a backward pass.
func Gradients(t GradientTrace) *Figure {
	if t == nil {
		fail("Gradients", "pass a trace after Backward", "there is no trace")
	}
	names, values := t.Gradients()
	f := Ridgelines(names, values).Title("Gradients per layer").XLabel("gradient")
	f.plot = "Gradients"
	return f
}

const (
	ridgeBins   = 120
	ridgeHeight = 1.45 // of a ridge, in distances between baselines
)

// ridges are the densities of layers over a common range.
type ridges struct {
	lo, hi  float64
	density [][]float64 // [layer][bin] in 0…1
	remarks [][]string  // [layer] what stands beside it
}

func newRidges(names []string, values [][]float64) *ridges {
	r := &ridges{}
	r.lo, r.hi = commonRange(values)
	for k, v := range values {
		r.density = append(r.density, histogram(v, r.lo, r.hi))
		r.remarks = append(r.remarks, remarks(names[k], v))
	}
	return r
}

// commonRange holds all values but the outermost 0.2 % at each end.
func commonRange(values [][]float64) (lo, hi float64) {
	var all []float64
	for _, v := range values {
		stride := len(v)/20_000 + 1 // a sample is enough for quantiles
		for i := 0; i < len(v); i += stride {
			if isFinite(v[i]) {
				all = append(all, v[i])
			}
		}
	}
	if len(all) == 0 {
		return -1, 1
	}
	slices.Sort(all)
	cut := len(all) / 500
	lo, hi = all[cut], all[len(all)-1-cut]
	if lo == hi {
		return lo - .5, hi + .5
	}
	pad := (hi - lo) * .03
	return lo - pad, hi + pad
}

// manyZeros is the share from which zeros are told rather than drawn.
const manyZeros = .2

// histogram is the smoothed histogram of v over lo…hi, scaled to a maximum of 1.
func histogram(v []float64, lo, hi float64) []float64 {
	bins := make([]float64, ridgeBins)
	skipZeros := share(v, func(x float64) bool { return x == 0 }) > manyZeros
	for _, x := range v {
		if x == 0 && skipZeros || !(lo <= x && x <= hi) {
			continue
		}
		bins[min(ridgeBins-1, int((x-lo)/(hi-lo)*ridgeBins))]++
	}
	smooth := make([]float64, ridgeBins)
	top := 0.0
	for i := range smooth {
		for d := -4; d <= 4; d++ { // a Gaussian of 1.6 bins
			if j := i + d; 0 <= j && j < ridgeBins {
				smooth[i] += bins[j] * math.Exp(-float64(d*d)/(2*1.6*1.6))
			}
		}
		top = math.Max(top, smooth[i])
	}
	for i := range smooth {
		smooth[i] /= math.Max(top, 1e-300)
	}
	return smooth
}

func share(v []float64, is func(float64) bool) float64 {
	n := 0
	for _, x := range v {
		if is(x) {
			n++
		}
	}
	return float64(n) / math.Max(1, float64(len(v)))
}

// remarks are the numbers that stand beside a ridge.
func remarks(name string, v []float64) []string {
	var n, sum, squares float64
	for _, x := range v {
		if isFinite(x) {
			n, sum = n+1, sum+x
		}
	}
	if n == 0 {
		return []string{"no values"}
	}
	for _, x := range v {
		if isFinite(x) {
			squares += (x - sum/n) * (x - sum/n)
		}
	}
	out := []string{"std " + digits(math.Sqrt(squares/n), 2)}
	if zeros := share(v, func(x float64) bool { return x == 0 }); zeros > manyZeros {
		out = append(out, fmt.Sprintf("%.0f%% zero", zeros*100))
	}
	saturated := 0.0
	switch name = strings.ToLower(name); {
	case strings.Contains(name, "tanh"):
		saturated = share(v, func(x float64) bool { return math.Abs(x) > .97 })
	case strings.Contains(name, "sigmoid"):
		saturated = share(v, func(x float64) bool { return x < .03 || x > .97 })
	}
	if saturated > .05 {
		out = append(out, fmt.Sprintf("%.0f%% saturated", saturated*100))
	}
	return out
}

// base is the height of layer k's baseline.
func (r *ridges) base(k int) float64 { return float64(len(r.density) - 1 - k) }

func (r *ridges) DataRange() (xlo, xhi, ylo, yhi float64) {
	return r.lo, r.hi, 0, r.base(0) + ridgeHeight + .05
}

func (r *ridges) keys(p pen) (keys []key) {
	for k, lines := range r.remarks {
		for i, s := range lines {
			c := p.Ink
			if i > 0 {
				c = p.Dim
			}
			keys = append(keys, key{text: s, color: c, y: r.base(k) + .3 - float64(i)*1e-6, plain: true})
		}
	}
	return keys
}

func (r *ridges) draw(p pen, c draw.Canvas, pl *plot.Plot) {
	tx, ty := pl.Transforms(&c)
	for k, bins := range r.density {
		base := r.base(k)
		outline := make([]vg.Point, 0, len(bins)+2)
		outline = append(outline, vg.Point{X: tx(r.lo), Y: ty(base)})
		for i, v := range bins {
			x := r.lo + (r.hi-r.lo)*(float64(i)+.5)/float64(len(bins))
			outline = append(outline, vg.Point{X: tx(x), Y: ty(base + v*ridgeHeight)})
		}
		outline = append(outline, vg.Point{X: tx(r.hi), Y: ty(base)})
		c.FillPolygon(alpha(p.color(k), .6), c.ClipPolygonXY(outline))
		c.StrokeLines(p.line(p.color(k), 1.4), c.ClipLinesXY(outline)...)
	}
}
