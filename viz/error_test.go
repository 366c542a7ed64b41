package viz

import (
	"errors"
	"math"
	"strings"
	"testing"
)

// TestErrors passes what cannot be drawn, and expects an *Error that names the
// plot and says what is wrong.
func TestErrors(t *testing.T) {
	square := func(x, y float64) float64 { return x*x + y*y }
	points := [][]float64{{0, 0}, {1, 1}}
	one := [][]float64{{1}}
	for _, c := range []struct {
		name, want string
		draw       func()
	}{
		{"no line", "viz.Line: there is no data", func() { Line("loss") }},
		{"no lines", "viz.Lines: there are no lines", func() { Lines([]float64{1}) }},
		{"lengths", "viz.Lines: 2 xs, 1 ys", func() { Lines([]float64{1, 2}, []float64{1}) }},
		{"nil function", "viz.Function: the function is nil", func() { Function(nil, 0, 1) }},
		{"range", "viz.Function: 1 to 0 is not a range", func() { Function(math.Tanh, 1, 0) }},
		{"add to lines", "viz.Figure.Add: a Line is not a function figure", func() { Line("a", 1, 2).Add("b", math.Tanh) }},
		{"add nil", "\"b\" is nil", func() { Function(math.Tanh, 0, 1).Add("b", nil) }},
		{"no points", "viz.Scatter: there is no data", func() { Scatter(nil, nil) }},
		{"four columns", "these have 4", func() { Scatter([][]float64{{1, 2, 3, 4}}, nil) }},
		{"ragged points", "ragged: row 0 has 2 values, row 1 has 1", func() { Scatter([][]float64{{1, 2}, {1}}, nil) }},
		{"labels", "2 points, 1 labels", func() { Scatter(points, []int{0}) }},
		{"negative label", "label -1 of point 1", func() { Scatter(points, []int{0, -1}) }},
		{"bars", "viz.Bars: 1 names for 2", func() { Bars([]string{"a"}, []float64{1, 2}) }},
		{"log bars", "viz.Figure.LogY: a Bars cannot be logarithmic", func() { Bars([]string{"a"}, []float64{1}).LogY() }},
		{"ridges", "viz.Ridgelines: there is no data", func() { Ridgelines(nil, nil) }},
		{"no trace", "viz.Activations: there is no trace", func() { Activations(nil) }},
		{"no gradients", "viz.Gradients: there is no trace", func() { Gradients(nil) }},
		{"norms", "viz.Norms: 0 names for 1", func() { Norms(nil, one) }},
		{"no classifier", "viz.Boundary: the function is nil", func() { Boundary(nil, points, nil) }},
		{"too few answers", "asked about 10800 points, the function returned 1 rows", func() {
			Boundary(func([][]float64) [][]float64 { return one }, points, nil)
		}},
		{"no surface", "viz.Surface: the function is nil", func() { Surface(nil, 0, 1, 0, 1) }},
		{"surface range", "is not a range", func() { Surface(square, 0, 1, 1, 0) }},
		{"path", "viz.Figure.Path: a point needs 2 coordinates, these have 1", func() { Surface(square, 0, 1, 0, 1).Path("p", one) }},
		{"empty matrix", "viz.HeatMap: there is no data", func() { HeatMap([][]float64{{}}) }},
		{"ragged matrix", "viz.HeatMap: the rows are ragged", func() { HeatMap([][]float64{{1, 2}, {3}}) }},
		{"matrix labels", "1 and 0 labels for 2 rows and 2 columns", func() { HeatMap([][]float64{{1, 2}, {3, 4}}).Labels([]string{"a"}, nil) }},
		{"values of lines", "viz.Figure.Values: a Line has no cells", func() { Line("a", 1, 2).Values() }},
		{"gradient shapes", "viz.GradientMap: yours is 1×2, wanted is 2×1", func() { GradientMap([][]float64{{1, 2}}, [][]float64{{1}, {2}}) }},
		{"no images", "viz.Images: there is no data", func() { Images(nil, nil) }},
		{"image titles", "1 pictures, 2 titles", func() { Images([][][]float64{one}, []string{"a", "b"}) }},
		{"no graph", "viz.Graph: there is no graph", func() { Graph(nil) }},
		{"empty graph", "viz.Graph: there are no nodes", func() { Graph(graphOf{}) }},
		{"graph order", "node 0 has the input 3", func() { Graph(graphOf{{"Neg", "", nil, []float64{1}, nil, []int{3}}}) }},
		{"no panels", "viz.Panels: there are no figures", func() { Panels() }},
		{"nil panel", "viz.Panels: figure 0 is nil", func() { Panels(nil) }},
		{"columns", "viz.Figure.Columns: a Line has no columns", func() { Line("a", 1).Columns(2) }},
		{"no columns", "0 columns are none", func() { Panels(Line("a", 1)).Columns(0) }},
		{"live", "viz.Live: there are no names", func() { Live() }},
		{"live size", "0 × 0 is not a usable size", func() { Live("loss").Size(0, 0) }},
		{"size", "10 × 10 is not a usable size", func() { Line("a", 1).Size(10, 10) }},
		{"axis of images", "viz.Figure.XLabel: a Images has no axes", func() { Images([][][]float64{one}, nil).XLabel("x") }},
		{"axis range", "viz.Figure.YRange: 1 to 1", func() { Line("a", 1).YRange(1, 1) }},
		{"log range", "includes what is not positive", func() { Line("a", 1).LogY().YRange(0, 1) }},
		{"range log", "the range starts at 0", func() { Line("a", 1).YRange(0, 1).LogY() }},
		{"names", "2 names are too many", func() { Line("a", 1).Names("a", "b") }},
		{"guide", "NaN is no height", func() { Line("a", 1).Guide(math.NaN(), "g") }},
		{"mark", "(NaN, 0) is no place", func() { Line("a", 1).Mark(math.NaN(), 0, "m") }},
		{"colour", "\"blue\" is not a colour", func() { NewRamp("blue") }},
		{"no colours", "there are no colours", func() { NewRamp() }},
	} {
		t.Run(c.name, func(t *testing.T) {
			defer func() {
				err, _ := recover().(error)
				var e *Error
				if !errors.As(err, &e) {
					t.Fatalf("got %v, want an *Error", err)
				}
				if !strings.Contains(e.Error(), c.want) {
					t.Errorf("got %q, want it to contain %q", e, c.want)
				}
			}()
			c.draw()
		})
	}
}

// TestNotFinite draws nothing but NaN, which must neither panic nor pass unmentioned.
func TestNotFinite(t *testing.T) {
	nan := math.NaN()
	for _, f := range []*Figure{
		Line("a", nan, math.Inf(1)),
		Line("a", nan, -1, 0).LogY(),
		Scatter([][]float64{{nan, 1}}, nil),
		Bars([]string{"a"}, []float64{nan}),
		Ridgelines([]string{"a"}, [][]float64{{nan}}),
		HeatMap([][]float64{{nan, nan}}).Values(),
		GradientMap([][]float64{{nan}}, [][]float64{{1}}),
		Surface(func(x, y float64) float64 { return nan }, 0, 1, 0, 1),
		Boundary(func(p [][]float64) [][]float64 {
			out := make([][]float64, len(p))
			for i := range out {
				out[i] = []float64{nan}
			}
			return out
		}, [][]float64{{nan, nan}}, nil),
	} {
		notes := strings.Join(f.chart.(*axes).notes, "")
		if !strings.Contains(notes, "NaN") {
			t.Errorf("%v: the notes %q do not mention NaN", f, notes)
		}
		f.Image()
	}
}

// TestExtremes draws data at the ends of what is reasonable.
func TestExtremes(t *testing.T) {
	for _, f := range []*Figure{
		Line("one", 1),
		Line("constant", 2, 2, 2),
		Line("huge", 1e300, -1e300),
		Line("tiny", 1e-300, 2e-300),
		Line("far", 1e15, 1e15+1),
		Line("log", 1e-300, 1e300).LogY(),
		Line("one log", 5).LogY().LogX(),
		HeatMap([][]float64{{7}}).Values(),
		HeatMap(weights(300, 300)),
		HeatMap([][]float64{{1e-9, 123456.789}}).Values(),
		Bars(make([]string, 200), make([]float64, 200)),
		Ridgelines([]string{"constant", "none"}, [][]float64{{3, 3, 3}, {}}),
		Surface(func(x, y float64) float64 { return 1 }, 0, 1, 0, 1),
		Scatter([][]float64{{1, 1}}, []int{9}),
		Line(strings.Repeat("a long name ", 20), 1, 2).Title(strings.Repeat("long", 80)),
	} {
		if f.Image() == nil {
			t.Errorf("%v has no image", f)
		}
	}
}
